package dev.kgit.kinds.connector;

import dev.kgit.cluster.Operation;
import dev.kgit.model.FieldValue;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** All that can be sent about a connector. */
public sealed interface ConnectorOperation extends Operation {

    <T> T accept(Visitor<T> visitor);

    /** These operations as what they are; whoever hands them over has chosen them by their ids. */
    static List<ConnectorOperation> in(List<? extends Operation> operations) {
        return operations.stream().map(ConnectorOperation.class::cast).toList();
    }

    /** A reader of every case: a new one breaks each reader until it answers. */
    interface Visitor<T> {
        T createConnector(CreateConnector operation);

        T updateConnector(UpdateConnector operation);

        T changeConnectorState(ChangeConnectorState operation);

        T restartConnector(RestartConnector operation);

        T deleteConnector(DeleteConnector operation);

        T moveConnector(MoveConnector operation);
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
            @Nullable String state) implements ConnectorOperation {
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
            implements ConnectorOperation {

        public UpdateConnector(ResourceId id, SortedMap<String, FieldValue> config, List<String> keep) {
            this(id, config, keep, false);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.updateConnector(this);
        }
    }

    /** Pauses, stops or resumes: {@code to} is {@code running}, {@code paused} or {@code stopped}. */
    record ChangeConnectorState(ResourceId id, String to) implements ConnectorOperation {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.changeConnectorState(this);
        }
    }

    /** Restarts what has failed of a connector and its tasks, nothing else. */
    record RestartConnector(ResourceId id) implements ConnectorOperation {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.restartConnector(this);
        }
    }

    record DeleteConnector(ResourceId id) implements ConnectorOperation {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.deleteConnector(this);
        }
    }

    /**
     * Moves a connector under another name in its Connect cluster: one is created stopped, the old one is stopped, its offsets
     * become the new one's, the new one gets its state, and the old one is deleted. At no moment do both run. What a move that
     * was cut short has done already is not done again.
     *
     * @param from what it is moved from
     * @param config the whole config, without {@code name}
     * @param state {@code running}, {@code paused} or {@code stopped}, once it has its offsets
     */
    record MoveConnector(ResourceId id, ResourceId from, SortedMap<String, FieldValue> config, String state)
            implements ConnectorOperation {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.moveConnector(this);
        }
    }
}
