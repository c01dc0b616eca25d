package dev.kgit.plan;

import dev.kgit.kind.FindingText;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Consents in the files that open nothing any more, though nothing needs them today: they read as if they did. */
final class UsedConsentFindings {

    private UsedConsentFindings() {}

    /** @param changes the rows: what one of them needs and does not have is told there */
    static Optional<Diagnostic> told(PlanInputs planInputs, Collection<ResourceChange> changes) {
        Set<ResourceId> toldThere = changes.stream()
                .filter(ResourceChange::isBlocked)
                .map(ResourceChange::id)
                .collect(Collectors.toSet());
        List<String> told = new ArrayList<>();
        Set<String> consents = new TreeSet<>();
        new TreeMap<>(planInputs.spentConsents().why()).forEach((id, why) -> {
            Resource declared = planInputs.desired().state().get(id);
            if (declared == null
                    || toldThere.contains(id)
                    || !planInputs.options().target().test(id)) {
                return;
            }
            Set<String> its = new TreeSet<>(why.keySet());
            its.removeIf(consent -> !declared.lifecycle().allows(consent) || planInputs.consentsForGood(id, consent));
            if (!its.isEmpty()) {
                told.add(id + " (" + String.join(", ", its) + ")");
                consents.addAll(its);
            }
        });
        return told.isEmpty()
                ? Optional.empty()
                : Optional.of(Diagnostic.info(
                                "KG221",
                                "consents that were used before, so that they open nothing any more: "
                                        + FindingText.abbreviated(told))
                        .withHint(
                                "a consent is for one change: take it out, or give another reason for the next one, as"
                                        + " `allow: { " + consents.iterator().next() + ": why }`"));
    }
}
