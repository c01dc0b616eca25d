package dev.kgit.apply;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Operation;
import dev.kgit.cluster.OperationResult;
import dev.kgit.cluster.Permit;
import dev.kgit.concurrent.Backoff;
import dev.kgit.concurrent.Deadline;
import dev.kgit.concurrent.InterruptibleWait;
import dev.kgit.diff.ChangeType;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceId;
import dev.kgit.plan.Plan;
import dev.kgit.plan.ResourceChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Runs a plan: what does not depend on one another goes out together, a failed change skips what needs it and nothing
 * else, and a change is done only when the platform shows it.
 */
public final class PlanExecutor {

    /** Told before anything of a wave is sent. */
    @FunctionalInterface
    public interface Waves {

        /**
         * @param applied what was done so far
         * @param wave what goes out now
         */
        void next(ApplyResult applied, List<ResourceChange> wave);
    }

    private final Cluster cluster;
    private final ToIntFunction<ResourceId> rank;
    private final Function<LiveState, Set<ResourceId>> differing;
    private final Consumer<ApplyEvent> events;
    private final Permit permit;
    private final Waves waves;
    private final Duration timeout;

    private final Set<ResourceId> doneIds = new TreeSet<>();
    private final List<ResourceChange> done = new ArrayList<>();
    private final Map<ResourceChange, Diagnostic> failed = new LinkedHashMap<>();
    private final Map<ResourceChange, Diagnostic> skipped = new LinkedHashMap<>();
    private final Set<ResourceId> sent = new TreeSet<>();
    private LiveState after = LiveState.NOTHING;

    /**
     * @param rank the place of a resource's kind in the order of applying
     * @param differing which resources still differ from what is desired, by a fresh reading
     * @param permit asked before anything is sent
     * @param waves told before each wave
     * @param timeout how long the platform may take to show more of what it accepted
     */
    public PlanExecutor(
            Cluster cluster,
            ToIntFunction<ResourceId> rank,
            Function<LiveState, Set<ResourceId>> differing,
            Consumer<ApplyEvent> events,
            Permit permit,
            Waves waves,
            Duration timeout) {
        this.cluster = cluster;
        this.rank = rank;
        this.differing = differing;
        this.events = events;
        this.permit = permit;
        this.waves = waves;
        this.timeout = timeout;
    }

    /** Applies every change of the plan, which must be applicable. */
    public ApplyResult run(Plan plan) {
        if (!plan.isApplicable()) {
            throw new IllegalArgumentException("a blocked plan is not applied");
        }
        Map<ResourceId, ResourceChange> open = new LinkedHashMap<>();
        plan.changes().forEach(change -> open.put(change.id(), change));
        while (!open.isEmpty()) {
            List<ResourceChange> wave = next(open);
            wave.forEach(change -> open.remove(change.id()));
            if (!wave.isEmpty()) {
                waves.next(applied(), wave);
                apply(wave);
            }
        }
        return applied();
    }

    private ApplyResult applied() {
        return new ApplyResult(done, failed, skipped, sent, after);
    }

    /**
     * The open changes of one kind that wait for nothing: of the first kind that has some, and when only deletes are left, of
     * the last one. What can't be done any more is skipped.
     */
    private List<ResourceChange> next(Map<ResourceId, ResourceChange> open) {
        List<ResourceChange> ready = new ArrayList<>();
        for (ResourceChange change : List.copyOf(open.values())) {
            Optional<ResourceId> broken = change.dependsOn().stream()
                    .filter(id -> !doneIds.contains(id) && !open.containsKey(id))
                    .findFirst();
            if (broken.isPresent()) {
                open.remove(change.id());
                skip(change, "needs " + broken.get() + ", which was not done");
            } else if (change.dependsOn().stream().noneMatch(open::containsKey)) {
                ready.add(change);
            }
        }
        boolean onlyDeletes = open.values().stream().allMatch(change -> change.changeType() == ChangeType.DELETE);
        List<ResourceChange> next = onlyDeletes
                ? ready
                : ready.stream()
                        .filter(change -> change.changeType() != ChangeType.DELETE)
                        .toList();
        IntStream ranks = next.stream().mapToInt(change -> rank.applyAsInt(change.id()));
        int turn = (onlyDeletes ? ranks.max() : ranks.min()).orElse(0);
        return next.stream()
                .filter(change -> rank.applyAsInt(change.id()) == turn)
                .toList();
    }

    private void apply(List<ResourceChange> wave) {
        wave.forEach(change -> events.accept(new ApplyEvent.Started(change)));
        List<ResourceChange> running = new ArrayList<>(wave);
        for (int step = 0; !running.isEmpty() && step < longest(wave); step++) {
            Optional<Diagnostic> why = permit.denial();
            if (why.isPresent()) {
                running.forEach(change -> undone(change, why.get()));
                return;
            }
            send(running, step);
        }
        verify(running);
    }

    /** Sends the step-th action of each change, all at once; changes that fail leave the list. */
    private void send(List<ResourceChange> running, int step) {
        List<Operation> actions = new ArrayList<>();
        Map<Operation, ResourceChange> byAction = new IdentityHashMap<>();
        for (ResourceChange change : running) {
            if (step < change.operations().size()) {
                Operation action = change.operations().get(step);
                actions.add(action);
                byAction.put(action, change);
            }
        }
        for (OperationResult outcome : outcomes(actions)) {
            ResourceChange change = byAction.get(outcome.action());
            Diagnostic failure = outcome.failure();
            if (!outcome.isRefused() && (failure == null || !Permit.isDenial(failure))) {
                sent.add(outcome.action().id());
            }
            if (change != null && failure != null) {
                undone(change, failure);
            }
        }
        running.removeIf(change -> failed.containsKey(change) || skipped.containsKey(change));
    }

    /** What was sent before nobody answered any more was sent: then the run is incomplete, and the rest of it is told. */
    private List<OperationResult> outcomes(List<Operation> actions) {
        try {
            return cluster.execute(
                    actions,
                    permit,
                    progress -> events.accept(new ApplyEvent.Progressed(progress.id(), progress.text())));
        } catch (KgitException silent) {
            Diagnostic why = unverified(silent.diagnostics().get(0));
            return actions.stream()
                    .map(action -> OperationResult.failed(action, why.withSubject(action.id())))
                    .toList();
        }
    }

    /** Reads until the platform shows every change, or time is up. Reads may be stale for a moment after a write. */
    private void verify(List<ResourceChange> sent) {
        Map<ResourceId, ResourceChange> unseen = new LinkedHashMap<>();
        sent.forEach(change -> unseen.put(change.id(), change));
        Backoff backoff = backoff();
        Deadline deadline = Deadline.in(timeout);
        while (!unseen.isEmpty()) {
            int before = unseen.size();
            Set<ResourceId> ids = new TreeSet<>(unseen.keySet());
            unseen.values().forEach(change -> change.movedFrom().ifPresent(ids::add));
            LiveState fresh;
            try {
                fresh = cluster.read(() -> ids);
            } catch (KgitException silent) {
                // What was sent was sent: it is told and written down, and looked at by the next run.
                Diagnostic why = silent.diagnostics().get(0);
                unseen.values().forEach(change -> fail(change, unverified(why)));
                return;
            }
            after = after.without(ids).with(fresh);
            Set<ResourceId> stillDiffering = differing.apply(fresh);
            Map<ResourceId, Diagnostic> readFailures = new HashMap<>();
            fresh.readFailures().forEach(readFailure -> readFailures.put(readFailure.id(), readFailure.why()));
            for (ResourceChange change : List.copyOf(unseen.values())) {
                if (!stillDiffering.contains(change.id()) && !readFailures.containsKey(change.id())) {
                    unseen.remove(change.id());
                    succeed(change);
                }
            }
            if (unseen.size() < before) {
                // Ten thousand topics take their time; as long as more of them show, nothing is wrong.
                backoff = backoff();
                deadline = Deadline.in(timeout);
            }
            if (!unseen.isEmpty() && !sleepWithin(deadline, backoff.next())) {
                unseen.forEach((id, change) -> fail(change, readFailures.getOrDefault(id, notShown(change))));
                return;
            }
        }
    }

    private static Backoff backoff() {
        return new Backoff(Duration.ofMillis(20), Duration.ofMillis(250));
    }

    /** False where time is up before the pause would be over. */
    private static boolean sleepWithin(Deadline deadline, Duration pause) {
        return deadline.remaining().compareTo(pause) >= 0 && InterruptibleWait.sleepUnlessInterrupted(pause);
    }

    private void succeed(ResourceChange change) {
        doneIds.add(change.id());
        done.add(change);
        events.accept(new ApplyEvent.Done(change));
    }

    private void fail(ResourceChange change, Diagnostic why) {
        failed.put(change, why.withSubject(change.id()));
        events.accept(new ApplyEvent.Failed(change, why));
    }

    /** What may not be sent any more has not failed, unless a part of it was sent before. */
    private void undone(ResourceChange change, Diagnostic why) {
        if (Permit.isDenial(why) && !sent.contains(change.id())) {
            skip(change, why);
        } else {
            fail(change, why);
        }
    }

    private void skip(ResourceChange change, String reason) {
        skip(
                change,
                Diagnostic.error("KG502", reason).withHint("mend that and run apply again: it goes on from there"));
    }

    private void skip(ResourceChange change, Diagnostic why) {
        Diagnostic told = why.withSubject(change.id());
        skipped.put(change, told);
        events.accept(new ApplyEvent.Skipped(change, told));
    }

    private static int longest(List<ResourceChange> wave) {
        return wave.stream()
                .mapToInt(change -> change.operations().size())
                .max()
                .orElse(0);
    }

    private static Diagnostic unverified(Diagnostic why) {
        return Diagnostic.error("KG508", "was sent, or may have been, and could not be verified: " + why.message())
                .withHint("run apply again: it finds out what has become of it, and goes on from there");
    }

    private Diagnostic notShown(ResourceChange change) {
        return Diagnostic.error(
                        "KG501", "was accepted, but the cluster did not show it within " + timeout.toSeconds() + " s")
                .withHint("run `kgit plan` to see what differs; somebody or something else may be changing it too")
                .withSubject(change.id());
    }
}
