package dev.kgit.kinds.topic;

import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Operation;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.OperationBuilder;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is sent for a topic's difference. */
final class TopicOperations implements OperationBuilder {

    private final LiveState live;
    private final ReplicaPlacement placement;
    private final @Nullable Long throttle;

    /** @param throttle of reassignments, in bytes a second; null: none */
    TopicOperations(LiveState live, @Nullable Long throttle) {
        this.live = live;
        this.throttle = throttle;
        this.placement = new ReplicaPlacement(
                live.platform().brokers(),
                live.statuses(TopicStatus.class).values().stream()
                        .map(TopicStatus::assignment)
                        .toList());
    }

    @Override
    public List<Operation> operationsFor(ResourceDiff difference) {
        TopicStatus status = TopicStatus.of(live, difference.id());
        return switch (difference.changeType()) {
            case CREATE -> List.of(create(difference.desired()));
            case DELETE ->
                status == null ? List.of() : List.of(new TopicOperation.DeleteTopic(difference.id(), status.topicId()));
            case UPDATE -> status == null ? List.of() : changes(difference.id(), difference, status);
        };
    }

    /** A topic as it is declared. */
    static TopicOperation.CreateTopic create(Resource wanted) {
        return new TopicOperation.CreateTopic(
                wanted.id(),
                number(wanted.text(Resource.PARTITIONS)),
                number(wanted.text(Resource.REPLICATION_FACTOR)),
                wanted.config());
    }

    /** Config first, then partitions, then replicas: growing and moving one topic never overlap. */
    private List<Operation> changes(ResourceId id, ResourceDiff difference, TopicStatus status) {
        List<Operation> operations = new ArrayList<>();
        SortedMap<String, Optional<FieldValue>> config = configChanges(difference);
        if (!config.isEmpty()) {
            operations.add(new TopicOperation.AlterTopicConfig(id, config));
        }
        List<List<Integer>> assignment = new ArrayList<>(status.assignment());
        Integer total = target(difference.field(Resource.PARTITIONS));
        Integer factor = target(difference.field(Resource.REPLICATION_FACTOR));
        int now = assignment.size();
        if (total != null && total > now && now > 0) {
            int replicas = Math.min(assignment.get(0).size(), placement.usableBrokers());
            List<List<Integer>> added = placement.forNewPartitions(total - now, replicas);
            assignment.addAll(added);
            operations.add(new TopicOperation.AddPartitions(id, total, added));
        }
        if (factor != null && factor <= placement.usableBrokers()) {
            SortedMap<Integer, List<Integer>> moved = placement.withFactor(assignment, factor);
            // What is on its way there already is not asked for again, but waited for.
            status.inFlight().forEach(partition -> moved.putIfAbsent(partition, assignment.get(partition)));
            operations.add(new TopicOperation.Reassign(id, moved, throttle));
        }
        return operations;
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
