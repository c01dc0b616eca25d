package dev.kgit.kinds.topic.live;

import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Operation;
import dev.kgit.cluster.OperationFailedException;
import dev.kgit.cluster.OperationProgress;
import dev.kgit.cluster.Permit;
import dev.kgit.kafka.BrokerErrors;
import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kafka.RequestResult;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.live.BatchRequest.Seen;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Sends actions of one kind in batches, round after round, until each has been answered for. Each item has its own fate:
 *
 * <ul>
 *   <li>a quota is waited out as the broker says, as long as rounds get something done;
 *   <li>a failure that can mean "done already" (it exists, it is gone, it timed out) is settled by looking;
 *   <li>what is retriable is tried again, a few times, later each time;
 *   <li>anything else is the broker's last word.
 * </ul>
 */
public final class BatchExecutor {

    /** Items in one request, where they weigh the same. */
    static final int ITEMS = 200;

    private static final int IN_FLIGHT = 3;
    private static final int TRIES = 4;
    private static final int ROUNDS_WITHOUT_SUCCESS = 5;
    private static final long FIRST_WAIT_MILLIS = 200;

    private final KafkaConnection connection;
    private final BrokerErrors refusals;
    private final Permit permit;
    private final Consumer<OperationProgress> progress;
    private @Nullable Diagnostic lost;

    /** @param permit asked before each request */
    BatchExecutor(
            KafkaConnection connection, BrokerErrors refusals, Permit permit, Consumer<OperationProgress> progress) {
        this.connection = connection;
        this.refusals = refusals;
        this.permit = permit;
        this.progress = progress;
    }

    /** What happened to each action: null for done. Once the brokers are lost, all that is left fails with that. */
    <A extends Operation> Map<A, @Nullable Diagnostic> perform(List<A> actions, BatchRequest<A> requests) {
        Map<A, @Nullable Diagnostic> results = new IdentityHashMap<>();
        try {
            if (lost == null) {
                performAll(actions, requests, results);
            }
        } catch (KgitException gone) {
            lost = gone.diagnostics().get(0);
        }
        Diagnostic why = lost;
        if (why != null) {
            actions.stream()
                    .filter(action -> !results.containsKey(action))
                    .forEach(action -> results.put(action, why.withSubject(action.id())));
        }
        return results;
    }

    private <A extends Operation> void performAll(
            List<A> actions, BatchRequest<A> requests, Map<A, @Nullable Diagnostic> results) {
        List<A> todo = actions;
        int tries = 0;
        int fruitless = 0;
        Map<A, Throwable> earlier = Map.of();
        while (!todo.isEmpty()) {
            int before = results.size();
            Map<A, Throwable> failures = send(todo, requests, false);
            earlier.forEach((action, failure) -> {
                if (failures.get(action) instanceof OperationFailedException && !isQuota(failure)) {
                    // What was sent once may have been done: that is not the same as not sent.
                    failures.remove(action);
                    results.put(action, refusals.of(topic(action), failure));
                }
            });
            todo.forEach(action -> {
                if (!failures.containsKey(action) && !results.containsKey(action)) {
                    results.put(action, null);
                }
            });
            settle(failures, requests, results);

            fruitless = results.size() > before ? 0 : fruitless + 1;
            long quota = longestQuotaWait(failures);
            tries = quota > 0 ? tries : tries + 1;
            if (tries == TRIES || fruitless == ROUNDS_WITHOUT_SUCCESS) {
                failures.forEach((action, failure) -> results.put(action, refusals.of(topic(action), failure)));
                return;
            }
            todo = todo.stream().filter(failures::containsKey).toList();
            earlier = failures;
            if (!todo.isEmpty()) {
                pause(todo, quota > 0 ? quota : FIRST_WAIT_MILLIS << tries, quota > 0);
            }
        }
    }

    /** What the brokers say against each action, without doing it. */
    <A extends Operation> Map<A, Throwable> pretend(List<A> actions, BatchRequest<A> requests) {
        return send(actions, requests, true);
    }

    /** Takes the failures that are decided out of the map: those that stay are to be tried again. */
    private <A extends Operation> void settle(
            Map<A, Throwable> failures, BatchRequest<A> requests, Map<A, @Nullable Diagnostic> results) {
        List<A> toLookAt = failures.entrySet().stream()
                .filter(entry -> isWorthALook(entry.getValue(), requests))
                .map(Map.Entry::getKey)
                .toList();
        LiveState now = toLookAt.isEmpty() ? LiveState.NOTHING : look(toLookAt);
        for (Map.Entry<A, Throwable> failed : List.copyOf(failures.entrySet())) {
            A action = failed.getKey();
            Throwable failure = failed.getValue();
            Seen seen = isWorthALook(failure, requests) ? requests.look(action, failure, now) : Seen.NOT_DONE;
            if (seen == Seen.DONE) {
                results.put(action, null);
                failures.remove(action);
            } else if (seen == Seen.NOT_DONE && !isToBeTriedAgain(failure)) {
                Diagnostic better = failure instanceof OperationFailedException denied
                        ? denied.why()
                        : requests.explain(action, failure, now);
                results.put(action, better == null ? refusals.of(topic(action), failure) : better);
                failures.remove(action);
            }
        }
    }

    private static boolean isWorthALook(Throwable failure, BatchRequest<?> requests) {
        return requests.mayBeDone(failure) || (isToBeTriedAgain(failure) && !isQuota(failure));
    }

    /** Kafka counts an unknown topic among what may pass; the controller, which these requests go to, knows better. */
    private static boolean isToBeTriedAgain(Throwable failure) {
        return failure instanceof RetriableException && !isUnknown(failure);
    }

    static boolean isUnknown(Throwable failure) {
        return failure instanceof UnknownTopicIdException || failure instanceof UnknownTopicOrPartitionException;
    }

    private LiveState look(List<? extends Operation> actions) {
        Set<ResourceId> ids = actions.stream().map(Operation::id).collect(Collectors.toSet());
        return TopicReader.read(connection, () -> ids).live();
    }

    private <A extends Operation> Map<A, Throwable> send(List<A> actions, BatchRequest<A> requests, boolean pretend) {
        Map<A, Throwable> failures = new IdentityHashMap<>();
        Deque<Map<A, ? extends KafkaFuture<?>>> flying = new ArrayDeque<>();
        Deque<List<A>> batches = new ArrayDeque<>(batches(actions, requests));
        while (!batches.isEmpty() || !flying.isEmpty()) {
            while (flying.size() < IN_FLIGHT && !batches.isEmpty()) {
                List<A> batch = batches.remove();
                Optional<Diagnostic> denial = pretend ? Optional.empty() : permit.denial();
                if (denial.isPresent()) {
                    batch.forEach(action -> failures.put(action, new OperationFailedException(denial.get())));
                } else {
                    flying.add(requests.send(batch, pretend));
                }
            }
            if (flying.isEmpty()) {
                continue;
            }
            flying.remove().forEach((action, future) -> {
                Throwable failure = RequestResult.of(future).failure();
                if (failure != null) {
                    failures.put(action, failure);
                }
            });
        }
        return failures;
    }

    /** As they come, cut where a request would be too large or name a topic twice. */
    private static <A extends Operation> List<List<A>> batches(List<A> actions, BatchRequest<A> requests) {
        List<List<A>> batches = new ArrayList<>();
        List<A> batch = new ArrayList<>();
        Set<ResourceId> named = new HashSet<>();
        int weight = 0;
        for (A action : actions) {
            int its = requests.weight(action);
            boolean full = weight + its > requests.room() || named.contains(action.id());
            if (full && !batch.isEmpty()) {
                batches.add(batch);
                batch = new ArrayList<>();
                named.clear();
                weight = 0;
            }
            batch.add(action);
            named.add(action.id());
            weight += its;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private static boolean isQuota(Throwable failure) {
        return failure instanceof ThrottlingQuotaExceededException;
    }

    private static long longestQuotaWait(Map<?, Throwable> failures) {
        return failures.values().stream()
                .mapToLong(failure -> failure instanceof ThrottlingQuotaExceededException quota
                        ? Math.max(1, quota.throttleTimeMs())
                        : 0)
                .max()
                .orElse(0);
    }

    private void pause(List<? extends Operation> todo, long millis, boolean quota) {
        if (quota) {
            String text = "the controller's mutation quota is used up: " + todo.size() + " left, going on in "
                    + (millis + 999) / 1000 + " s";
            progress.accept(new OperationProgress(todo.get(0).id(), text));
        }
        RequestResult.WAIT.sleep(Duration.ofMillis(millis));
    }

    static ResourceId topic(Operation action) {
        if (!action.id().isOf(TopicKind.NAME)) {
            throw new IllegalArgumentException(action.id() + " is no topic of Kafka");
        }
        return action.id();
    }
}
