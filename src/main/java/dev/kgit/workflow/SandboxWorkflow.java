package dev.kgit.workflow;

import dev.kgit.concurrent.ShutdownHooks;
import dev.kgit.kinds.topic.live.KafkaTopics;
import dev.kgit.model.ConnectCluster;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.KgitException;
import dev.kgit.report.WorkerProperties;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Brokers and the Connect workers that an environment declares, running on this machine. */
public final class SandboxWorkflow implements AutoCloseable {

    /** The environment that is meant for it. */
    public static final String ENVIRONMENT = "sandbox";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What a worker's declaration says about where it is and how it gets to Kafka: here, all that is otherwise. */
    private static final Set<String> ELSEWHERE =
            Set.of("listeners", "plugin.path", "bootstrap.servers", "security.protocol");

    private static final List<String> ELSEWHERE_BELOW = List.of("rest.", "ssl.", "sasl.", "listeners.https.");
    private static final List<String> CLIENTS = List.of("producer.", "consumer.", "admin.");

    /** What Kafka's own configuration of a worker begins with. */
    private static final String JSON_CONVERTER = "org.apache.kafka.connect.json.JsonConverter";

    private final SandboxProcess process;
    private final SandboxProcess.Running running;
    private final SortedMap<String, String> workers;
    private final List<Diagnostic> remarks;

    private SandboxWorkflow(
            SandboxProcess process,
            SandboxProcess.Running running,
            SortedMap<String, String> workers,
            List<Diagnostic> remarks) {
        this.process = process;
        this.running = running;
        this.workers = workers;
        this.remarks = remarks;
    }

    /**
     * How to start.
     *
     * @param data where the brokers keep their data; null: it is thrown away
     * @param plugins folders of the user's own plugins
     */
    public record Plan(
            Installation installation,
            SandboxAddresses addresses,
            @Nullable Path data,
            List<Path> plugins,
            Clock clock) {}

    /**
     * Starts all of it.
     *
     * @param declared what is to run there
     * @throws KgitException.Unavailable where a port is taken or something does not start; nothing is left running
     */
    public static SandboxWorkflow start(Plan plan, DesiredState declared) {
        requireFreePorts(plan.addresses(), declared.connectClusters().size());
        SandboxProcess process = SandboxProcess.start(plan.installation());
        try {
            SandboxProcess.Running running =
                    process.startBrokers(plan.addresses().brokers(), plan.data(), Map.of());
            List<Diagnostic> remarks = internalTopics(declared, running, plan);
            SortedMap<String, String> workers = new TreeMap<>();
            for (ConnectCluster cluster : declared.connectClusters().values()) {
                String url = plan.addresses().url(workers.size());
                workers.put(
                        cluster.name(), process.startWorker(cluster.name(), properties(cluster, running, url, plan)));
            }
            return new SandboxWorkflow(process, running, workers, remarks);
        } catch (RuntimeException failed) {
            process.close();
            throw failed;
        }
    }

    /** Where its brokers are. */
    public SandboxProcess.Running running() {
        return running;
    }

    /** REST URLs by Connect cluster. */
    public SortedMap<String, String> workers() {
        return workers;
    }

    /** What the user should know though it runs. */
    public List<Diagnostic> remarks() {
        return remarks;
    }

    /** Returns when something has gone wrong, with what. */
    public Diagnostic awaitTrouble() throws InterruptedException {
        return process.awaitTrouble();
    }

    @Override
    public void close() {
        process.close();
    }

    private static void requireFreePorts(SandboxAddresses addresses, int workers) {
        List<Diagnostic> taken = new ArrayList<>();
        addresses
                .taken(workers)
                .forEach((port, use) -> taken.add(
                        Diagnostic.error("KG750", "port " + port + " is taken; the sandbox needs it for " + use)
                                .withHint("stop what listens there (`lsof -i :" + port
                                        + "` says what), or choose other ports with --port-base")));
        if (!taken.isEmpty()) {
            throw new KgitException.Unavailable(taken);
        }
    }

    private static List<Diagnostic> internalTopics(DesiredState declared, SandboxProcess.Running running, Plan plan) {
        SortedMap<String, FieldValue> access =
                new TreeMap<>(Map.of("bootstrap.servers", FieldValue.of(running.bootstrap())));
        try (KafkaTopics cluster = KafkaTopics.connect(access, PATIENCE, plan.clock(), ShutdownHooks.NONE)) {
            return InternalTopicCreator.ensure(declared.environment(), declared.state(), cluster);
        }
    }

    /** The declared configuration, but for where things are. */
    private static Map<String, String> properties(
            ConnectCluster cluster, SandboxProcess.Running running, String url, Plan plan) {
        SortedMap<String, String> properties = new TreeMap<>();
        WorkerProperties.of(cluster, null).forEach((key, setting) -> {
            if (!isAboutElsewhere(key)) {
                properties.put(key, setting.text());
            }
        });
        // A worker has no default for these, and does not start without.
        properties.putIfAbsent("key.converter", JSON_CONVERTER);
        properties.putIfAbsent("value.converter", JSON_CONVERTER);
        properties.put("bootstrap.servers", running.internal());
        properties.put("listeners", url);
        properties.put(
                "plugin.path",
                Stream.of(plan.installation().plugins(), plan.plugins())
                        .flatMap(List::stream)
                        .map(Path::toString)
                        .collect(Collectors.joining(",")));
        if (!plan.plugins().isEmpty()) {
            // Plugins of any age: also those without service files, which only a scan finds.
            properties.put("plugin.discovery", "hybrid_warn");
        }
        return properties;
    }

    private static boolean isAboutElsewhere(String key) {
        String own = CLIENTS.stream()
                .filter(key::startsWith)
                .map(String::length)
                .map(key::substring)
                .findFirst()
                .orElse(key);
        return ELSEWHERE.contains(own) || ELSEWHERE_BELOW.stream().anyMatch(own::startsWith);
    }
}
