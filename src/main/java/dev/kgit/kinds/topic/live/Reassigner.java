package dev.kgit.kinds.topic.live;

import dev.kgit.cluster.OperationFailedException;
import dev.kgit.cluster.OperationProgress;
import dev.kgit.cluster.Permit;
import dev.kgit.concurrent.InterruptibleWait;
import dev.kgit.concurrent.ShutdownHooks;
import dev.kgit.kafka.Batches;
import dev.kgit.kafka.BrokerErrors;
import dev.kgit.kafka.ConnectivityDiagnosis;
import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kafka.OnlineBrokers;
import dev.kgit.kafka.RequestResult;
import dev.kgit.kinds.topic.TopicOperation;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.PartitionReassignment;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.NoReassignmentInProgressException;
import org.jspecify.annotations.Nullable;

/**
 * Moves replicas and waits for them (KIP-455): throttled while data is copied, with progress, until the controller has
 * nothing of it in flight any more. Ended early (cancelled, interrupted, stuck, the JVM told to end) it takes back what it
 * asked for, unless it is to go on with nobody watching; its own throttles it takes off in every case.
 */
public final class Reassigner {

    /** Partitions in one request. */
    private static final int CHUNK = 500;

    private static final long FIRST_POLL_MILLIS = 50;
    private static final long LAST_POLL_MILLIS = 1_000;
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(2);

    /** No partition done and no byte copied for so long: it will not end by itself. */
    private static final Duration STUCK = Duration.ofMinutes(5);

    private final KafkaConnection connection;
    private final Admin admin;
    private final BrokerErrors refusals;
    private final Permit permit;
    private final Consumer<OperationProgress> progress;
    private final Supplier<Optional<ReassignmentStop>> ending;
    private final Set<String> ours;
    private final ShutdownHooks shutdownHooks;
    private final ReplicationThrottle throttle;
    private final List<Reassignment> moves = new ArrayList<>();
    private final OfflineBrokers lost;
    private boolean ended;

    /**
     * @param permit asked before each request but those that take throttles off
     * @param ending asked again and again: how the wait is to end, once somebody wants that
     * @param ours topics with a throttle that a killed run has left
     */
    Reassigner(
            KafkaConnection connection,
            BrokerErrors refusals,
            Permit permit,
            Consumer<OperationProgress> progress,
            Supplier<Optional<ReassignmentStop>> ending,
            Set<String> ours,
            ShutdownHooks shutdownHooks) {
        this.connection = connection;
        this.admin = connection.admin();
        this.refusals = refusals;
        this.permit = permit;
        this.progress = progress;
        this.ending = ending;
        this.ours = ours;
        this.shutdownHooks = shutdownHooks;
        this.throttle = new ReplicationThrottle(connection);
        this.lost = new OfflineBrokers(connection);
    }

    /** What happened to each action: null for done. */
    Map<TopicOperation.Reassign, @Nullable Diagnostic> perform(List<TopicOperation.Reassign> actions) {
        Map<TopicOperation.Reassign, @Nullable Diagnostic> results = new IdentityHashMap<>();
        try {
            prepare(actions, results);
            move();
        } catch (KgitException silent) {
            moves.forEach(move -> move.fail(silent.diagnostics().get(0)));
            actions.forEach(action ->
                    results.putIfAbsent(action, silent.diagnostics().get(0).withSubject(action.id())));
        }
        lost.told();
        moves.forEach(move -> results.put(move.action, move.failure()));
        return results;
    }

    private void prepare(
            List<TopicOperation.Reassign> actions, Map<TopicOperation.Reassign, @Nullable Diagnostic> results) {
        Set<Integer> usable = OnlineBrokers.ids(connection);
        Map<TopicPartition, PartitionReassignment> inFlight = inFlight();
        Map<String, KafkaFuture<TopicDescription>> topics = admin.describeTopics(
                        actions.stream().map(action -> action.id().name()).toList())
                .topicNameValues();
        for (TopicOperation.Reassign action : actions) {
            RequestResult<TopicDescription> topic = RequestResult.of(
                    Objects.requireNonNull(topics.get(action.id().name())));
            Throwable failure = topic.failure();
            SortedSet<Integer> down = new TreeSet<>();
            action.target().values().forEach(down::addAll);
            down.removeAll(usable);
            if (failure != null) {
                results.put(action, refusals.of(action.id(), failure));
            } else if (!down.isEmpty()) {
                // The controller would take a broker that is registered but down, and the move would never end.
                results.put(
                        action,
                        Diagnostic.error(
                                        "KG303",
                                        action.id() + ": replicas can't go to brokers that are not up: " + down)
                                .withHint("plan again, or start the broker")
                                .withSubject(action.id()));
            } else {
                moves.add(new Reassignment(
                        action,
                        topic.get(),
                        inFlight,
                        usable,
                        ours.contains(action.id().name())));
            }
        }
    }

    private void move() {
        if (moves.isEmpty()) {
            return;
        }
        if (ending.get().isPresent()) {
            moves.forEach(move -> move.fail(ended(move, ending.get().orElse(ReassignmentStop.CANCEL))));
            return;
        }
        if (isDenied(moves)) {
            return;
        }
        Runnable unregister = shutdownHooks.register(this::end);
        boolean takeBack = true;
        try {
            if (throttled()) {
                submit();
            }
            boolean finished = await();
            takeBack = !finished && !isLeft() && mayTakeBack();
            if (finished) {
                ReassignmentVerifier arrival = new ReassignmentVerifier(admin, refusals, progress);
                arrival.verify(moves);
                if (permit.denial().isEmpty()) {
                    arrival.preferLeaders(moves);
                }
            }
        } finally {
            // Whatever ends the wait, an interruption included: the client can't wait for answers in an interrupted
            // thread.
            boolean back = takeBack;
            InterruptibleWait.uninterrupted(() -> tidy(back));
            unregister.run();
        }
    }

    /** Whether the throttle stands, or none is needed. */
    private boolean throttled() {
        List<Reassignment> copying = moves.stream().filter(Reassignment::copies).toList();
        Optional<Long> rate = copying.stream()
                .map(move -> move.action.throttle())
                .filter(Objects::nonNull)
                .min(Long::compare);
        Map<String, ReplicationThrottle.Lists> lists = new HashMap<>();
        copying.forEach(move -> lists.put(move.action.id().name(), move.throttled()));
        Set<Integer> brokers = new TreeSet<>();
        copying.forEach(move -> brokers.addAll(move.brokers()));
        try {
            if (rate.isPresent()) {
                throttle.on(lists, brokers, rate.get());
            } else {
                throttle.lift(lists.keySet().stream().filter(ours::contains).toList());
            }
            return true;
        } catch (ApiException refused) {
            moves.forEach(move -> move.fail(unthrottled(move, refused)));
            return false;
        }
    }

    private synchronized void submit() {
        if (ended) {
            return;
        }
        Map<TopicPartition, Optional<NewPartitionReassignment>> all = new HashMap<>();
        Map<TopicPartition, Reassignment> byPartition = new HashMap<>();
        moves.forEach(move -> move.toSubmit.forEach((number, replicas) -> {
            all.put(move.partition(number), Optional.of(new NewPartitionReassignment(replicas)));
            byPartition.put(move.partition(number), move);
            // Noted before it is sent: what may be on its way has to be taken back.
            move.submitted(move.partition(number));
        }));
        alter(all, permit)
                .forEach((partition, failure) -> failure.ifPresent(why -> {
                    Reassignment move = Objects.requireNonNull(byPartition.get(partition));
                    move.underWay.remove(partition);
                    move.fail(
                            why instanceof OperationFailedException denied
                                    ? denied.why().withSubject(move.action.id())
                                    : refusals.of(move.action.id(), why));
                }));
    }

    /** Whether it ended by itself. */
    private boolean await() {
        ReassignmentProgress words = new ReassignmentProgress(connection, moves);
        long poll = FIRST_POLL_MILLIS;
        long lastWord = System.nanoTime();
        long lastStep = System.nanoTime();
        while (true) {
            List<Reassignment> moving = stillMoving(inFlight().keySet());
            if (moving.isEmpty()) {
                return true;
            }
            if (ending.get().isPresent() || Thread.currentThread().isInterrupted()) {
                moving.forEach(move -> move.fail(ended(move, ending.get().orElse(ReassignmentStop.CANCEL))));
                return false;
            }
            if (isDenied(moving)) {
                return false;
            }
            if (System.nanoTime() - lastWord > BETWEEN_WORDS.toNanos()) {
                lastWord = System.nanoTime();
                if (lost.endsTheWaitFor(moving)) {
                    return false;
                }
                if (!throttleKept(moving)) {
                    return false;
                }
                // Who is down has no sizes to tell: an answer would be waited for.
                if (lost.isNone() && words.look()) {
                    lastStep = lastWord;
                }
                moving.forEach(move -> progress.accept(words.of(move)));
                if (lastWord - lastStep > STUCK.toNanos()) {
                    String stuck = "made no step for " + STUCK.toMinutes() + " minutes and was taken back";
                    moving.forEach(move -> move.fail(move.ended("KG313", stuck)));
                    return false;
                }
            }
            // An interruption is seen when the loop begins again: what has begun is tidied up first.
            InterruptibleWait.sleepUnlessInterrupted(Duration.ofMillis(poll));
            poll = Math.min(LAST_POLL_MILLIS, poll * 2);
        }
    }

    private boolean throttleKept(List<Reassignment> moving) {
        try {
            throttle.keep();
            return true;
        } catch (ApiException refused) {
            moving.forEach(move -> move.fail(unthrottled(move, refused)));
            return false;
        }
    }

    private Diagnostic unthrottled(Reassignment move, Throwable refused) {
        return Diagnostic.error(
                        "KG315",
                        move.action.id() + ": the replication throttle could not be set: "
                                + ConnectivityDiagnosis.named(refused, connection))
                .withHint("grant ALTER_CONFIGS on the cluster and on the topic");
    }

    private synchronized List<Reassignment> stillMoving(Set<TopicPartition> inFlight) {
        moves.forEach(move -> move.stillMoving(inFlight));
        return moves.stream().filter(move -> !move.underWay.isEmpty()).toList();
    }

    /** The JVM is told to end, while another thread waits for the moves. */
    private synchronized void end() {
        ended = true;
        moves.stream()
                .filter(move -> !move.underWay.isEmpty())
                .forEach(move -> move.fail(move.ended("KG314", "was cancelled")));
        tidy(!isLeft());
    }

    /** Whether nothing may be sent for these any more: what is under way goes on by itself. */
    private boolean isDenied(List<Reassignment> some) {
        Optional<Diagnostic> denial = permit.denial();
        denial.ifPresent(why -> some.forEach(
                move -> move.fail((move.underWay.isEmpty() ? why : goesOn(why)).withSubject(move.action.id()))));
        return denial.isPresent();
    }

    private static Diagnostic goesOn(Diagnostic why) {
        return Diagnostic.error(
                        "KG508", "replicas are moving, and nobody waits for them any more (" + why.message() + ")")
                .withHint("run apply again: it waits for them to arrive, and goes on from there");
    }

    /** To take a move back is a request too, but for whoever was told to end it. */
    private boolean mayTakeBack() {
        return ending.get().isPresent() || permit.denial().isEmpty();
    }

    private boolean isLeft() {
        return ending.get().equals(Optional.of(ReassignmentStop.LEAVE));
    }

    private static Diagnostic ended(Reassignment move, ReassignmentStop how) {
        return switch (how) {
            case CANCEL -> move.ended("KG314", "was cancelled");
            case LEAVE -> move.ended("KG317", "goes on without kgit and without its throttle");
        };
    }

    /** Takes back what is still on its way where that is asked for, and the throttles. Safe to call again, and at exit. */
    private synchronized void tidy(boolean takeBack) {
        if (takeBack) {
            Map<TopicPartition, Optional<NewPartitionReassignment>> back = new HashMap<>();
            moves.forEach(move -> move.toCancel().forEach(partition -> back.put(partition, Optional.empty())));
            alter(back, Permit.ALWAYS).forEach((partition, failure) -> {
                if (failure.isEmpty() || failure.get() instanceof NoReassignmentInProgressException) {
                    moves.forEach(move -> move.underWay.remove(partition));
                }
            });
        }
        try {
            lost.keepThrottles(throttle.off());
        } catch (RuntimeException left) {
            Throwable why = left;
            moves.forEach(move -> move.fail(Diagnostic.error(
                            "KG316",
                            move.action.id() + ": the replication throttle could not be taken off: "
                                    + ConnectivityDiagnosis.named(why, connection))
                    .withHint("the next apply takes it off; or do it with kafka-configs: rates end in 5448")));
        }
    }

    private Map<TopicPartition, Optional<Throwable>> alter(
            Map<TopicPartition, Optional<NewPartitionReassignment>> all, Permit asked) {
        Map<TopicPartition, Optional<Throwable>> results = new HashMap<>();
        for (List<TopicPartition> chunk : Batches.of(List.copyOf(all.keySet()), CHUNK)) {
            Optional<Diagnostic> denial = asked.denial();
            if (denial.isPresent()) {
                chunk.forEach(
                        partition -> results.put(partition, Optional.of(new OperationFailedException(denial.get()))));
                continue;
            }
            Map<TopicPartition, Optional<NewPartitionReassignment>> part = new HashMap<>();
            chunk.forEach(partition -> part.put(partition, Objects.requireNonNull(all.get(partition))));
            admin.alterPartitionReassignments(part)
                    .values()
                    .forEach((partition, future) -> results.put(
                            partition,
                            Optional.ofNullable(RequestResult.of(future).failure())));
        }
        return results;
    }

    private Map<TopicPartition, PartitionReassignment> inFlight() {
        return ConnectivityDiagnosis.orThrow(
                RequestResult.of(admin.listPartitionReassignments().reassignments()), connection);
    }
}
