package dev.kgit.plan;

import dev.kgit.diff.ChangeType;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.Kind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deletes: never of what is internal or protected, and not against what speaks against it for its kind. */
final class DeleteGuard implements PlanGuard {

    @Override
    public List<Diagnostic> evaluate(ResourceDiff difference, PlanGuardContext context) {
        if (difference.changeType() != ChangeType.DELETE) {
            return List.of();
        }
        Place place = difference.desired().place();
        boolean pruned = !difference.desired().lifecycle().absent();
        if (context.isInternal(difference.id())) {
            // No switch opens this one: without such topics a platform stops working.
            return List.of(Diagnostic.error(
                            "KG203",
                            difference.id() + " " + context.whyInternal(difference.id())
                                    + ", and is never deleted by kgit")
                    .withHint("take `state: absent` away; delete it by Kafka's own tools if you are sure")
                    .withPlace(place)
                    .withSubject(difference.id()));
        }
        if (difference.desired().lifecycle().absent()) {
            context.usesAllConsents(difference);
        }
        List<Diagnostic> findings = new ArrayList<>();
        if (difference.desired().lifecycle().deletionProtected()) {
            findings.add(context.finding(
                    "KG201",
                    difference,
                    difference.id() + " is protected",
                    pruned
                            ? "put its lines back without `protected: true` and apply that first; take them out in a later apply"
                            : "take `protected: true` away, and `state: absent` too, and apply that first; delete in a later apply",
                    place));
        } else {
            wasProtected(difference.id(), context.planInputs())
                    .ifPresent(was -> findings.add(context.finding(
                            "KG212",
                            difference,
                            was,
                            pruned
                                    ? "put its lines back without `protected: true` and apply that, then take them out"
                                    : "apply once without `protected: true` and without `state: absent`, then delete",
                            place)));
        }
        Kind kind = context.planInputs().kinds().of(difference.id());
        if (pruned && !isWhatWasApplied(difference, kind, context)) {
            findings.add(context.finding(
                    "KG219",
                    difference,
                    difference.id() + " is not as it was applied: somebody has changed it, or made it anew",
                    "to delete it as it is, declare it with `state: absent`",
                    place));
        }
        findings.addAll(kind.deleteFindings(difference, context));
        return findings;
    }

    /** Of what is made of fields, some may be gone already: by a run that died. */
    private static boolean isWhatWasApplied(ResourceDiff difference, Kind kind, PlanGuardContext context) {
        if (kind.hasIncarnations() || context.isAsApplied(difference.id())) {
            return true;
        }
        Resource applied = context.planInputs().applied().of(difference.id()).declaration();
        return applied != null
                && kind.fieldRules(context.live()).isMadeOfFields()
                && difference.fields().stream().allMatch(field -> applied.field(field.path()) != null);
    }

    /** Why it can't be deleted yet; not to know closes this guard. */
    static Optional<String> wasProtected(ResourceId id, PlanInputs planInputs) {
        return planInputs
                .applied()
                .of(id)
                .fold(
                        before -> before.lifecycle().deletionProtected()
                                ? Optional.of(id + " was still protected when it was last applied: lifting that and"
                                        + " deleting take two applies")
                                : Optional.empty(),
                        Optional::empty,
                        reason -> keepsHistory(planInputs)
                                ? Optional.of("whether " + id
                                        + " was protected when it was last applied can't be known: " + reason)
                                : Optional.empty());
    }

    /** Without a ledger by choice, or outside of Git, there is nothing that two applies could be told apart by. */
    private static boolean keepsHistory(PlanInputs planInputs) {
        return planInputs.desired().environment().ledger().isOn()
                && planInputs.revision().commit() != null;
    }
}
