package dev.kgit.connect;

import dev.kgit.cluster.Action;
import dev.kgit.cluster.ConnectorFacts;
import dev.kgit.cluster.Outcome;
import dev.kgit.cluster.Permit;
import dev.kgit.cluster.Progress;
import dev.kgit.model.ConnectorId;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.Redactor;
import dev.kgit.model.Setting;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one action at a time, from the request to the moment when the connector is where it should be. The request
 * and the waiting each have the whole timeout, so that a long rebalance does not eat up the time that tasks need.
 */
final class Deeds implements Action.Visitor<Outcome> {

    private static final int RESTARTS = 3;

    private final RestPort rest;
    private final Asking asking;
    private final Insisting insisting;
    private final Settling settling;
    private final Plugins plugins;
    private final Redactor redactor;
    private final WorkerVersion version;
    private final Duration timeout;
    private final Consumer<Progress> progress;

    Deeds(
            RestPort rest,
            Asking asking,
            Plugins plugins,
            Redactor redactor,
            WorkerVersion version,
            Duration timeout,
            Permit permit,
            Consumer<Progress> progress) {
        this.rest = rest;
        this.asking = asking;
        this.insisting = new Insisting(asking, rest.http(), permit);
        this.settling = new Settling(rest, asking);
        this.plugins = plugins;
        this.redactor = redactor;
        this.version = version;
        this.timeout = timeout;
        this.progress = progress;
    }

    /** Does it; every failure that is about this connector, or meets it, is an outcome. */
    Outcome carryOut(Action action) {
        try {
            return action.accept(this);
        } catch (Undone undone) {
            return Outcome.failed(action, undone.why());
        } catch (KgitException.World world) {
            return Outcome.failed(action, world.diagnostics().get(0).about(action.id()));
        }
    }

    @Override
    public Outcome createConnector(Action.CreateConnector action) {
        ConnectorId id = action.id();
        Deadline deadline = Deadline.in(timeout);
        SortedMap<String, String> config = Configs.texts(action.config());
        MessageSanitizer sanitizer = sanitizerOf(action.config(), deadline);
        Settling.Goal goal = Settling.Goal.of(action.state());
        boolean atOnce = version.createsInState() && action.state() != null;

        Optional<Answer> answer = insisting.send(
                id,
                rest.create(id.name(), config, atOnce ? goal.name() : null),
                () -> isThereAsAsked(id, config, deadline),
                sanitizer,
                deadline,
                progress);
        answer.ifPresent(said -> demandOk(id, said, sanitizer));
        if (answer.isEmpty() && action.state() == null) {
            // Found there instead of created: in whatever state somebody put it.
            goal = goalOf(settling.before(id, sanitizer, deadline));
        } else if (action.state() != null && (answer.isEmpty() || !atOnce)) {
            sendState(id, goal, sanitizer, deadline);
        }
        return settled(action, id, goal, null, sanitizer);
    }

    @Override
    public Outcome updateConnector(Action.UpdateConnector action) {
        ConnectorId id = action.id();
        Deadline deadline = Deadline.in(timeout);
        SortedMap<String, String> wanted = Configs.texts(action.config());
        SortedMap<String, Setting> live = liveConfig(id, deadline);
        SortedMap<String, Setting> after = new TreeMap<>(live);
        after.putAll(action.config());
        MessageSanitizer sanitizer =
                sanitizerOf(after, deadline).replacing(live, action.config().keySet());
        ConnectorFacts before = settling.before(id, sanitizer, deadline);
        Settling.Goal goal = goalOf(before);

        if (action.resend() || Configs.differ(live, wanted, action.keep())) {
            RestPort.Request write = writeOf(action, wanted, live);
            Optional<Answer> answer = insisting.send(
                    id,
                    write,
                    () -> !Configs.differ(liveConfig(id, deadline), wanted, action.keep()),
                    sanitizer,
                    deadline,
                    progress);
            answer.ifPresent(said -> demandOk(id, said, sanitizer));
            if (goal == Settling.Goal.RUNNING && (action.resend() || !version.tasksSeeEveryChange())) {
                restartAll(id, before, action.resend(), sanitizer, deadline);
            }
        }
        return settled(action, id, goal, before, sanitizer);
    }

    /**
     * Restarts the connector and its tasks: after a change, tasks of some workers go on with what they had; and what a worker
     * looks up it looks up when they start.
     *
     * @param demanded whether a worker that can only restart one by one does that
     */
    private void restartAll(
            ConnectorId id,
            @Nullable ConnectorFacts before,
            boolean demanded,
            MessageSanitizer sanitizer,
            Deadline deadline) {
        if (version.restartsTasks()) {
            demand(id, rest.restart(id.name(), false), sanitizer, deadline);
        } else if (demanded) {
            demand(id, rest.restartAlone(id.name()), sanitizer, deadline);
            if (before != null) {
                before.tasks().forEach(task -> demand(id, rest.restartTask(id.name(), task.id()), sanitizer, deadline));
            }
        }
    }

    /** PUT where everything is known; PATCH where live values that kgit can't see have to stay. */
    private RestPort.Request writeOf(
            Action.UpdateConnector action, SortedMap<String, String> wanted, SortedMap<String, Setting> live) {
        ConnectorId id = action.id();
        if (version.patches() && !action.keep().isEmpty()) {
            return rest.patch(id.name(), Configs.patch(live, wanted, action.keep()));
        }
        SortedMap<String, String> whole = new TreeMap<>(wanted);
        for (String key : action.keep()) {
            Setting kept = live.get(key);
            if (kept != null && kept.isUnknown()) {
                throw new Undone(Diagnostic.error(
                                "KG358",
                                ("config.%s has a secret that the worker shows masked, and a %s worker can't change"
                                                + " the other keys without it")
                                        .formatted(key, version))
                        .withHint("declare the secret's value too, or use a worker of Kafka 3.8 or later")
                        .about(id));
            }
            if (kept != null) {
                whole.put(key, kept.text());
            }
        }
        return rest.replace(id.name(), whole);
    }

    @Override
    public Outcome changeConnectorState(Action.ChangeConnectorState action) {
        ConnectorId id = action.id();
        Deadline deadline = Deadline.in(timeout);
        MessageSanitizer sanitizer = sanitizerOf(liveConfig(id, deadline), deadline);
        ConnectorFacts before = settling.before(id, sanitizer, deadline);
        Settling.Goal goal = Settling.Goal.of(action.to());
        sendState(id, goal, sanitizer, deadline);
        return settled(action, id, goal, before, sanitizer);
    }

    private void sendState(ConnectorId id, Settling.Goal goal, MessageSanitizer sanitizer, Deadline deadline) {
        if (goal == Settling.Goal.STOPPED && !version.stops()) {
            throw new Undone(Diagnostic.error("KG359", "a %s worker can't stop connectors".formatted(version))
                    .withHint("declare state: paused, or use a worker of Kafka 3.5 or later")
                    .about(id));
        }
        RestPort.Request write = switch (goal) {
            case RUNNING -> rest.resume(id.name());
            case PAUSED -> rest.pause(id.name());
            case STOPPED -> rest.stop(id.name());
        };
        demand(id, write, sanitizer, deadline);
    }

    /** Sends what can be sent as often as one likes. */
    private void demand(ConnectorId id, RestPort.Request write, MessageSanitizer sanitizer, Deadline deadline) {
        insisting
                .send(id, write, () -> false, sanitizer, deadline, progress)
                .ifPresent(said -> demandOk(id, said, sanitizer));
    }

    private static Settling.Goal goalOf(@Nullable ConnectorFacts before) {
        return Settling.Goal.of(before == null ? null : ConnectorJson.state(before));
    }

    @Override
    public Outcome restartConnector(Action.RestartConnector action) {
        ConnectorId id = action.id();
        Deadline first = Deadline.in(timeout);
        MessageSanitizer sanitizer = sanitizerOf(liveConfig(id, first), first);
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(4));
        Diagnostic failure = null;
        for (int tries = 1; tries <= RESTARTS; tries++) {
            if (failure != null) {
                backoff.pause(Deadline.in(timeout));
            }
            Deadline deadline = Deadline.in(timeout);
            ConnectorFacts before = settling.before(id, sanitizer, deadline);
            if (before == null || before.failed()) {
                progress.accept(
                        new Progress(id, "restarting what has failed, try %d of %d".formatted(tries, RESTARTS)));
                restartFailed(id, before, sanitizer, deadline);
            }
            // Where the worker restarts tasks itself it says RESTARTING until it is done: a FAILED is a new one.
            ConnectorFacts past = version.restartsTasks() ? null : before;
            failure = settling.await(id, goalOf(before), past, sanitizer, Deadline.in(timeout), progress);
            if (failure == null) {
                return Outcome.done(action);
            }
        }
        return Outcome.failed(action, givenUp(id, failure));
    }

    private void restartFailed(
            ConnectorId id, @Nullable ConnectorFacts before, MessageSanitizer sanitizer, Deadline deadline) {
        if (version.restartsTasks()) {
            demand(id, rest.restart(id.name(), true), sanitizer, deadline);
        } else if (before != null) {
            if (before.state().equals("FAILED")) {
                demand(id, rest.restartAlone(id.name()), sanitizer, deadline);
            }
            before.tasks().stream()
                    .filter(ConnectorFacts.Task::failed)
                    .forEach(task -> demand(id, rest.restartTask(id.name(), task.id()), sanitizer, deadline));
        }
    }

    private static Diagnostic givenUp(ConnectorId id, @Nullable Diagnostic failure) {
        String why = failure == null ? "" : ": " + failure.message();
        return Diagnostic.error("KG362", "restarted " + RESTARTS + " times in vain" + why)
                .withHint("mend the cause: restarting does not")
                .about(id);
    }

    @Override
    public Outcome deleteConnector(Action.DeleteConnector action) {
        ConnectorId id = action.id();
        Deadline deadline = Deadline.in(timeout);
        MessageSanitizer sanitizer = MessageSanitizer.ofUnknownConfig(redactor);
        Optional<Answer> answer =
                insisting.send(id, rest.delete(id.name()), () -> isAbsent(id, deadline), sanitizer, deadline, progress);
        answer.filter(said -> !said.isAbsent()).ifPresent(said -> demandOk(id, said, sanitizer));
        Backoff backoff = Backoff.polling();
        Deadline gone = Deadline.in(timeout);
        while (!isAbsent(id, gone)) {
            if (gone.isOver()) {
                return Outcome.failed(
                        action,
                        Diagnostic.error("KG357", "deleted, but still there").about(id));
            }
            backoff.pause(gone);
        }
        return Outcome.done(action);
    }

    private Outcome settled(
            Action action,
            ConnectorId id,
            Settling.Goal goal,
            @Nullable ConnectorFacts before,
            MessageSanitizer sanitizer) {
        Diagnostic failure = settling.await(id, goal, before, sanitizer, Deadline.in(timeout), progress);
        return failure == null ? Outcome.done(action) : Outcome.failed(action, failure);
    }

    /** What the worker says may quote any value of the config: also those that only the plugin calls a secret. */
    private MessageSanitizer sanitizerOf(SortedMap<String, Setting> config, Deadline deadline) {
        Setting connectorClass = config.get("connector.class");
        Optional<Set<String>> passwords = connectorClass == null || connectorClass.value() == null
                ? Optional.empty()
                : plugins.passwords(connectorClass.text(), deadline);
        return MessageSanitizer.of(redactor, Configs.sensitive(config, passwords));
    }

    private boolean isAbsent(ConnectorId id, Deadline deadline) {
        return asking.ask(rest.config(id.name()), deadline.orIn(timeout.dividedBy(3)))
                .isAbsent();
    }

    /** After a create that got no clear answer: false where it is not there, refused where it is another one. */
    private boolean isThereAsAsked(ConnectorId id, SortedMap<String, String> wanted, Deadline deadline) {
        Answer answer = asking.ask(rest.config(id.name()), deadline);
        if (!answer.isOk()) {
            return false;
        }
        if (Configs.contradict(ConnectorJson.config(answer.json(), Optional.of(Set.of())), wanted)) {
            throw new Undone(Diagnostic.error("KG363", "a connector of this name is there already, with another config")
                    .withHint("somebody created it since the plan was made: plan again")
                    .about(id));
        }
        return true;
    }

    private SortedMap<String, Setting> liveConfig(ConnectorId id, Deadline deadline) {
        Answer answer = asking.ask(rest.config(id.name()), deadline);
        if (answer.isAbsent()) {
            throw new Undone(gone(id));
        }
        if (!answer.isOk()) {
            throw new Undone(Diagnostic.error("KG361", "the worker does not tell its config: HTTP " + answer.status())
                    .withHint("see the worker's log")
                    .about(id));
        }
        return ConnectorJson.config(answer.json(), Optional.of(Set.of()));
    }

    private static void demandOk(ConnectorId id, Answer answer, MessageSanitizer sanitizer) {
        if (answer.isOk()) {
            return;
        }
        if (answer.isAbsent()) {
            throw new Undone(gone(id));
        }
        String said = sanitizer.message(answer.words());
        throw new Undone(Diagnostic.error("KG360", "the worker refuses it: HTTP " + answer.status() + ", " + said)
                .withHint("correct the connector's config; kgit plan asks the worker beforehand")
                .about(id));
    }

    private static Diagnostic gone(ConnectorId id) {
        return Diagnostic.error("KG364", "the connector is not there any more")
                .withHint("somebody deleted it since the plan was made: plan again")
                .about(id);
    }

    @Override
    public Outcome createTopic(Action.CreateTopic action) {
        throw notMine(action);
    }

    @Override
    public Outcome alterTopicConfig(Action.AlterTopicConfig action) {
        throw notMine(action);
    }

    @Override
    public Outcome addPartitions(Action.AddPartitions action) {
        throw notMine(action);
    }

    @Override
    public Outcome reassign(Action.Reassign action) {
        throw notMine(action);
    }

    @Override
    public Outcome deleteTopic(Action.DeleteTopic action) {
        throw notMine(action);
    }

    private static IllegalArgumentException notMine(Action action) {
        return new IllegalArgumentException("not a connector's action: " + action.id());
    }
}
