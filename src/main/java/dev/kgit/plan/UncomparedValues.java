package dev.kgit.plan;

import dev.kgit.diff.Cause;
import dev.kgit.diff.Diff;
import dev.kgit.diff.Difference;
import dev.kgit.diff.FieldChange;
import dev.kgit.diff.Verb;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Setting;
import dev.kgit.secret.ProviderLookups;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values of connectors that nobody can compare: the worker returns them masked, or looks them up itself. A secret that was
 * changed there differs without a trace, so the plan says how many there are and sends them again where it is told to.
 */
final class UncomparedValues {

    private final Situation situation;

    UncomparedValues(Situation situation) {
        this.situation = situation;
    }

    /** The differences, with rows for the connectors that are to be sent again. */
    Diff withResent(Diff diff) {
        SortedMap<ResourceId, Difference> rows = new TreeMap<>();
        diff.differences().forEach(row -> rows.put(row.id(), row));
        int unchanged = diff.unchanged();
        for (Map.Entry<ResourceId, List<FieldChange>> entry : in(diff).entrySet()) {
            ResourceId id = entry.getKey();
            if (situation.options().resend().test(id)) {
                Difference row = rows.get(id);
                unchanged -= row == null ? 1 : 0;
                rows.put(id, resent(id, row, entry.getValue()));
            }
        }
        return new Diff(List.copyOf(rows.values()), unchanged, diff.unmanaged(), diff.orphans(), diff.recreated());
    }

    private Difference resent(ResourceId id, @Nullable Difference row, List<FieldChange> sent) {
        List<FieldChange> fields = new ArrayList<>(row == null ? List.of() : row.fields());
        fields.addAll(sent);
        fields.sort(Comparator.comparing(FieldChange::path));
        Cause cause = row == null ? Cause.UNKNOWN : row.cause().and(Cause.UNKNOWN);
        Resource desired = Objects.requireNonNull(situation.desired().state().get(id));
        return new Difference(
                id,
                Verb.UPDATE,
                cause,
                fields,
                desired,
                situation.live().state().get(id));
    }

    /** How many values could not be compared; empty where all could, or where all others are sent anyway. */
    Optional<Diagnostic> finding(Diff diff) {
        SortedMap<ResourceId, List<FieldChange>> uncompared = in(diff);
        if (uncompared.isEmpty()) {
            return Optional.empty();
        }
        int values = uncompared.values().stream().mapToInt(List::size).sum();
        String where = uncompared.entrySet().stream()
                .map(entry -> entry.getKey() + " ("
                        + entry.getValue().stream().map(FieldChange::path).collect(Collectors.joining(", ")) + ")")
                .collect(Collectors.joining("; "));
        return Optional.of(Diagnostic.info(
                        "KG365",
                        Told.count(values, "value")
                                + " could not be compared, since the worker masks them or looks them up: " + where)
                .withHint("if such a secret is another one now, `--resend ID` sends the config again and restarts the"
                        + " connector"));
    }

    /** Values that can't be compared, of connectors whose config is not sent anyway. */
    private SortedMap<ResourceId, List<FieldChange>> in(Diff diff) {
        Map<ResourceId, Difference> rows =
                diff.differences().stream().collect(Collectors.toMap(Difference::id, row -> row));
        SortedMap<ResourceId, List<FieldChange>> uncompared = new TreeMap<>();
        for (Resource wanted : situation.desired().state().resources().values()) {
            Resource there = situation.live().state().get(wanted.id());
            Difference row = rows.get(wanted.id());
            boolean looked = wanted.id().asConnector().isPresent()
                    && situation.options().target().test(wanted.id());
            if (looked && there != null && !wanted.terms().absent() && (row == null || !sendsConfig(row))) {
                List<FieldChange> fields = fields(wanted, there);
                if (!fields.isEmpty()) {
                    uncompared.put(wanted.id(), fields);
                }
            }
        }
        return uncompared;
    }

    private static boolean sendsConfig(Difference row) {
        return row.verb() != Verb.UPDATE
                || row.fields().stream().anyMatch(field -> field.path().startsWith(Resource.CONFIG));
    }

    private static List<FieldChange> fields(Resource wanted, Resource there) {
        List<FieldChange> fields = new ArrayList<>();
        wanted.config().forEach((key, after) -> {
            String path = Resource.CONFIG + key;
            Setting before = there.field(path);
            boolean uncompared = before != null
                    && !after.isUnknown()
                    && !wanted.terms().ignore().contains(key)
                    && (before.isUnknown() || ProviderLookups.isIn(after.text()));
            if (uncompared) {
                fields.add(new FieldChange(path, before, after, Cause.UNKNOWN));
            }
        });
        return fields;
    }
}
