package dev.kgit.apply;

import dev.kgit.cluster.Action;
import dev.kgit.cluster.Action.CreateConnector;
import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.Live;
import dev.kgit.cluster.Outcome;
import dev.kgit.diff.Verb;
import dev.kgit.model.ConnectorId;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Setting;
import dev.kgit.plan.Change;
import dev.kgit.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs a plan: what does not depend on one another goes out together, a failed change skips what needs it and nothing
 * else, and a change is done only when the platform shows it.
 */
public final class Executor {

    private final Cluster cluster;
    private final Function<Live, Set<ResourceId>> differing;
    private final Consumer<Event> events;
    private final Supplier<Optional<Diagnostic>> hindrance;
    private final Duration patience;

    private final Set<ResourceId> doneIds = new TreeSet<>();
    private final List<Change> done = new ArrayList<>();
    private final Map<Change, Diagnostic> failed = new LinkedHashMap<>();
    private final Map<Change, Diagnostic> skipped = new LinkedHashMap<>();
    private final Map<ResourceId, CreateConnector> failedCreates = new TreeMap<>();
    private Live after = Live.NOTHING;

    /**
     * @param differing which resources still differ from what is desired, by a fresh reading
     * @param hindrance asked before anything is sent: why nothing may be, as once the lease is lost
     * @param patience how long the platform may take to show more of what it accepted
     */
    public Executor(
            Cluster cluster,
            Function<Live, Set<ResourceId>> differing,
            Consumer<Event> events,
            Supplier<Optional<Diagnostic>> hindrance,
            Duration patience) {
        this.cluster = cluster;
        this.differing = differing;
        this.events = events;
        this.hindrance = hindrance;
        this.patience = patience;
    }

    /** Applies every change of the plan, which must be applicable. */
    public Applied run(Plan plan) {
        if (!plan.applicable()) {
            throw new IllegalArgumentException("a blocked plan is not applied");
        }
        Map<ResourceId, Change> open = new LinkedHashMap<>();
        plan.changes().forEach(change -> open.put(change.id(), change));
        while (!open.isEmpty()) {
            List<Change> wave = next(open);
            wave.forEach(change -> open.remove(change.id()));
            if (!wave.isEmpty()) {
                apply(wave);
            }
        }
        lookAtFailedConnectors();
        return new Applied(done, failed, skipped, after);
    }

    /**
     * A connector is there as soon as the worker has taken its config, whatever becomes of its tasks; and what this project
     * has made it has to look after. What was refused, or is there with another config, it has not made.
     */
    private void lookAtFailedConnectors() {
        if (failedCreates.isEmpty() || hindrance.get().isPresent()) {
            return;
        }
        try {
            Live fresh = cluster.read(failedCreates::keySet);
            List<ConnectorId> notMade = failedCreates.values().stream()
                    .filter(create -> !isThere(create, fresh))
                    .map(CreateConnector::id)
                    .toList();
            after = after.with(fresh.without(notMade));
        } catch (KgitException silent) {
            // Why they failed is told; that nobody answers now is the same once more.
        }
    }

    private static boolean isThere(CreateConnector create, Live fresh) {
        Resource there = fresh.state().get(create.id());
        return there != null
                && create.config().entrySet().stream().allMatch(wanted -> {
                    Setting shown = there.field(Resource.CONFIG + wanted.getKey());
                    return shown != null
                            && (shown.isUnknown()
                                    || Objects.equals(
                                            shown.value(), wanted.getValue().value()));
                });
    }

    /** All open changes that wait for nothing; deletes only when nothing else is left. What can't be done any more is skipped. */
    private List<Change> next(Map<ResourceId, Change> open) {
        List<Change> ready = new ArrayList<>();
        for (Change change : List.copyOf(open.values())) {
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
        boolean onlyDeletes = open.values().stream().allMatch(change -> change.action() == Verb.DELETE);
        return onlyDeletes
                ? ready
                : ready.stream()
                        .filter(change -> change.action() != Verb.DELETE)
                        .toList();
    }

    private void apply(List<Change> wave) {
        wave.forEach(change -> events.accept(new Event.Started(change)));
        List<Change> running = new ArrayList<>(wave);
        for (int step = 0; !running.isEmpty() && step < longest(wave); step++) {
            Optional<Diagnostic> why = hindrance.get();
            if (why.isPresent()) {
                running.forEach(change -> fail(change, why.get()));
                return;
            }
            send(running, step);
        }
        verify(running);
    }

    /** Sends the step-th action of each change, all at once; changes that fail leave the list. */
    private void send(List<Change> running, int step) {
        List<Action> actions = new ArrayList<>();
        Map<Action, Change> byAction = new IdentityHashMap<>();
        for (Change change : running) {
            if (step < change.actions().size()) {
                Action action = change.actions().get(step);
                actions.add(action);
                byAction.put(action, change);
            }
        }
        List<Outcome> outcomes = cluster.perform(
                actions, progress -> events.accept(new Event.Progressed(progress.id(), progress.text())));
        for (Outcome outcome : outcomes) {
            Change change = byAction.get(outcome.action());
            Diagnostic failure = outcome.failure();
            if (change != null && failure != null) {
                fail(change, failure);
                if (outcome.action() instanceof CreateConnector create) {
                    failedCreates.put(create.id(), create);
                }
            }
        }
        if (!failed.isEmpty()) {
            running.removeIf(failed::containsKey);
        }
    }

    /** Reads until the platform shows every change, or time is up. Reads may be stale for a moment after a write. */
    private void verify(List<Change> sent) {
        Map<ResourceId, Change> unseen = new LinkedHashMap<>();
        sent.forEach(change -> unseen.put(change.id(), change));
        Pause pause = new Pause(patience);
        while (!unseen.isEmpty()) {
            int before = unseen.size();
            Set<ResourceId> ids = new TreeSet<>(unseen.keySet());
            Live fresh = cluster.read(() -> ids);
            after = after.without(ids).with(fresh);
            Set<ResourceId> stillDiffering = differing.apply(fresh);
            Map<ResourceId, Diagnostic> gaps = new HashMap<>();
            fresh.gaps().forEach(gap -> gaps.put(gap.id(), gap.why()));
            for (Change change : List.copyOf(unseen.values())) {
                if (!stillDiffering.contains(change.id()) && !gaps.containsKey(change.id())) {
                    unseen.remove(change.id());
                    succeed(change);
                }
            }
            if (unseen.size() < before) {
                // Ten thousand topics take their time; as long as more of them show, nothing is wrong.
                pause = new Pause(patience);
            }
            if (!unseen.isEmpty() && !pause.sleep()) {
                unseen.forEach((id, change) -> fail(change, gaps.getOrDefault(id, notShown(change))));
                return;
            }
        }
    }

    private void succeed(Change change) {
        doneIds.add(change.id());
        done.add(change);
        events.accept(new Event.Done(change));
    }

    private void fail(Change change, Diagnostic why) {
        failed.put(change, why.about(change.id()));
        events.accept(new Event.Failed(change, why));
    }

    private void skip(Change change, String reason) {
        Diagnostic why = Diagnostic.error("KG502", reason)
                .withHint("mend that and run apply again: it goes on from there")
                .about(change.id());
        skipped.put(change, why);
        events.accept(new Event.Skipped(change, why));
    }

    private static int longest(List<Change> wave) {
        return wave.stream().mapToInt(change -> change.actions().size()).max().orElse(0);
    }

    private Diagnostic notShown(Change change) {
        return Diagnostic.error(
                        "KG501", "was accepted, but the cluster did not show it within " + patience.toSeconds() + " s")
                .withHint("run `kgit plan` to see what differs; somebody or something else may be changing it too")
                .about(change.id());
    }
}
