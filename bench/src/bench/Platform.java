package bench;

import dev.kgit.sandbox.FreePorts;
import dev.kgit.sandbox.SandboxMessage;
import dev.kgit.sandbox.BrokerPorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** A real broker, and a Connect worker where connectors are measured: kgit's sandbox, in a JVM of its own. */
final class Platform implements AutoCloseable {

    private final Process process;
    private final Writer toProcess;
    private final BufferedReader fromProcess;
    private String bootstrap = "";
    private String internal = "";

    private Platform(Process process) {
        this.process = process;
        this.toProcess = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.fromProcess = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static Platform start(Path home, Path java) throws IOException {
        String classPath = home.resolve("lib").resolve("*") + ":"
                + home.resolve("lib").resolve("sandbox").resolve("*");
        List<String> command = List.of(
                java.toString(),
                "-Xmx1500m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Dslf4j.provider=org.slf4j.jul.JULServiceProvider",
                "-Dslf4j.internal.verbosity=WARN",
                "-cp",
                classPath,
                "dev.kgit.sandbox.SandboxMain");
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Platform platform = new Platform(process);
        List<Integer> free = FreePorts.take(3);
        String ports = BrokerPorts.text(List.of(new BrokerPorts(free.get(0), free.get(1), free.get(2))));
        SandboxMessage brokers = platform.ask(SandboxMessage.of(SandboxMessage.BROKERS, "ports", ports));
        platform.bootstrap = brokers.value("bootstrap");
        platform.internal = brokers.value("internal");
        return platform;
    }

    /** Starts a worker and gives the URL of its REST API. */
    String startWorker() throws IOException {
        Map<String, String> properties = new TreeMap<>();
        properties.put("bootstrap.servers", internal);
        properties.put("group.id", "bench");
        properties.put("listeners", "http://127.0.0.1:" + FreePorts.take(1).get(0));
        properties.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        properties.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
        for (String role : List.of("config", "offset", "status")) {
            properties.put(role + ".storage.topic", "bench-connect-" + role);
            properties.put(role + ".storage.replication.factor", "1");
        }
        return ask(SandboxMessage.of(SandboxMessage.WORKER, "name", "bench").withProperties(properties))
                .value("url");
    }

    String bootstrap() {
        return bootstrap;
    }

    /** Deletes every topic whose name begins so, and returns when none is left. */
    void delete(String prefix) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            for (List<String> names = named(admin, prefix); !names.isEmpty(); names = named(admin, prefix)) {
                for (int from = 0; from < names.size(); from += 1_000) {
                    delete(admin, names.subList(from, Math.min(from + 1_000, names.size())));
                }
                Thread.sleep(100);
            }
        }
    }

    private static void delete(Admin admin, List<String> names) throws ExecutionException, InterruptedException {
        try {
            admin.deleteTopics(names).all().get();
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw failed;
            }
        }
    }

    private static List<String> named(Admin admin, String prefix) throws ExecutionException, InterruptedException {
        Set<String> all = admin.listTopics().names().get();
        List<String> named = new ArrayList<>(all);
        named.removeIf(name -> !name.startsWith(prefix));
        return named;
    }

    private SandboxMessage ask(SandboxMessage asked) throws IOException {
        toProcess.write(asked.toLine() + "\n");
        toProcess.flush();
        String line = fromProcess.readLine();
        SandboxMessage answer = line == null ? SandboxMessage.of("ended") : SandboxMessage.ofLine(line);
        if (!answer.verb().equals(asked.verb())) {
            throw new IOException("the sandbox did not start: " + line);
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        toProcess.close();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
