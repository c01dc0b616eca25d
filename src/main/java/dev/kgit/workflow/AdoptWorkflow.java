package dev.kgit.workflow;

import dev.kgit.cluster.LiveState;
import dev.kgit.manifest.AdoptionEdits;
import dev.kgit.manifest.EditSession;
import dev.kgit.manifest.ProposedEdits;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Adopts: writes what is live into the files that declare it. */
public final class AdoptWorkflow {

    private AdoptWorkflow() {}

    /**
     * What was written.
     *
     * @param environmentYaml path of the file in which secrets of it are to be set
     * @param refused what can't be adopted, and why
     * @param unreadable what was asked for and could not be read
     * @param others environments whose files say something else now too
     */
    public record Adopted(
            ProposedEdits edits,
            String environmentYaml,
            List<Diagnostic> refused,
            List<LiveState.ReadFailure> unreadable,
            SortedSet<String> others) {}

    /**
     * Adopts.
     *
     * @param ids of resources, or globs over what is declared
     * @param overlay whether all of it goes into the environment's own layer
     */
    public static Adopted adopt(Invocation invocation, List<String> ids, boolean overlay) {
        try (Workspace workspace = Workspace.open(invocation);
                PlatformConnection connection = PlatformConnection.open(workspace)) {
            // What was applied last is read as well: a value that was declared from a secret then is one, and not
            // adopted.
            Inputs inputs = new InputReader(workspace, connection, invocation.timings())
                    .readAvailable(false, AdoptCandidates.exact(ids, invocation.kinds()))
                    .withoutForeignWorkers(AdoptCandidates.exact(ids, invocation.kinds()));
            DesiredState declared = inputs.desired();
            AdoptCandidates candidates = AdoptCandidates.of(ids, invocation.kinds(), declared, inputs.live());
            EditSession bench = workspace.workbench();
            ProposedEdits edits =
                    new AdoptionEdits(bench, declared, overlay).adopt(candidates.takings(), candidates.undeclared());
            SortedSet<String> others = bench.othersChangedBy(edits.files());
            AtomicFileWriter.edited(workspace.root(), invocation)
                    .with(edits.files())
                    .write();
            List<Diagnostic> refused = new ArrayList<>(candidates.refused());
            refused.addAll(edits.refused());
            return new Adopted(edits, bench.environmentYaml(), List.copyOf(refused), candidates.unreadable(), others);
        }
    }
}
