package dev.kgit.kinds.connector;

import dev.kgit.diff.Cause;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.Diff;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.FindingText;
import dev.kgit.kind.PlanView;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
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
public final class UncomparedValues {

    private final PlanView plan;

    UncomparedValues(PlanView plan) {
        this.plan = plan;
    }

    /** The differences, with rows for the connectors that are to be sent again. */
    Diff withResent(Diff diff) {
        SortedMap<ResourceId, ResourceDiff> rows = new TreeMap<>();
        diff.differences().forEach(row -> rows.put(row.id(), row));
        for (Map.Entry<ResourceId, List<FieldDiff>> entry : in(diff).entrySet()) {
            ResourceId id = entry.getKey();
            if (plan.isResent(id)) {
                ResourceDiff row = rows.get(id);
                rows.put(id, resent(id, row, entry.getValue()));
            }
        }
        List<ResourceId> unchanged =
                diff.unchanged().stream().filter(id -> !rows.containsKey(id)).toList();
        return new Diff(List.copyOf(rows.values()), unchanged, diff.unmanaged(), diff.orphans(), diff.recreated());
    }

    private ResourceDiff resent(ResourceId id, @Nullable ResourceDiff row, List<FieldDiff> sent) {
        List<FieldDiff> fields = new ArrayList<>(row == null ? List.of() : row.fields());
        fields.addAll(sent);
        fields.sort(Comparator.comparing(FieldDiff::path));
        Cause cause = row == null ? Cause.UNKNOWN : row.cause().and(Cause.UNKNOWN);
        Resource desired = Objects.requireNonNull(plan.desired().get(id));
        return new ResourceDiff(
                id,
                ChangeType.UPDATE,
                cause,
                fields,
                desired,
                plan.live().state().get(id));
    }

    /** How many values could not be compared; empty where all could, or where all others are sent anyway. */
    Optional<Diagnostic> finding(Diff diff) {
        SortedMap<ResourceId, List<FieldDiff>> uncompared = in(diff);
        if (uncompared.isEmpty()) {
            return Optional.empty();
        }
        int values = uncompared.values().stream().mapToInt(List::size).sum();
        String where = uncompared.entrySet().stream()
                .map(entry -> entry.getKey() + " ("
                        + entry.getValue().stream().map(FieldDiff::path).collect(Collectors.joining(", ")) + ")")
                .collect(Collectors.joining("; "));
        return Optional.of(Diagnostic.info(
                        "KG365",
                        FindingText.count(values, "value")
                                + " could not be compared, since the worker masks them or looks them up: " + where)
                .withHint("if such a secret is another one now, `--resend ID` sends the config again and restarts the"
                        + " connector"));
    }

    /** Values that can't be compared, of connectors whose config is not sent anyway. */
    private SortedMap<ResourceId, List<FieldDiff>> in(Diff diff) {
        Map<ResourceId, ResourceDiff> rows =
                diff.differences().stream().collect(Collectors.toMap(ResourceDiff::id, row -> row));
        SortedMap<ResourceId, List<FieldDiff>> uncompared = new TreeMap<>();
        for (Resource wanted : plan.desired().ofKind(ConnectorKind.NAME).values()) {
            Resource there = plan.live().state().get(wanted.id());
            ResourceDiff row = rows.get(wanted.id());
            boolean looked = plan.isTargeted(wanted.id());
            if (looked && there != null && !wanted.lifecycle().absent() && (row == null || !sendsConfig(row))) {
                List<FieldDiff> fields = fields(wanted, there);
                if (!fields.isEmpty()) {
                    uncompared.put(wanted.id(), fields);
                }
            }
        }
        return uncompared;
    }

    private static boolean sendsConfig(ResourceDiff row) {
        return row.changeType() != ChangeType.UPDATE
                || row.fields().stream().anyMatch(field -> field.path().startsWith(Resource.CONFIG));
    }

    private static List<FieldDiff> fields(Resource wanted, Resource there) {
        List<FieldDiff> fields = new ArrayList<>();
        wanted.config().forEach((key, after) -> {
            String path = Resource.CONFIG + key;
            FieldValue before = there.field(path);
            boolean uncompared = before != null
                    && !after.isUnknown()
                    && !wanted.lifecycle().ignore().contains(key)
                    && (before.isUnknown() || ProviderLookups.isIn(after.text()));
            if (uncompared) {
                fields.add(new FieldDiff(path, before, after, Cause.UNKNOWN));
            }
        });
        return fields;
    }
}
