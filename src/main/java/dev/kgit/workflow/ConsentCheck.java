package dev.kgit.workflow;

import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerEntry.UsedConsent;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import dev.kgit.model.State;
import dev.kgit.plan.UsedConsents;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Which consents of the files were used before, as the ledger and the commits say in which they were. */
final class ConsentCheck {

    private final State desired;
    private final Function<String, Optional<State>> states;

    /** @param states what the files of a commit said, as far as that can be read */
    ConsentCheck(State desired, Function<String, Optional<State>> states) {
        this.desired = desired;
        this.states = states;
    }

    UsedConsents spent(LedgerEntry entry) {
        Map<ResourceId, Map<String, String>> spent = new HashMap<>();
        entry.consents().forEach((id, used) -> {
            Resource resource = desired.get(id);
            if (resource == null) {
                return;
            }
            resource.lifecycle().allow().forEach((consent, reason) -> {
                UsedConsent where = used.get(consent);
                if (where != null) {
                    why(id, consent, reason, where)
                            .ifPresent(why -> spent.computeIfAbsent(id, none -> new HashMap<>())
                                    .put(consent, why));
                }
            });
        });
        return new UsedConsents(spent);
    }

    private Optional<String> why(ResourceId id, String consent, String reason, UsedConsent where) {
        String commit = where.commit();
        if (commit == null || where.dirty()) {
            return Optional.of("this consent was used by an apply that was not from a commit alone");
        }
        String shortened = Revision.shortCommit(commit);
        Optional<State> then = states.apply(commit);
        if (then.isEmpty()) {
            return Optional.of("this consent was used at commit " + shortened + ", which can't be read here");
        }
        Resource declared = then.get().get(id);
        boolean same =
                declared != null && reason.equals(declared.lifecycle().allow().get(consent));
        return same ? Optional.of("this consent was used at commit " + shortened) : Optional.empty();
    }
}
