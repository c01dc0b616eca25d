package dev.kgit.kinds.connector;

import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.ResourceStatus;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a live connector beside its fields.
 *
 * @param type {@code source}, {@code sink} or {@code unknown}
 * @param state the connector's own state as the worker says it: {@code RUNNING}, {@code FAILED}, ...
 * @param tasks by task id
 * @param failure the connector's own; null where it has not failed
 */
public record ConnectorStatus(
        String type,
        String state,
        List<Task> tasks,
        @Nullable Failure failure) implements ResourceStatus {

    public ConnectorStatus {
        tasks = List.copyOf(tasks);
    }

    /**
     * Head of a trace, scrubbed: workers and plugins quote the values of configs.
     *
     * @param trace what may be shown by what the worker alone says of the config
     * @param guarded what may be shown whichever of the values is a secret
     */
    public record Failure(String trace, String guarded) {

        private Failure guard() {
            return new Failure(guarded, guarded);
        }
    }

    /**
     * A task.
     *
     * @param failure null where it has not failed
     */
    public record Task(
            int id, String state, String worker, @Nullable Failure failure) {

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

    /** Which values are secrets is known only when files and history are read. */
    @Override
    public ConnectorStatus of(Resource live) {
        if (live.fields().values().stream().noneMatch(FieldValue::sensitive)) {
            return this;
        }
        return new ConnectorStatus(
                type,
                state,
                tasks.stream()
                        .map(task -> new Task(task.id, task.state, task.worker, guarded(task.failure)))
                        .toList(),
                guarded(failure));
    }

    private static @Nullable Failure guarded(@Nullable Failure failure) {
        return failure == null ? null : failure.guard();
    }
}
