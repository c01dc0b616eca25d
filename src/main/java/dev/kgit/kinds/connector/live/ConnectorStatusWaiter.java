package dev.kgit.kinds.connector.live;

import dev.kgit.cluster.OperationProgress;
import dev.kgit.concurrent.Backoff;
import dev.kgit.concurrent.Deadline;
import dev.kgit.connect.ConnectRestApi;
import dev.kgit.connect.MessageSanitizer;
import dev.kgit.connect.RestResponse;
import dev.kgit.connect.RetryDelays;
import dev.kgit.connect.RetryingReader;
import dev.kgit.connect.TransportException;
import dev.kgit.kinds.connector.ConnectorState;
import dev.kgit.kinds.connector.ConnectorStatus;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Polls the status after a write until connector and tasks have the target state for one second. A worker applies a write
 * after it has answered, so the first status may still be the old one.
 */
public final class ConnectorStatusWaiter {

    /** How long it has to stay so. A task that fails while it starts mostly does so within this. */
    private static final Duration SETTLE = Duration.ofSeconds(1);

    /** How long a failure is believed to be the one from before the write. */
    private static final Duration STALE = Duration.ofSeconds(6);

    private static final Duration ONE_LOOK = Duration.ofSeconds(5);
    private static final Duration SPEAK_UP = Duration.ofSeconds(5);

    private final ConnectRestApi rest;
    private final RetryingReader reader;

    ConnectorStatusWaiter(ConnectRestApi rest, RetryingReader reader) {
        this.rest = rest;
        this.reader = reader;
    }

    /** Where a connector should arrive. */
    enum Goal {
        RUNNING {
            @Override
            Verdict judge(ConnectorStatus seen) {
                if (seen.failed()) {
                    return Verdict.FAILED;
                }
                boolean all =
                        seen.tasks().stream().allMatch(task -> task.state().equals("RUNNING"));
                boolean there =
                        seen.state().equals("RUNNING") && all && !seen.tasks().isEmpty();
                return there ? Verdict.THERE : Verdict.ON_THE_WAY;
            }
        },
        PAUSED {
            @Override
            Verdict judge(ConnectorStatus seen) {
                // A task that had failed before stays FAILED while paused.
                boolean all =
                        seen.tasks().stream().allMatch(task -> task.state().equals("PAUSED") || task.failed());
                return seen.state().equals("PAUSED") && all ? Verdict.THERE : Verdict.ON_THE_WAY;
            }
        },
        STOPPED {
            @Override
            Verdict judge(ConnectorStatus seen) {
                return seen.state().equals("STOPPED") && seen.tasks().isEmpty() ? Verdict.THERE : Verdict.ON_THE_WAY;
            }
        };

        abstract Verdict judge(ConnectorStatus seen);

        /** The goal behind a value of the {@code state} field. */
        static Goal of(@Nullable String state) {
            if (state == null) {
                return RUNNING;
            }
            return switch (state) {
                case ConnectorState.PAUSED -> PAUSED;
                case ConnectorState.STOPPED -> STOPPED;
                default -> RUNNING;
            };
        }
    }

    enum Verdict {
        ON_THE_WAY,
        THERE,
        FAILED
    }

    /** The status before a write, which says where the connector should be after it; null where it has none yet. */
    @Nullable
    ConnectorStatus before(ResourceId id, MessageSanitizer sanitizer, Deadline deadline) {
        RestResponse status = reader.ask(rest.status(id.name()), deadline);
        return status.isOk() ? ConnectorJson.facts(status.json(), sanitizer) : null;
    }

    /** The status at this moment; null where there is none, or nobody says. */
    private @Nullable ConnectorStatus look(ResourceId id, MessageSanitizer sanitizer, Deadline deadline) {
        try {
            RestResponse status =
                    rest.status(id.name()).send(deadline.earlierOf(ONE_LOOK).remaining());
            return status.isOk() && status.json().has("connector")
                    ? ConnectorJson.facts(status.json(), sanitizer)
                    : null;
        } catch (TransportException silence) {
            return null;
        }
    }

    /**
     * Waits.
     *
     * @param before the status before the write; null for a new connector
     * @return why it did not get there; null: it did
     */
    @Nullable
    Diagnostic await(
            ResourceId id,
            Goal goal,
            @Nullable ConnectorStatus before,
            MessageSanitizer sanitizer,
            Deadline deadline,
            Consumer<OperationProgress> progress) {
        Backoff backoff = RetryDelays.polling();
        ConnectorStatus last = null;
        Verdict verdict = Verdict.ON_THE_WAY;
        long since = System.nanoTime();
        long spoke = since;
        boolean fresh = before == null;
        while (true) {
            ConnectorStatus now = look(id, sanitizer, deadline);
            if (now != null) {
                fresh |= !now.equals(before);
                Verdict next = goal.judge(now);
                if (next == Verdict.THERE && !tasksAreAllTold(id, now, goal, deadline)) {
                    next = Verdict.ON_THE_WAY;
                }
                if (next != verdict || (last != null && !last.equals(now))) {
                    verdict = next;
                    since = System.nanoTime();
                }
                boolean told = last != null && summary(last).equals(summary(now));
                if (!told || longerThan(SPEAK_UP, spoke)) {
                    progress.accept(new OperationProgress(id, summary(now)));
                    spoke = System.nanoTime();
                }
                last = now;
            }
            if (verdict == Verdict.THERE && longerThan(SETTLE, since)) {
                return null;
            }
            if (last != null && verdict == Verdict.FAILED && longerThan(fresh ? SETTLE : STALE, since)) {
                return failed(id, last);
            }
            if (deadline.hasPassed()) {
                return verdict == Verdict.FAILED && last != null ? failed(id, last) : late(id, goal, last);
            }
            RetryDelays.WAIT.sleep(backoff.next(), deadline);
        }
    }

    /** Whether each task that the connector has configured is in the status, and no other. */
    private boolean tasksAreAllTold(ResourceId id, ConnectorStatus seen, Goal goal, Deadline deadline) {
        if (goal != Goal.RUNNING) {
            return true;
        }
        try {
            RestResponse info =
                    rest.info(id.name()).send(deadline.earlierOf(ONE_LOOK).remaining());
            if (!info.isOk()) {
                // A worker that can't load the plugin's class knows the status all the same.
                return info.status() != 409;
            }
            Set<Integer> configured = new TreeSet<>();
            for (JsonNode task : info.json().path("tasks")) {
                configured.add(task.path("task").asInt(-1));
            }
            Set<Integer> told = new TreeSet<>();
            seen.tasks().forEach(task -> told.add(task.id()));
            return configured.equals(told);
        } catch (TransportException silence) {
            return false;
        }
    }

    private static boolean longerThan(Duration span, long since) {
        return System.nanoTime() - since >= span.toNanos();
    }

    /** {@code RUNNING, tasks: 1 RUNNING, 1 UNASSIGNED}. */
    static String summary(ConnectorStatus seen) {
        Map<String, Integer> count = new TreeMap<>();
        seen.tasks().forEach(task -> count.merge(task.state(), 1, Integer::sum));
        StringBuilder text = new StringBuilder(seen.state()).append(count.isEmpty() ? ", no tasks" : ", tasks:");
        String comma = " ";
        for (Map.Entry<String, Integer> state : count.entrySet()) {
            text.append(comma).append(state.getValue()).append(' ').append(state.getKey());
            comma = ", ";
        }
        return text.toString();
    }

    /** FAILED, with the head of the first trace. */
    private static Diagnostic failed(ResourceId id, ConnectorStatus seen) {
        String what = "the connector has failed";
        ConnectorStatus.Failure failure = seen.failure();
        if (failure == null) {
            List<ConnectorStatus.Task> failed =
                    seen.tasks().stream().filter(ConnectorStatus.Task::failed).toList();
            what = "%d of %d tasks failed; task %d"
                    .formatted(failed.size(), seen.tasks().size(), failed.get(0).id());
            failure = failed.get(0).failure();
        }
        String why = failure == null || failure.trace().isEmpty() ? "" : ": " + failure.trace();
        return Diagnostic.error("KG356", what + why)
                .withHint("mend the cause; the next apply restarts what has failed")
                .withSubject(id);
    }

    private static Diagnostic late(ResourceId id, Goal goal, @Nullable ConnectorStatus last) {
        String seen = last == null ? "no status" : summary(last);
        boolean idle =
                last != null && last.state().equals("RUNNING") && last.tasks().isEmpty();
        return Diagnostic.error("KG357", "not %s in time; last seen: %s".formatted(goal, seen))
                .withHint(
                        idle
                                ? "the connector runs but found no work for any task: does what it reads from exist?"
                                : "it may still get there: plan again. A longer --timeout waits longer")
                .withSubject(id);
    }
}
