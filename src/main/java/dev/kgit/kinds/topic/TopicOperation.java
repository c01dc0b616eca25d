package dev.kgit.kinds.topic;

import dev.kgit.cluster.Operation;
import dev.kgit.model.FieldValue;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** All that can be sent about a topic. */
public sealed interface TopicOperation extends Operation {

    <T> T accept(Visitor<T> visitor);

    /** These operations as what they are; whoever hands them over has chosen them by their ids. */
    static List<TopicOperation> in(List<? extends Operation> operations) {
        return operations.stream().map(TopicOperation.class::cast).toList();
    }

    /** A reader of every case: a new one breaks each reader until it answers. */
    interface Visitor<T> {
        T createTopic(CreateTopic operation);

        T alterTopicConfig(AlterTopicConfig operation);

        T addPartitions(AddPartitions operation);

        T reassign(Reassign operation);

        T deleteTopic(DeleteTopic operation);
    }

    /**
     * Creates a topic.
     *
     * @param partitions null: the broker's default
     * @param replicationFactor null: the broker's default
     */
    record CreateTopic(
            ResourceId id,
            @Nullable Integer partitions,
            @Nullable Integer replicationFactor,
            SortedMap<String, FieldValue> config)
            implements TopicOperation {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.createTopic(this);
        }
    }

    /** Sets config keys of a topic, or gives them back to the broker's default (empty). No other key is touched. */
    record AlterTopicConfig(ResourceId id, SortedMap<String, Optional<FieldValue>> changes) implements TopicOperation {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.alterTopicConfig(this);
        }
    }

    /**
     * Grows a topic.
     *
     * @param total number of partitions afterwards
     * @param assignment replicas of each new partition, preferred leader first; empty: the broker places them
     */
    record AddPartitions(ResourceId id, int total, List<List<Integer>> assignment) implements TopicOperation {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.addPartitions(this);
        }
    }

    /**
     * Moves replicas until each partition named has exactly these, and waits for it.
     *
     * @param target replicas by partition, preferred leader first; only partitions that change
     * @param throttle bytes a second, or null
     */
    record Reassign(
            ResourceId id,
            SortedMap<Integer, List<Integer>> target,
            @Nullable Long throttle) implements TopicOperation {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.reassign(this);
        }
    }

    /**
     * Deletes this very topic: one created again under the same name is not it.
     *
     * @param topicId Kafka's id of the topic
     */
    record DeleteTopic(ResourceId id, String topicId) implements TopicOperation {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.deleteTopic(this);
        }
    }
}
