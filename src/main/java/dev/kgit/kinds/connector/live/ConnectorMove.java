package dev.kgit.kinds.connector.live;

import dev.kgit.cluster.OperationFailedException;
import dev.kgit.cluster.OperationProgress;
import dev.kgit.cluster.OperationResult;
import dev.kgit.cluster.Permit;
import dev.kgit.concurrent.Backoff;
import dev.kgit.concurrent.Deadline;
import dev.kgit.connect.ConnectRestApi;
import dev.kgit.connect.MessageSanitizer;
import dev.kgit.connect.RetryDelays;
import dev.kgit.connect.WorkerVersion;
import dev.kgit.kinds.connector.ConnectorOperation;
import dev.kgit.kinds.connector.ConnectorStatus;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.ResourceId;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Moves a connector under another name. The new one is created first, and stopped, so that what the worker refuses harms
 * nothing; it never runs before the old one is stopped and its offsets are the new one's. The old one is deleted last: as long
 * as it is there the move is not over, and how the new one stands says what is left to do. One that is stopped has yet to get
 * its offsets; one that is not has them, and may have gone on.
 */
final class ConnectorMove {

    private final ConnectorOperation.MoveConnector action;
    private final ConnectorExecutor hand;
    private final ConnectRestApi rest;
    private final ConnectorStatusWaiter settling;
    private final ConnectorOffsets offsets;
    private final Consumer<OperationProgress> progress;

    /** Whether a part of it was done by this run. */
    private boolean begun;

    ConnectorMove(
            ConnectorOperation.MoveConnector action,
            ConnectorExecutor hand,
            ConnectRestApi rest,
            ConnectorStatusWaiter settling,
            ConnectorOffsets offsets,
            Consumer<OperationProgress> progress) {
        this.action = action;
        this.hand = hand;
        this.rest = rest;
        this.settling = settling;
        this.offsets = offsets;
        this.progress = progress;
    }

    /** Why the worker can't do it. */
    static Optional<Diagnostic> hindrance(ConnectorOperation.MoveConnector action, WorkerVersion version) {
        return version.movesOffsets()
                ? Optional.empty()
                : Optional.of(Diagnostic.error(
                                "KG367", "a %s worker can't move %s with its offsets".formatted(version, action.from()))
                        .withHint(
                                "use a worker of Kafka 3.7 or later; or take `formerly` away, have the old one stopped,"
                                        + " and set the offsets of the new one by hand before it runs")
                        .withSubject(action.id()));
    }

    /** What did not get to its end, and is gone on with by the next apply. */
    static Diagnostic unfinished(String why) {
        return Diagnostic.error("KG368", "the move is not over: " + why)
                .withHint(
                        "mend that and run apply again: it goes on from there; until then the old one is there, and at most"
                                + " one of the two runs");
    }

    OperationResult run(WorkerVersion version) {
        Optional<Diagnostic> hindrance = hindrance(action, version);
        if (hindrance.isPresent()) {
            return OperationResult.failed(action, hindrance.get());
        }
        try {
            return move();
        } catch (OperationFailedException failed) {
            // What was sent in part has not been skipped: the ledger has to know of it.
            throw begun && Permit.isDenial(failed.why())
                    ? new OperationFailedException(unfinished(failed.why().message()))
                    : failed;
        }
    }

    private OperationResult move() {
        ResourceId id = action.id();
        ResourceId from = action.from();
        MessageSanitizer sanitizer = hand.sanitizerOf(action.config(), hand.deadline());
        ConnectorStatusWaiter.Goal goal = ConnectorStatusWaiter.Goal.of(action.state());
        boolean formerIsThere = !hand.isAbsent(from, hand.deadline());
        ConnectorStatus there = prepared(sanitizer, formerIsThere);
        begun = true;
        boolean hasItsOffsets = there != null && !isStopped(there);
        if (formerIsThere) {
            handOver(hasItsOffsets, sanitizer);
        }
        if (goal != ConnectorStatusWaiter.Goal.STOPPED || hasItsOffsets) {
            hand.sendState(id, goal, sanitizer, hand.deadline());
        }
        if (there != null && there.failed()) {
            hand.restartFailed(id, there, sanitizer, hand.deadline());
        }
        Diagnostic failure = awaited(id, goal, sanitizer);
        if (failure != null) {
            return OperationResult.failed(action, failure);
        }
        OperationResult deleted = hand.deleteConnector(new ConnectorOperation.DeleteConnector(from));
        Diagnostic left = deleted.failure();
        return left == null ? OperationResult.done(action) : OperationResult.failed(action, of(from, left));
    }

    /** The new one as it is to be, and stopped where it is really new; how it stood before, null where it was not there. */
    private @Nullable ConnectorStatus prepared(MessageSanitizer sanitizer, boolean formerIsThere) {
        ResourceId id = action.id();
        SortedMap<String, String> config = ConfigComparison.texts(action.config());
        if (!hand.isAbsent(id, hand.deadline())) {
            ConnectorStatus before = known(sanitizer);
            SortedMap<String, FieldValue> live = hand.liveConfig(id, hand.deadline());
            if (ConfigComparison.contradict(live, config)) {
                hand.demand(id, rest.replace(id.name(), config), () -> false, sanitizer, hand.deadline());
            }
            return before;
        }
        if (!formerIsThere) {
            throw new OperationFailedException(
                    Diagnostic.error("KG364", action.from() + ", which is to be moved, is not there any more")
                            .withHint("somebody deleted it since the plan was made: plan again"));
        }
        Deadline deadline = hand.deadline();
        hand.demand(
                id,
                rest.create(id.name(), config, ConnectorStatusWaiter.Goal.STOPPED.name()),
                () -> hand.isThereAsAsked(id, config, deadline),
                sanitizer,
                deadline);
        begun = true;
        require(id, awaited(id, ConnectorStatusWaiter.Goal.STOPPED, sanitizer));
        return null;
    }

    /** How the new one stands; what nobody has yet been given, as in a rebalance, may be one that runs or one that is stopped. */
    private ConnectorStatus known(MessageSanitizer sanitizer) {
        Backoff backoff = RetryDelays.polling();
        Deadline deadline = hand.deadline();
        while (true) {
            ConnectorStatus status = status(action.id(), sanitizer);
            if (status != null && !status.state().equals("UNASSIGNED")) {
                return status;
            }
            if (deadline.hasPassed()) {
                throw new OperationFailedException(
                        unfinished("the worker does not say whether " + action.id() + " runs"));
            }
            RetryDelays.WAIT.sleep(backoff.next(), deadline);
        }
    }

    /** Stops the old one and gives its offsets to the new one, unless that has them. Where that fails it runs again. */
    private void handOver(boolean hasItsOffsets, MessageSanitizer sanitizer) {
        ResourceId from = action.from();
        MessageSanitizer its = hand.sanitizerOf(hand.liveConfig(from, hand.deadline()), hand.deadline());
        ConnectorStatus before = status(from, its);
        hand.sendState(from, ConnectorStatusWaiter.Goal.STOPPED, its, hand.deadline());
        require(from, awaited(from, ConnectorStatusWaiter.Goal.STOPPED, its));
        if (hasItsOffsets) {
            return;
        }
        try {
            int count = offsets.copy(from, action.id(), sanitizer, hand.deadline());
            progress.accept(new OperationProgress(
                    action.id(), "goes on where " + from + " has come to: " + count + " offsets"));
        } catch (OperationFailedException failed) {
            if (before != null && !isStopped(before) && !Permit.isDenial(failed.why())) {
                hand.sendState(from, ConnectorStatusWaiter.Goal.of(ConnectorJson.state(before)), its, hand.deadline());
            }
            throw failed;
        }
    }

    private @Nullable ConnectorStatus status(ResourceId id, MessageSanitizer sanitizer) {
        return settling.before(id, sanitizer, hand.deadline());
    }

    /** Why it does not get there; null: it is there. */
    private @Nullable Diagnostic awaited(ResourceId id, ConnectorStatusWaiter.Goal goal, MessageSanitizer sanitizer) {
        return settling.await(id, goal, null, sanitizer, hand.deadline(), progress);
    }

    private static boolean isStopped(ConnectorStatus status) {
        return status.state().equals("STOPPED");
    }

    private static void require(ResourceId id, @Nullable Diagnostic failure) {
        if (failure != null) {
            throw new OperationFailedException(of(id, failure));
        }
    }

    /** With the name of the one of the two that it is about. */
    private static Diagnostic of(ResourceId id, Diagnostic failure) {
        return Diagnostic.error(failure.code(), id + ": " + failure.message()).withHint(failure.hint());
    }
}
