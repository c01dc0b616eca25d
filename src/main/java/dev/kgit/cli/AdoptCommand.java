package dev.kgit.cli;

import dev.kgit.manifest.Adopter;
import dev.kgit.manifest.ProposedEdits;
import dev.kgit.model.DesiredState;
import dev.kgit.workflow.AdoptCandidates;
import dev.kgit.workflow.Inputs;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kgit adopt}: the answer to drift that is right. */
@Command(
        name = "adopt",
        addMethodSubcommands = false,
        description = {
            "Writes what is live into the YAML file and layer that declares it, where it differs. Comments, order and"
                    + " everything else stay. The next plan is empty for what was adopted. Reads the cluster, changes"
                    + " nothing there.",
            "What is live and not declared is appended to the environment's own files, where its id is given in full.",
            "Exit 3: some of it can't be adopted (the rest is)."
        },
        footer = {
            "",
            "Examples:",
            "  kgit adopt -e prod topic/orders",
            "  kgit adopt -e prod 'topic/orders.*' connector/main/http-sink"
        })
final class AdoptCommand extends KgitCommand {

    @Parameters(
            arity = "1..*",
            paramLabel = "ID",
            description = "topic/NAME or connector/CLUSTER/NAME; * and ? match what is declared.")
    List<String> ids = new ArrayList<>();

    @Override
    public Integer call() {
        textOnly();
        try (Workspace workspace = Workspace.open(kgit);
                PlatformConnection connection = PlatformConnection.open(kgit, workspace)) {
            // What was applied last is read as well: a value that was declared from a secret then is one, and not
            // adopted.
            Inputs inputs = new InputReader(workspace, connection, kgit.timings)
                    .gatherReadable(false, AdoptCandidates.exact(ids))
                    .withoutStrangers(AdoptCandidates.exact(ids));
            DesiredState declared = inputs.desired();
            AdoptCandidates adoptable = AdoptCandidates.of(ids, declared, inputs.live());
            ProposedEdits adoption =
                    new Adopter(workspace.workbench(), declared).adopt(adoptable.takings(), adoptable.undeclared());
            AtomicFileWriter.edited(workspace.root(), kgit)
                    .with(adoption.files())
                    .write();
            tell(adoption, workspace);
            messages().all(adoptable.refused());
            messages().all(adoption.refused());
            return adoptable.refused().isEmpty() && adoption.refused().isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
        }
    }

    private void tell(ProposedEdits adoption, Workspace workspace) {
        for (ProposedEdits.Edit edit : adoption.edits()) {
            String what = edit.path().isEmpty()
                    ? edit.id() + " declared"
                    : edit.id() + " " + edit.path() + ": " + shown(edit.before()) + " -> " + shown(edit.after());
            Output.line(kgit, edit.place().file() + ":" + edit.place().line() + ": " + what);
        }
        adoption.secrets()
                .forEach((variable, secret) -> Output.line(
                        kgit,
                        workspace.workbench().environmentYaml() + ": " + variable + ": ${{ secret." + secret
                                + " }}, to be set before the next plan"));
        if (adoption.edits().isEmpty() && adoption.refused().isEmpty() && !kgit.quiet) {
            messages().line("nothing to adopt: what is declared is what is live");
        }
    }

    private static String shown(@Nullable String value) {
        return value == null ? "(not set)" : value;
    }
}
