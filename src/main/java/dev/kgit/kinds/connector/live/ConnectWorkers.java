package dev.kgit.kinds.connector.live;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.ClusterInfo;
import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.EvidenceRequest;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Operation;
import dev.kgit.cluster.OperationProgress;
import dev.kgit.cluster.OperationResult;
import dev.kgit.cluster.Permit;
import dev.kgit.cluster.SecretKeys;
import dev.kgit.cluster.ValidationFinding;
import dev.kgit.concurrent.BackgroundExecutor;
import dev.kgit.concurrent.Deadline;
import dev.kgit.configschema.PluginSchemas;
import dev.kgit.connect.ConnectRestApi;
import dev.kgit.connect.HttpTransport;
import dev.kgit.connect.ResolvedEndpoint;
import dev.kgit.connect.RetryDelays;
import dev.kgit.connect.RetryingReader;
import dev.kgit.connect.WorkerReadiness;
import dev.kgit.connect.WorkerVersion;
import dev.kgit.kinds.connector.ConnectorKeys;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.connector.ConnectorOperation;
import dev.kgit.model.Environment.ConnectEndpoint;
import dev.kgit.model.KgitException;
import dev.kgit.model.Redactor;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One Connect cluster, through the REST interface of its workers. Owns the connectors of that cluster.
 *
 * <p>Errors: {@code KgitException.Invalid} where the endpoint can't be used at all (KG459), {@code KgitException.Unavailable}
 * (KG450 to KG456) where no worker answers as one; a connector that can't be read is a gap (KG457); a write that was not
 * carried out is a failed outcome.
 */
public final class ConnectWorkers implements Cluster {

    private final String cluster;
    private final Duration timeout;
    private final Redactor redactor;
    private final ConnectRestApi rest;
    private final RetryingReader reader;
    private final ConnectorPlugins plugins;
    private final ConnectorValidation validation;
    /** How long a Connect cluster is waited for before it is asked what is wanted of it at all. */
    private static final Duration PATIENCE_FOR_A_LOOK = Duration.ofSeconds(5);

    /** So that one slow connector does not hold up the others. */
    private static final int CONNECTORS_AT_A_TIME = 8;

    private final BackgroundExecutor pool = new BackgroundExecutor("kgit-connect", CONNECTORS_AT_A_TIME);
    private ClusterInfo.@Nullable Worker self;

    private ConnectWorkers(String cluster, ConnectEndpoint endpoint, Duration timeout, Redactor redactor) {
        this.cluster = cluster;
        this.timeout = timeout;
        this.redactor = redactor.and(ResolvedEndpoint.secrets(endpoint));
        HttpTransport http = new HttpTransport(cluster, endpoint, timeout);
        this.rest = new ConnectRestApi(http);
        this.reader = new RetryingReader(cluster, http);
        this.plugins = new ConnectorPlugins(rest, reader);
        this.validation = new ConnectorValidation(
                rest,
                reader,
                plugins,
                this.redactor,
                () -> WorkerVersion.of(ready(Deadline.in(timeout)).version()));
    }

    /**
     * A Connect cluster. Nothing is sent before the first question.
     *
     * @param name as in {@code connectClusters} and in connector ids
     * @param timeout how long a reading may take in all; how long a write, and then the wait for its tasks, may take for
     *     each connector
     * @param redactor takes known secrets out of what workers say
     */
    public static ConnectWorkers at(String name, ConnectEndpoint endpoint, Duration timeout, Redactor redactor) {
        return new ConnectWorkers(name, endpoint, timeout, redactor);
    }

    @Override
    public LiveState read(ReadRequest wanted) {
        Deadline deadline = Deadline.in(timeout);
        ConnectorReader reading = new ConnectorReader(cluster, rest, reader, plugins, redactor, pool);
        ClusterInfo.Worker worker;
        ConnectorReader.Listing listing;
        try {
            worker = ready(deadline.earlierOf(PATIENCE_FOR_A_LOOK));
            listing = reading.list(deadline);
        } catch (KgitException.Unavailable silent) {
            if (wanted.all().stream().noneMatch(this::owns)) {
                throw silent;
            }
            worker = ready(deadline);
            listing = reading.list(deadline);
        }
        // Only now: finding out what is wanted may take as long as all this.
        Set<ResourceId> ids = wanted.all();
        Deadline rest = Deadline.in(timeout);
        ClusterInfo.Worker self = wanted.pluginVersions() ? worker.withPlugins(plugins.versions(rest)) : worker;
        return reading.read(self, listing, ids, wanted.everything(), rest);
    }

    /** Connectors have none: what is at stake in them stands in topics. */
    @Override
    public SortedMap<ResourceId, Evidence> evidence(Collection<? extends EvidenceRequest> requests) {
        return new TreeMap<>();
    }

    @Override
    public List<ValidationFinding> validate(List<Operation> actions) {
        Deadline deadline = Deadline.in(timeout);
        OperationChecks checks = new OperationChecks(
                validation, () -> WorkerVersion.of(ready(deadline).version()), deadline);
        List<Supplier<List<ValidationFinding>>> questions = ConnectorOperation.in(actions).stream()
                .flatMap(action -> action.accept(checks).stream())
                .toList();
        if (questions.isEmpty()) {
            return List.of();
        }
        ready(deadline);
        return pool.each(questions, Supplier::get, RetryDelays.WAIT).stream()
                .flatMap(Collection::stream)
                .toList();
    }

    @Override
    public List<OperationResult> execute(List<Operation> actions, Permit permit, Consumer<OperationProgress> progress) {
        if (actions.isEmpty()) {
            return List.of();
        }
        ClusterInfo.Worker worker;
        try {
            worker = ready(Deadline.in(timeout));
        } catch (KgitException.Unavailable unreachable) {
            return actions.stream()
                    .map(action -> OperationResult.failed(
                            action, unreachable.diagnostics().get(0).withSubject(action.id())))
                    .toList();
        }
        ConnectorExecutor executor = new ConnectorExecutor(
                rest,
                reader,
                plugins,
                redactor,
                WorkerVersion.of(worker.version()),
                timeout,
                permit,
                oneAtATime(progress));
        return pool.each(ConnectorOperation.in(actions), executor::execute, RetryDelays.WAIT);
    }

    @Override
    public SecretKeys secretKeys(Collection<Resource> connectors) {
        SortedMap<ResourceId, String> classes = new TreeMap<>();
        connectors.forEach(connector -> {
            String plugin = connector.config(ConnectorKeys.CLASS);
            if (plugin != null && !plugin.isBlank()) {
                classes.put(connector.id(), plugin.strip());
            }
        });
        Deadline deadline = Deadline.in(timeout);
        List<String> inOrder = List.copyOf(new TreeSet<>(classes.values()));
        SortedMap<ResourceId, Set<String>> typed = new TreeMap<>();
        SortedSet<ResourceId> unknown = new TreeSet<>();
        try {
            List<Optional<Set<String>>> keys =
                    pool.each(inOrder, plugin -> plugins.passwords(plugin, deadline), RetryDelays.WAIT);
            classes.forEach((id, plugin) -> {
                Optional<Set<String>> defined = keys.get(inOrder.indexOf(plugin));
                if (defined.isPresent()) {
                    typed.put(id, defined.get());
                } else if (plugins.find(plugin, deadline).isPresent()) {
                    unknown.add(id);
                }
                // Nothing is a secret by the definition of a plugin that is not there, and nothing can be sent for it.
            });
        } catch (KgitException.Unavailable silent) {
            // What needs an answer will ask again, and say that there is none.
            connectors.forEach(connector -> unknown.add(connector.id()));
        }
        return new SecretKeys(typed, unknown);
    }

    private static Consumer<OperationProgress> oneAtATime(Consumer<OperationProgress> progress) {
        Object turn = new Object();
        return step -> {
            synchronized (turn) {
                progress.accept(step);
            }
        };
    }

    @Override
    public boolean standsAlone() {
        return true;
    }

    @Override
    public boolean owns(ResourceId id) {
        return id.isOf(ConnectorKind.NAME) && id.scope().equals(cluster);
    }

    /** What the worker says of itself; its URL without credentials. */
    public ClusterInfo.Worker worker() {
        return ready(Deadline.in(timeout));
    }

    /** The id of the Kafka cluster that the workers belong to; null where they don't tell (before Kafka 2.0). */
    public @Nullable String kafkaClusterId() {
        return worker().kafkaClusterId();
    }

    /** The connector plugins that are installed on the worker that answers, by class name. */
    public List<ConnectorPlugin> plugins() {
        Deadline deadline = Deadline.in(timeout);
        ready(deadline);
        return plugins.installed(deadline);
    }

    /**
     * What each plugin of the worker takes.
     *
     * @throws KgitException.Unavailable where the worker does not answer
     */
    public PluginSchemas pluginSchemas() {
        ready(Deadline.in(timeout));
        return new PluginSchemaReader(
                        cluster,
                        plugins,
                        pool,
                        () -> Deadline.in(timeout),
                        plugin -> new RecommendedValues(rest, reader, plugin, Deadline.in(timeout)))
                .read();
    }

    /** The keys that the plugin's own definition types PASSWORD; empty where the worker does not say. */
    public Optional<Set<String>> secretKeys(String connectorClass) {
        Deadline deadline = Deadline.in(timeout);
        ready(deadline);
        return plugins.passwords(connectorClass, deadline);
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Once ready, a worker is not asked again: what happens to it later is met where it happens. */
    private synchronized ClusterInfo.Worker ready(Deadline deadline) {
        ClusterInfo.Worker known = self;
        if (known == null) {
            known = new WorkerReadiness(cluster, rest, reader).await(deadline);
            self = known;
        }
        return known;
    }
}
