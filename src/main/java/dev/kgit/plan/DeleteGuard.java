package dev.kgit.plan;

import dev.kgit.cluster.Evidence;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deletes: never of what is internal or protected, never of data or of what somebody reads without consent. */
final class DeleteGuard implements Guard {

    private final Map<ResourceId, List<String>> connectors;

    /** @param connectors that will name a topic when this plan has been applied, by topic */
    DeleteGuard(Map<ResourceId, List<String>> connectors) {
        this.connectors = connectors;
    }

    @Override
    public List<Diagnostic> inspect(ResourceDiff difference, GuardContext context) {
        if (difference.changeType() != ChangeType.DELETE) {
            return List.of();
        }
        Place place = difference.desired().place();
        if (context.internal().contains(difference.id())) {
            // No switch opens this one: without these topics the platform stops working.
            return List.of(Diagnostic.error("KG203", difference.id() + " keeps the platform alive and is never deleted")
                    .withHint("take `state: absent` away; delete it by Kafka's own tools if you are sure")
                    .at(place)
                    .about(difference.id()));
        }
        if (difference.desired().terms().absent()) {
            context.usesAllConsents(difference);
        }
        List<Diagnostic> findings = new ArrayList<>();
        if (difference.desired().terms().guarded()) {
            findings.add(context.finding(
                    "KG201",
                    difference,
                    difference.id() + " is protected",
                    "take `protected: true` away and apply that first; delete in a later apply",
                    place));
        } else {
            wasProtected(difference, context)
                    .ifPresent(was -> findings.add(context.finding(
                            "KG212",
                            difference,
                            was,
                            "apply once without `protected: true` and without the delete, then delete",
                            place)));
        }
        if (isAnotherConnector(difference, context)) {
            findings.add(context.finding(
                    "KG219",
                    difference,
                    difference.id() + " is not as it was applied: somebody has changed it, or made it anew",
                    "to delete it as it is, declare it with `state: absent`",
                    place));
        }
        difference.id().asTopic().ifPresent(topic -> {
            Evidence evidence = context.evidenceOf(difference);
            List<String> users = connectors.getOrDefault(topic, List.of());
            if (evidence == null || evidence.totalRecords() > 0 || isConsumed(evidence) || !users.isEmpty()) {
                findings.add(context.consented(
                        "KG202",
                        difference,
                        "deleting " + difference.id() + " loses data or consumers: " + EvidenceText.evidence(evidence)
                                + (users.isEmpty() ? "" : ", connectors: " + EvidenceText.some(users)),
                        "data-loss",
                        place));
            }
        });
        return findings;
    }

    /** Unknown groups count as none: the records say enough, and a principal without that permission may still delete. */
    private static boolean isConsumed(Evidence evidence) {
        return evidence.groups() != null && evidence.groups().stream().anyMatch(group -> group.members() > 0);
    }

    /** Why it can't be deleted yet; not to know closes this guard. */
    private static Optional<String> wasProtected(ResourceDiff difference, GuardContext context) {
        ResourceId id = difference.id();
        return context.planInputs()
                .applied()
                .of(id)
                .fold(
                        before -> before.terms().guarded()
                                ? Optional.of(id + " was still protected when it was last applied: lifting that and"
                                        + " deleting take two applies")
                                : Optional.empty(),
                        Optional::empty,
                        reason -> keepsHistory(context.planInputs())
                                ? Optional.of("whether " + id
                                        + " was protected when it was last applied can't be known: " + reason)
                                : Optional.empty());
    }

    /** Without a ledger by choice, or outside of Git, there is nothing that two applies could be told apart by. */
    private static boolean keepsHistory(PlanInputs planInputs) {
        return planInputs.desired().environment().ledger().isOn()
                && planInputs.revision().commit() != null;
    }

    /** Whether the ledger alone says that a connector of that name was made here. */
    private static boolean isAnotherConnector(ResourceDiff difference, GuardContext context) {
        return difference.id().asConnector().isPresent()
                && !difference.desired().terms().absent()
                && !Pruning.isAsApplied(difference.id(), context.planInputs());
    }
}
