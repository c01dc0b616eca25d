package dev.kgit.kinds.connector;

import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.ResourceStatus;
import dev.kgit.model.ResourceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a live connector beside its fields.
 *
 * @param type {@code source}, {@code sink} or {@code unknown}
 * @param state the connector's own state as the worker says it: {@code RUNNING}, {@code FAILED}, ...
 * @param tasks by task id
 * @param trace head of the connector's own failure, scrubbed; null where it has not failed
 */
public record ConnectorStatus(
        String type,
        String state,
        List<Task> tasks,
        @Nullable String trace) implements ResourceStatus {

    public ConnectorStatus {
        tasks = List.copyOf(tasks);
    }

    /**
     * A task.
     *
     * @param trace head of its failure, scrubbed; null where it has not failed
     */
    public record Task(
            int id, String state, String worker, @Nullable String trace) {

        public boolean failed() {
            return "FAILED".equals(state);
        }
    }

    /** The status of a live connector; null where there is none. */
    public static @Nullable ConnectorStatus of(LiveState live, ResourceId id) {
        return live.status(id, ConnectorStatus.class);
    }

    /** Whether the connector or one of its tasks is FAILED. */
    public boolean failed() {
        return "FAILED".equals(state) || tasks.stream().anyMatch(Task::failed);
    }
}
