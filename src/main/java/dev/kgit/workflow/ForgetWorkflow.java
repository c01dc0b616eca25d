package dev.kgit.workflow;

import dev.kgit.cluster.LedgerEntry;
import dev.kgit.kind.Kinds;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Forgets: takes what is declared no longer out of the ledger, and leaves it on the cluster. */
public final class ForgetWorkflow {

    private ForgetWorkflow() {}

    /** What was forgotten. */
    public static SortedSet<ResourceId> forget(Invocation invocation, List<String> ids) {
        try (LedgerWorkflow ledger = LedgerWorkflow.open(invocation)) {
            Workspace workspace = ledger.workspace();
            LedgerEntry entry = ledger.entry(ledger.here());
            RepositoryCheck.requireSame(Optional.of(entry), workspace.git());
            SortedSet<ResourceId> known =
                    known(ids, invocation.kinds(), entry, workspace.states().desired());
            ledger.forget(known);
            return known;
        }
    }

    private static SortedSet<ResourceId> known(List<String> ids, Kinds kinds, LedgerEntry entry, DesiredState desired) {
        List<Diagnostic> wrong = new ArrayList<>();
        SortedSet<ResourceId> known = new TreeSet<>();
        for (String text : ids) {
            ResourceId id = kinds.parse(text).orElse(null);
            Resource declared = id == null ? null : desired.state().get(id);
            if (id == null) {
                wrong.add(Diagnostic.error("KG662", "'" + text + "' is no id of a resource")
                        .withHint(kinds.idForms()));
            } else if (!entry.managed().containsKey(id)) {
                wrong.add(Diagnostic.error("KG662", "the ledger does not name " + id + " as " + entry.owner() + "'s")
                        .withHint(
                                "there is nothing to let go of; `kgit ledger` lists who manages how much, and `kgit plan -e "
                                        + entry.environment() + "` names what is left over of this project"));
            } else if (declared != null) {
                wrong.add(Diagnostic.error("KG664", id + " is declared: the next apply would have it again")
                        .withHint("take its lines out first")
                        .withPlace(declared.place()));
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
