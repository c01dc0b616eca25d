package dev.kgit.plan;

import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.Operation;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.GuardContext;
import dev.kgit.kind.InternalResources;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Lifecycle;
import dev.kgit.model.Place;
import dev.kgit.model.ResourceId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What guards see of one plan. Remembers which consents they have used, and what the command line has opened. */
final class PlanGuardContext extends PlanInputsView implements GuardContext {

    private final PlanDraft draft;
    private final Map<ResourceId, ResourceDiff> differences;
    private final SortedMap<ResourceId, Evidence> evidence;
    private final InternalResources internal;
    private final Map<ResourceId, SortedSet<String>> used = new HashMap<>();
    private final Set<ResourceId> opened = new HashSet<>();

    /** Made when it is first asked for: only deletes ask. */
    private @Nullable Map<ResourceId, List<String>> users;

    PlanGuardContext(
            PlanInputs planInputs,
            PlanDraft draft,
            Map<ResourceId, ResourceDiff> differences,
            SortedMap<ResourceId, Evidence> evidence,
            InternalResources internal) {
        super(planInputs, draft.diff());
        this.internal = internal;
        this.draft = draft;
        this.differences = differences;
        this.evidence = evidence;
    }

    /** Whether the platform lives by it. */
    boolean isInternal(ResourceId id) {
        return internal.contains(id);
    }

    /** Why such a resource is never deleted. */
    String whyInternal(ResourceId id) {
        return internal.why(id);
    }

    @Override
    public @Nullable ResourceDiff differenceOf(ResourceId id) {
        return differences.get(id);
    }

    @Override
    public List<Operation> operationsOf(ResourceId id) {
        return draft.operations().getOrDefault(id, List.of());
    }

    @Override
    public Map<ResourceId, Evidence> evidence() {
        return evidence;
    }

    @Override
    public boolean isAsApplied(ResourceId id) {
        return planInputs().isAsApplied(id, live());
    }

    @Override
    public List<String> usersOf(ResourceId id) {
        Map<ResourceId, List<String>> known = users;
        if (known == null) {
            known = DependentResources.after(planInputs(), diff());
            users = known;
        }
        return known.getOrDefault(id, List.of());
    }

    /** The consents that have opened something for a resource. */
    SortedSet<String> usedBy(ResourceId id) {
        return used.getOrDefault(id, new TreeSet<>());
    }

    /** Whether a guard has let a resource pass for {@code --allow} on the command line alone. */
    boolean isOpened(ResourceId id) {
        return opened.contains(id);
    }

    @Override
    public Diagnostic finding(
            String code, ResourceDiff difference, String message, String hint, @Nullable Place place) {
        return finding(code, difference, message, hint, code + ":" + difference.id(), place);
    }

    /** The same of a limit that counts all rows: to open it for one of them leaves the plan blocked by the others. */
    Diagnostic findingOfAll(String code, ResourceDiff difference, String message, String hint, @Nullable Place place) {
        return finding(code, difference, message, hint, "'" + code + ":*'", place);
    }

    private Diagnostic finding(
            String code,
            ResourceDiff difference,
            String message,
            String hint,
            String allowance,
            @Nullable Place place) {
        boolean allowed = planInputs().options().allows(code, difference.id());
        if (allowed) {
            opened.add(difference.id());
        }
        Diagnostic found = allowed
                ? Diagnostic.warning(code, message).withHint("opened by --allow on the command line")
                : Diagnostic.error(code, message).withHint(hint + "; in an emergency: --allow " + allowance);
        return found.withPlace(place).withSubject(difference.id());
    }

    /** A consent stands in the lines that change something: lines that were taken out hold none. */
    @Override
    public Diagnostic findingUnlessAllowed(
            String code,
            ResourceDiff difference,
            String message,
            @Nullable String advice,
            String consent,
            @Nullable Place place) {
        ResourceId id = difference.id();
        Lifecycle terms = difference.desired().lifecycle();
        boolean pruned = difference.changeType() == ChangeType.DELETE && !terms.absent();
        boolean stands = planInputs().consentsForGood(id, consent);
        Optional<String> spent = planInputs().spentConsents().of(id, consent);
        if (stands || (!pruned && terms.allows(consent) && spent.isEmpty())) {
            if (!stands) {
                use(id, consent);
            }
            return Diagnostic.warning(code, message)
                    .withHint(
                            stands
                                    ? "allowed by `defaults: { " + id.kind() + "s: { allow: [" + consent + "] } }`"
                                    : allowedBy(consent, terms.allow().getOrDefault(consent, "")))
                    .withPlace(place)
                    .withSubject(id);
        }
        String hint = hint(id, pruned, terms, consent, spent);
        return finding(code, difference, message, advice == null ? hint : advice + "; " + hint, place);
    }

    /** A declared delete uses all that is consented to beside it: the resource that it was meant for is gone. */
    void usesAllConsents(ResourceDiff delete) {
        delete.desired().lifecycle().allow().keySet().forEach(consent -> use(delete.id(), consent));
    }

    private void use(ResourceId id, String consent) {
        used.computeIfAbsent(id, none -> new TreeSet<>()).add(consent);
    }

    private static String allowedBy(String consent, String reason) {
        return reason.isEmpty()
                ? "allowed by `allow: [" + consent + "]`"
                : "allowed by `allow: { " + consent + ": " + reason + " }`";
    }

    private static String hint(ResourceId id, boolean pruned, Lifecycle terms, String consent, Optional<String> spent) {
        if (pruned) {
            return "to consent, declare " + id + " as `{ state: absent, allow: [" + consent
                    + "] }` in place of the lines" + " that were taken out";
        }
        return terms.allows(consent) && spent.isPresent()
                ? spent.get() + ": to consent anew, give a reason, `allow: { " + consent
                        + ": why }`, other than the last one"
                : "to consent, add `allow: [" + consent + "]` to " + id;
    }
}
