package dev.kgit.cluster;

import dev.kgit.model.FieldValue;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** All that kgit can ask of a platform. What differs is told by a difference; this is what is sent. */
public sealed interface Operation {

    ResourceId id();

    <T> T accept(Visitor<T> visitor);

    /** This action where it moves replicas: the only one that costs more than a moment. */
    default Optional<Reassign> asReassign() {
        return Optional.empty();
    }

    /** A reader of every case: a new one breaks each reader until it answers. */
    interface Visitor<T> {
        T createTopic(CreateTopic action);

        T alterTopicConfig(AlterTopicConfig action);

        T addPartitions(AddPartitions action);

        T reassign(Reassign action);

        T deleteTopic(DeleteTopic action);

        T createConnector(CreateConnector action);

        T updateConnector(UpdateConnector action);

        T changeConnectorState(ChangeConnectorState action);

        T restartConnector(RestartConnector action);

        T deleteConnector(DeleteConnector action);
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
            implements Operation {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.createTopic(this);
        }
    }

    /** Sets config keys of a topic, or gives them back to the broker's default (empty). No other key is touched. */
    record AlterTopicConfig(ResourceId id, SortedMap<String, Optional<FieldValue>> changes) implements Operation {
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
    record AddPartitions(ResourceId id, int total, List<List<Integer>> assignment) implements Operation {
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
            @Nullable Long throttle) implements Operation {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.reassign(this);
        }

        @Override
        public Optional<Reassign> asReassign() {
            return Optional.of(this);
        }
    }

    /**
     * Deletes this very topic: one created again under the same name is not it.
     *
     * @param topicId Kafka's id of the topic
     */
    record DeleteTopic(ResourceId id, String topicId) implements Operation {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.deleteTopic(this);
        }
    }

    /**
     * Creates a connector.
     *
     * @param config the whole config, without {@code name}
     * @param state {@code running}, {@code paused} or {@code stopped} from the first moment on; null: running
     */
    record CreateConnector(
            ResourceId id,
            SortedMap<String, FieldValue> config,
            @Nullable String state) implements Operation {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.createConnector(this);
        }
    }

    /**
     * Replaces a connector's config.
     *
     * @param config what is declared, without {@code name}; keys that the worker returns masked and that do not differ
     *     are in {@code keep}
     * @param keep keys whose live values stay as they are
     * @param resend whether it is sent, and everything restarted, also where the worker seems to have it already
     */
    record UpdateConnector(ResourceId id, SortedMap<String, FieldValue> config, List<String> keep, boolean resend)
            implements Operation {

        public UpdateConnector(ResourceId id, SortedMap<String, FieldValue> config, List<String> keep) {
            this(id, config, keep, false);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.updateConnector(this);
        }
    }

    /** Pauses, stops or resumes: {@code to} is {@code running}, {@code paused} or {@code stopped}. */
    record ChangeConnectorState(ResourceId id, String to) implements Operation {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.changeConnectorState(this);
        }
    }

    /** Restarts what has failed of a connector and its tasks, nothing else. */
    record RestartConnector(ResourceId id) implements Operation {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.restartConnector(this);
        }
    }

    record DeleteConnector(ResourceId id) implements Operation {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.deleteConnector(this);
        }
    }
}
