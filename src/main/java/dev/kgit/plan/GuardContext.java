package dev.kgit.plan;

import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.LiveState;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.Diff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Lifecycle;
import dev.kgit.model.Place;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What guards see: the situation, all differences, and the evidence.
 *
 * @param rows the differences by id
 * @param used consents that have opened something, by resource; filled while guards look
 */
record GuardContext(
        PlanInputs planInputs,
        Diff diff,
        Map<ResourceId, ResourceDiff> rows,
        InternalTopics internal,
        SortedMap<ResourceId, Evidence> evidence,
        Map<ResourceId, SortedSet<String>> used) {

    LiveState live() {
        return planInputs.live();
    }

    @Nullable
    Evidence evidenceOf(ResourceDiff difference) {
        return evidence.get(difference.id());
    }

    /** Whether this plan takes it away. */
    boolean deletes(ResourceId id) {
        ResourceDiff row = rows.get(id);
        return row != null && row.changeType() == ChangeType.DELETE;
    }

    /** What a topic has for a config key in the end: its own value, or what it inherits; null where that is not known. */
    @Nullable
    String effective(@Nullable Resource topic, String key) {
        String own = topic == null ? null : topic.config(key);
        return own != null ? own : live().inherited().get(key);
    }

    /** An error, or a warning where the command line opens the guard. */
    Diagnostic finding(String code, ResourceDiff difference, String message, String hint, @Nullable Place place) {
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
        boolean opened = planInputs.options().allows(code, difference.id());
        Diagnostic found = opened
                ? Diagnostic.warning(code, message).withHint("opened by --allow on the command line")
                : Diagnostic.error(code, message).withHint(hint + "; in an emergency: --allow " + allowance);
        return found.at(place).about(difference.id());
    }

    /**
     * The same, where the file may hold a consent: then it is told, but stops nothing. A consent stands in the lines that
     * change something: lines that were taken out hold none.
     */
    Diagnostic consented(String code, ResourceDiff difference, String message, String consent, @Nullable Place place) {
        return consented(code, difference, message, null, consent, place);
    }

    /** @param advice what else can be done than to consent; null: nothing */
    Diagnostic consented(
            String code,
            ResourceDiff difference,
            String message,
            @Nullable String advice,
            String consent,
            @Nullable Place place) {
        ResourceId id = difference.id();
        Lifecycle terms = difference.desired().terms();
        boolean pruned = difference.changeType() == ChangeType.DELETE && !terms.absent();
        boolean stands = planInputs.consentsForGood(id, consent);
        Optional<String> spent = planInputs.spentConsents().of(id, consent);
        if (stands || (!pruned && terms.allows(consent) && spent.isEmpty())) {
            if (!stands) {
                used.computeIfAbsent(id, none -> new TreeSet<>()).add(consent);
            }
            return Diagnostic.warning(code, message)
                    .withHint(
                            stands
                                    ? "allowed by `defaults: { topics: { allow: [" + consent + "] } }`"
                                    : allowedBy(consent, terms.allow().getOrDefault(consent, "")))
                    .at(place)
                    .about(id);
        }
        String hint = hint(id, pruned, terms, consent, spent);
        return finding(code, difference, message, advice == null ? hint : advice + "; " + hint, place);
    }

    /** A declared delete uses all that is consented to beside it: the resource that it was meant for is gone. */
    void usesAllConsents(ResourceDiff delete) {
        delete.desired()
                .terms()
                .allow()
                .keySet()
                .forEach(consent -> used.computeIfAbsent(delete.id(), none -> new TreeSet<>())
                        .add(consent));
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

    /** Where a field is declared, or else the resource. */
    static @Nullable Place placeOf(ResourceDiff difference, String path) {
        FieldValue setting = difference.desired().field(path);
        Place place = setting == null ? null : setting.place();
        return place == null ? difference.desired().place() : place;
    }
}
