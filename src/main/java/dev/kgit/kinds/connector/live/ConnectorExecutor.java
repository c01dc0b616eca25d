package dev.kgit.kinds.connector.live;

import dev.kgit.cluster.Operation;
import dev.kgit.cluster.OperationFailedException;
import dev.kgit.cluster.OperationProgress;
import dev.kgit.cluster.OperationResult;
import dev.kgit.cluster.Permit;
import dev.kgit.concurrent.Backoff;
import dev.kgit.concurrent.Deadline;
import dev.kgit.connect.ConnectRestApi;
import dev.kgit.connect.MessageSanitizer;
import dev.kgit.connect.RestResponse;
import dev.kgit.connect.RetryDelays;
import dev.kgit.connect.RetryingReader;
import dev.kgit.connect.RetryingWriter;
import dev.kgit.connect.WorkerVersion;
import dev.kgit.kinds.connector.ConnectorKeys;
import dev.kgit.kinds.connector.ConnectorOperation;
import dev.kgit.kinds.connector.ConnectorStatus;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.KgitException;
import dev.kgit.model.Redactor;
import dev.kgit.model.ResourceId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Executes one connector operation: sends the request, then waits until the connector has the requested state. Request and
 * wait each get the full timeout, so that a long rebalance does not shorten the wait.
 */
public final class ConnectorExecutor implements ConnectorOperation.Visitor<OperationResult> {

    private static final int RESTARTS = 3;

    private final ConnectRestApi rest;
    private final RetryingReader asking;
    private final RetryingWriter insisting;
    private final ConnectorStatusWaiter settling;
    private final ConnectorPlugins plugins;
    private final Redactor redactor;
    private final WorkerVersion version;
    private final Duration timeout;
    private final Consumer<OperationProgress> progress;

    ConnectorExecutor(
            ConnectRestApi rest,
            RetryingReader asking,
            ConnectorPlugins plugins,
            Redactor redactor,
            WorkerVersion version,
            Duration timeout,
            Permit permit,
            Consumer<OperationProgress> progress) {
        this.rest = rest;
        this.asking = asking;
        this.insisting = new RetryingWriter(asking, rest.http(), permit);
        this.settling = new ConnectorStatusWaiter(rest, asking);
        this.plugins = plugins;
        this.redactor = redactor;
        this.version = version;
        this.timeout = timeout;
        this.progress = progress;
    }

    /** Does it; every failure that is about this connector, or meets it, is an outcome. */
    OperationResult execute(ConnectorOperation action) {
        try {
            return action.accept(this);
        } catch (OperationFailedException undone) {
            return OperationResult.failed(action, undone.why());
        } catch (KgitException.Unavailable world) {
            return OperationResult.failed(action, world.diagnostics().get(0).withSubject(action.id()));
        }
    }

    @Override
    public OperationResult createConnector(ConnectorOperation.CreateConnector action) {
        ResourceId id = action.id();
        Deadline deadline = Deadline.in(timeout);
        SortedMap<String, String> config = ConfigComparison.texts(action.config());
        MessageSanitizer sanitizer = sanitizerOf(action.config(), deadline);
        ConnectorStatusWaiter.Goal goal = ConnectorStatusWaiter.Goal.of(action.state());
        boolean atOnce = version.createsInState() && action.state() != null;

        Optional<RestResponse> answer = insisting.send(
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
    public OperationResult updateConnector(ConnectorOperation.UpdateConnector action) {
        ResourceId id = action.id();
        Deadline deadline = Deadline.in(timeout);
        SortedMap<String, String> wanted = ConfigComparison.texts(action.config());
        SortedMap<String, FieldValue> live = liveConfig(id, deadline);
        SortedMap<String, FieldValue> after = new TreeMap<>(live);
        after.putAll(action.config());
        MessageSanitizer sanitizer =
                sanitizerOf(after, deadline).replacing(live, action.config().keySet());
        ConnectorStatus before = settling.before(id, sanitizer, deadline);
        ConnectorStatusWaiter.Goal goal = goalOf(before);

        if (action.resend() || ConfigComparison.differ(live, wanted, action.keep())) {
            ConnectRestApi.Request write = writeOf(action, wanted, live);
            Optional<RestResponse> answer = insisting.send(
                    id,
                    write,
                    () -> !ConfigComparison.differ(liveConfig(id, deadline), wanted, action.keep()),
                    sanitizer,
                    deadline,
                    progress);
            answer.ifPresent(said -> demandOk(id, said, sanitizer));
            if (goal == ConnectorStatusWaiter.Goal.RUNNING && (action.resend() || !version.tasksSeeEveryChange())) {
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
            ResourceId id,
            @Nullable ConnectorStatus before,
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
    private ConnectRestApi.Request writeOf(
            ConnectorOperation.UpdateConnector action,
            SortedMap<String, String> wanted,
            SortedMap<String, FieldValue> live) {
        ResourceId id = action.id();
        if (version.patches() && !action.keep().isEmpty()) {
            return rest.patch(id.name(), ConfigComparison.patch(live, wanted, action.keep()));
        }
        SortedMap<String, String> whole = new TreeMap<>(wanted);
        for (String key : action.keep()) {
            FieldValue kept = live.get(key);
            if (kept != null && kept.isUnknown()) {
                throw new OperationFailedException(Diagnostic.error(
                                "KG358",
                                ("config.%s has a secret that the worker shows masked, and a %s worker can't change"
                                                + " the other keys without it")
                                        .formatted(key, version))
                        .withHint("declare the secret's value too, or use a worker of Kafka 3.8 or later")
                        .withSubject(id));
            }
            if (kept != null) {
                whole.put(key, kept.text());
            }
        }
        return rest.replace(id.name(), whole);
    }

    @Override
    public OperationResult changeConnectorState(ConnectorOperation.ChangeConnectorState action) {
        ResourceId id = action.id();
        Deadline deadline = Deadline.in(timeout);
        MessageSanitizer sanitizer = sanitizerOf(liveConfig(id, deadline), deadline);
        ConnectorStatus before = settling.before(id, sanitizer, deadline);
        ConnectorStatusWaiter.Goal goal = ConnectorStatusWaiter.Goal.of(action.to());
        sendState(id, goal, sanitizer, deadline);
        return settled(action, id, goal, before, sanitizer);
    }

    void sendState(ResourceId id, ConnectorStatusWaiter.Goal goal, MessageSanitizer sanitizer, Deadline deadline) {
        if (goal == ConnectorStatusWaiter.Goal.STOPPED && !version.stops()) {
            throw new OperationFailedException(
                    Diagnostic.error("KG359", "a %s worker can't stop connectors".formatted(version))
                            .withHint("declare state: paused, or use a worker of Kafka 3.5 or later")
                            .withSubject(id));
        }
        ConnectRestApi.Request write = switch (goal) {
            case RUNNING -> rest.resume(id.name());
            case PAUSED -> rest.pause(id.name());
            case STOPPED -> rest.stop(id.name());
        };
        demand(id, write, sanitizer, deadline);
    }

    /** Sends what can be sent as often as one likes. */
    private void demand(ResourceId id, ConnectRestApi.Request write, MessageSanitizer sanitizer, Deadline deadline) {
        demand(id, write, () -> false, sanitizer, deadline);
    }

    /** Sends what is not sent again where reading shows that it is done. */
    void demand(
            ResourceId id,
            ConnectRestApi.Request write,
            BooleanSupplier doneAlready,
            MessageSanitizer sanitizer,
            Deadline deadline) {
        insisting
                .send(id, write, doneAlready, sanitizer, deadline, progress)
                .ifPresent(said -> demandOk(id, said, sanitizer));
    }

    private static ConnectorStatusWaiter.Goal goalOf(@Nullable ConnectorStatus before) {
        return ConnectorStatusWaiter.Goal.of(before == null ? null : ConnectorJson.state(before));
    }

    @Override
    public OperationResult restartConnector(ConnectorOperation.RestartConnector action) {
        ResourceId id = action.id();
        Deadline first = Deadline.in(timeout);
        MessageSanitizer sanitizer = sanitizerOf(liveConfig(id, first), first);
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(4));
        Diagnostic failure = null;
        for (int tries = 1; tries <= RESTARTS; tries++) {
            if (failure != null) {
                RetryDelays.WAIT.sleep(backoff.next(), Deadline.in(timeout));
            }
            Deadline deadline = Deadline.in(timeout);
            ConnectorStatus before = settling.before(id, sanitizer, deadline);
            if (before == null || before.failed()) {
                progress.accept(new OperationProgress(
                        id, "restarting what has failed, try %d of %d".formatted(tries, RESTARTS)));
                restartFailed(id, before, sanitizer, deadline);
            }
            // Where the worker restarts tasks itself it says RESTARTING until it is done: a FAILED is a new one.
            ConnectorStatus past = version.restartsTasks() ? null : before;
            failure = settling.await(id, goalOf(before), past, sanitizer, Deadline.in(timeout), progress);
            if (failure == null) {
                return OperationResult.done(action);
            }
        }
        return OperationResult.failed(action, givenUp(id, failure));
    }

    void restartFailed(ResourceId id, @Nullable ConnectorStatus before, MessageSanitizer sanitizer, Deadline deadline) {
        if (version.restartsTasks()) {
            demand(id, rest.restart(id.name(), true), sanitizer, deadline);
        } else if (before != null) {
            if (before.state().equals("FAILED")) {
                demand(id, rest.restartAlone(id.name()), sanitizer, deadline);
            }
            before.tasks().stream()
                    .filter(ConnectorStatus.Task::failed)
                    .forEach(task -> demand(id, rest.restartTask(id.name(), task.id()), sanitizer, deadline));
        }
    }

    private static Diagnostic givenUp(ResourceId id, @Nullable Diagnostic failure) {
        String why = failure == null ? "" : ": " + failure.message();
        return Diagnostic.error("KG362", "restarted " + RESTARTS + " times in vain" + why)
                .withHint("mend the cause: restarting does not")
                .withSubject(id);
    }

    @Override
    public OperationResult deleteConnector(ConnectorOperation.DeleteConnector action) {
        ResourceId id = action.id();
        Deadline deadline = Deadline.in(timeout);
        MessageSanitizer sanitizer = MessageSanitizer.ofUnknownConfig(redactor);
        Optional<RestResponse> answer =
                insisting.send(id, rest.delete(id.name()), () -> isAbsent(id, deadline), sanitizer, deadline, progress);
        answer.filter(said -> !said.isAbsent()).ifPresent(said -> demandOk(id, said, sanitizer));
        Backoff backoff = RetryDelays.polling();
        Deadline gone = Deadline.in(timeout);
        while (!isAbsent(id, gone)) {
            if (gone.hasPassed()) {
                return OperationResult.failed(
                        action,
                        Diagnostic.error("KG357", "deleted, but still there").withSubject(id));
            }
            RetryDelays.WAIT.sleep(backoff.next(), gone);
        }
        return OperationResult.done(action);
    }

    @Override
    public OperationResult moveConnector(ConnectorOperation.MoveConnector action) {
        ConnectorOffsets offsets = new ConnectorOffsets(rest, asking, insisting, progress);
        return new ConnectorMove(action, this, rest, settling, offsets, progress).run(version);
    }

    Deadline deadline() {
        return Deadline.in(timeout);
    }

    private OperationResult settled(
            Operation action,
            ResourceId id,
            ConnectorStatusWaiter.Goal goal,
            @Nullable ConnectorStatus before,
            MessageSanitizer sanitizer) {
        Diagnostic failure = settling.await(id, goal, before, sanitizer, Deadline.in(timeout), progress);
        return failure == null ? OperationResult.done(action) : OperationResult.failed(action, failure);
    }

    /** What the worker says may quote any value of the config: also those that only the plugin calls a secret. */
    MessageSanitizer sanitizerOf(SortedMap<String, FieldValue> config, Deadline deadline) {
        FieldValue connectorClass = config.get(ConnectorKeys.CLASS);
        Optional<Set<String>> passwords = connectorClass == null || connectorClass.value() == null
                ? Optional.empty()
                : plugins.passwords(connectorClass.text(), deadline);
        return MessageSanitizer.of(redactor, ConfigComparison.sensitive(config, passwords));
    }

    boolean isAbsent(ResourceId id, Deadline deadline) {
        return asking.ask(rest.config(id.name()), deadline.earlierOf(timeout.dividedBy(3)))
                .isAbsent();
    }

    /** After a create that got no clear answer: false where it is not there, refused where it is another one. */
    boolean isThereAsAsked(ResourceId id, SortedMap<String, String> wanted, Deadline deadline) {
        RestResponse answer = asking.ask(rest.config(id.name()), deadline);
        if (!answer.isOk()) {
            return false;
        }
        if (ConfigComparison.contradict(ConnectorJson.config(answer.json(), Optional.of(Set.of())), wanted)) {
            throw new OperationFailedException(
                    Diagnostic.error("KG363", "a connector of this name is there already, with another config")
                            .withHint("somebody created it since the plan was made: plan again")
                            .withSubject(id));
        }
        return true;
    }

    SortedMap<String, FieldValue> liveConfig(ResourceId id, Deadline deadline) {
        RestResponse answer = asking.ask(rest.config(id.name()), deadline);
        if (answer.isAbsent()) {
            throw new OperationFailedException(gone(id));
        }
        if (!answer.isOk()) {
            throw new OperationFailedException(
                    Diagnostic.error("KG361", "the worker does not tell its config: HTTP " + answer.status())
                            .withHint("see the worker's log")
                            .withSubject(id));
        }
        return ConnectorJson.config(answer.json(), Optional.of(Set.of()));
    }

    private static void demandOk(ResourceId id, RestResponse answer, MessageSanitizer sanitizer) {
        if (answer.isOk()) {
            return;
        }
        if (answer.isAbsent()) {
            throw new OperationFailedException(gone(id));
        }
        String said = sanitizer.message(answer.words());
        throw new OperationFailedException(
                Diagnostic.error("KG360", "the worker refuses it: HTTP " + answer.status() + ", " + said)
                        .withHint("correct the connector's config; kgit plan asks the worker beforehand")
                        .withSubject(id));
    }

    private static Diagnostic gone(ResourceId id) {
        return Diagnostic.error("KG364", "the connector is not there any more")
                .withHint("somebody deleted it since the plan was made: plan again")
                .withSubject(id);
    }
}
