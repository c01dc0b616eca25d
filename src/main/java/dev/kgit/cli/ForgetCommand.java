package dev.kgit.cli;

import dev.kgit.cluster.LedgerEntry;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.workflow.RepositoryCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kgit forget}: lets go of what is declared no longer, and leaves it on the cluster as it is. */
@Command(
        name = "forget",
        addMethodSubcommands = false,
        description = {
            "Takes what is declared no longer out of the ledger, and leaves it on the cluster.",
            "It is no longer this project's then, and never pruned."
        },
        footer = {"", "Example: kgit forget -e prod topic/audit connector/main/old-sink"})
final class ForgetCommand extends KgitCommand {

    @Parameters(arity = "1..*", paramLabel = "ID", description = "topic/NAME or connector/CLUSTER/NAME.")
    List<String> ids = List.of();

    @Override
    public Integer call() {
        textOnly();
        try (Workspace workspace = Workspace.open(kgit);
                PlatformConnection connection = PlatformConnection.open(kgit, workspace)) {
            LedgerEditor editor = new LedgerEditor(kgit, workspace, connection);
            LedgerEntry entry = editor.entry(new LedgerEditor.Owner(
                    workspace.environment().project(),
                    workspace.environment().environment().name()));
            RepositoryCheck.requireSame(Optional.of(entry), workspace.git());
            SortedSet<ResourceId> known = known(entry, workspace.desired());
            editor.forget(known);
            known.forEach(id -> Output.line(kgit, "Forgotten: " + id));
            return ExitCode.DONE;
        }
    }

    private SortedSet<ResourceId> known(LedgerEntry entry, DesiredState desired) {
        List<Diagnostic> wrong = new ArrayList<>();
        SortedSet<ResourceId> known = new TreeSet<>();
        for (String text : ids) {
            ResourceId id = ResourceId.parse(text).orElse(null);
            Resource declared = id == null ? null : desired.state().get(id);
            if (id == null) {
                wrong.add(Diagnostic.error("KG662", "'" + text + "' is no id of a resource")
                        .withHint("ids look like topic/NAME and connector/CLUSTER/NAME"));
            } else if (!entry.managed().containsKey(id)) {
                wrong.add(Diagnostic.error("KG662", "the ledger does not name " + id + " as " + entry.owner() + "'s")
                        .withHint(
                                "there is nothing to let go of; `kgit ledger` lists who manages how much, and `kgit plan -e "
                                        + entry.environment() + "` names what is left over of this project"));
            } else if (declared != null) {
                wrong.add(Diagnostic.error("KG664", id + " is declared: the next apply would have it again")
                        .withHint("take its lines out first")
                        .at(declared.place()));
            } else {
                known.add(id);
            }
        }
        if (!wrong.isEmpty()) {
            throw new KgitException.Invalid(wrong);
        }
        return known;
    }
}
