package dev.kgit.plan;

import dev.kgit.model.ResourceId;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Operation;
import dev.kgit.cluster.TopicStatus;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is sent for a difference, in order. Nothing is sent that no difference asks for. */
final class OperationBuilder {

    private static final String FAILED = "failed";

    private final LiveState live;
    private final ReplicaPlacement placement;
    private final @Nullable Long throttle;

    OperationBuilder(LiveState live, @Nullable Long throttle) {
        this.live = live;
        this.throttle = throttle;
        this.placement = new ReplicaPlacement(
                live.platform().brokers(),
                live.topics().values().stream().map(TopicStatus::assignment).toList());
    }

    List<Operation> of(ResourceDiff difference) {
        return difference
                .id()
                .fold(topic -> ofTopic(topic, difference), connector -> ofConnector(connector, difference));
    }

    private List<Operation> ofTopic(ResourceId id, ResourceDiff difference) {
        TopicStatus facts = live.topic(id);
        return switch (difference.changeType()) {
            case CREATE -> List.of(create(id, difference.desired()));
            case DELETE -> facts == null ? List.of() : List.of(new Operation.DeleteTopic(id, facts.topicId()));
            case UPDATE -> facts == null ? List.of() : changes(id, difference, facts);
        };
    }

    private static Operation create(ResourceId id, Resource wanted) {
        return new Operation.CreateTopic(
                id,
                number(wanted.text(Resource.PARTITIONS)),
                number(wanted.text(Resource.REPLICATION_FACTOR)),
                wanted.config());
    }

    /** Config first, then partitions, then replicas: growing and moving one topic never overlap. */
    private List<Operation> changes(ResourceId id, ResourceDiff difference, TopicStatus facts) {
        List<Operation> actions = new ArrayList<>();
        SortedMap<String, Optional<FieldValue>> config = configChanges(difference);
        if (!config.isEmpty()) {
            actions.add(new Operation.AlterTopicConfig(id, config));
        }
        List<List<Integer>> assignment = new ArrayList<>(facts.assignment());
        Integer total = target(difference.field(Resource.PARTITIONS));
        Integer factor = target(difference.field(Resource.REPLICATION_FACTOR));
        int now = assignment.size();
        if (total != null && total > now && now > 0) {
            int replicas = Math.min(assignment.get(0).size(), placement.usableBrokers());
            List<List<Integer>> added = placement.forNewPartitions(total - now, replicas);
            assignment.addAll(added);
            actions.add(new Operation.AddPartitions(id, total, added));
        }
        if (factor != null && factor <= placement.usableBrokers()) {
            SortedMap<Integer, List<Integer>> moved = placement.withFactor(assignment, factor);
            // What is on its way there already is not asked for again, but waited for.
            facts.inFlight().forEach(partition -> moved.putIfAbsent(partition, assignment.get(partition)));
            actions.add(new Operation.Reassign(id, moved, throttle));
        }
        return actions;
    }

    private List<Operation> ofConnector(ResourceId id, ResourceDiff difference) {
        Resource wanted = difference.desired();
        return switch (difference.changeType()) {
            case CREATE -> List.of(new Operation.CreateConnector(id, wanted.config(), wanted.text(Resource.STATE)));
            case DELETE -> List.of(new Operation.DeleteConnector(id));
            case UPDATE -> changes(id, difference, wanted);
        };
    }

    /** What is to halt halts before it gets its new config, so that this never runs; what is to run has it first. */
    private List<Operation> changes(ResourceId id, ResourceDiff difference, Resource wanted) {
        List<Operation> actions = new ArrayList<>();
        boolean configured =
                difference.fields().stream().anyMatch(field -> field.path().startsWith(Resource.CONFIG));
        if (configured) {
            actions.add(update(id, difference, wanted));
        }
        FieldDiff state = difference.field(Resource.STATE);
        if (state != null && state.after() != null) {
            String to = state.after().text();
            boolean failed =
                    state.before() != null && FAILED.equals(state.before().value());
            if (failed && "running".equals(to)) {
                // A new config starts everything anew; a restart on top of it would only disturb.
                if (!configured) {
                    actions.add(new Operation.RestartConnector(id));
                }
            } else {
                actions.add(halts(to) ? 0 : actions.size(), new Operation.ChangeConnectorState(id, to));
            }
        }
        return actions;
    }

    /** Whether no task works in that state. */
    static boolean halts(String state) {
        return state.equals("paused") || state.equals("stopped");
    }

    /** What is declared, and what somebody else owns: as it is live, also where it comes back masked. */
    private static Operation update(ResourceId id, ResourceDiff difference, Resource wanted) {
        SortedMap<String, FieldValue> config = new TreeMap<>(wanted.config());
        List<String> keep = new ArrayList<>();
        Resource there = difference.live();
        if (there != null) {
            there.config().forEach((key, setting) -> {
                if (wanted.terms().ignore().contains(key)) {
                    if (setting.isUnknown()) {
                        keep.add(key);
                    } else {
                        config.put(key, setting);
                    }
                }
            });
        }
        return new Operation.UpdateConnector(id, config, keep, isSentAgain(difference));
    }

    /** Whether the worker may have all of it already, and nobody can tell. */
    private static boolean isSentAgain(ResourceDiff difference) {
        return difference.fields().stream()
                .filter(field -> field.path().startsWith(Resource.CONFIG))
                .allMatch(FieldDiff::isSentAgain);
    }

    private static SortedMap<String, Optional<FieldValue>> configChanges(ResourceDiff difference) {
        SortedMap<String, Optional<FieldValue>> changes = new TreeMap<>();
        for (FieldDiff field : difference.fields()) {
            if (field.path().startsWith(Resource.CONFIG)) {
                changes.put(field.path().substring(Resource.CONFIG.length()), Optional.ofNullable(field.after()));
            }
        }
        return changes;
    }

    private static @Nullable Integer target(@Nullable FieldDiff field) {
        return field == null || field.after() == null
                ? null
                : number(field.after().value());
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text == null ? null : Integer.valueOf(text);
    }
}
