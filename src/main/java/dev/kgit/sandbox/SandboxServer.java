package dev.kgit.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The sandbox's side of the talk with kgit: see {@link SandboxMessage}. */
final class SandboxServer implements AutoCloseable {

    private static final Duration WATCH = Duration.ofSeconds(1);

    private final BufferedReader in;
    private final PrintStream out;
    private final Map<String, EmbeddedConnectWorker> workers = new ConcurrentHashMap<>();
    private final Object brokersLock = new Object();
    private @Nullable EmbeddedKafkaCluster brokers;
    private volatile boolean closed;

    SandboxServer(BufferedReader in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    /** Answers until the other side closes. */
    void run() throws IOException {
        watch();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            try {
                say(answer(SandboxMessage.ofLine(line)));
            } catch (SandboxException failed) {
                say(SandboxMessage.of(SandboxMessage.FAILED, "reason", String.valueOf(failed.getMessage())));
            }
        }
    }

    private SandboxMessage answer(SandboxMessage asked) {
        return switch (asked.verb()) {
            case SandboxMessage.BROKERS -> startBrokers(asked);
            case SandboxMessage.WORKER -> startWorker(asked);
            default -> throw new SandboxException("unknown request '" + asked.verb() + "'");
        };
    }

    private SandboxMessage startBrokers(SandboxMessage asked) {
        EmbeddedKafkaConfig config = EmbeddedKafkaConfig.onPorts(BrokerPorts.listOf(asked.value("ports")));
        String kept = asked.values().get("data");
        config = config.keptIn(kept == null ? null : Path.of(kept));
        for (Map.Entry<String, String> property : asked.properties().entrySet()) {
            config = config.with(property.getKey(), property.getValue());
        }
        EmbeddedKafkaCluster started = start(config);
        Path log = started.data().resolve("sandbox.log");
        try {
            ServerLog.writeTo(log);
        } catch (IOException unwritable) {
            throw new SandboxException("cannot write to " + log, unwritable);
        }
        return SandboxMessage.of(
                SandboxMessage.BROKERS,
                "bootstrap",
                started.bootstrapServers(),
                "internal",
                started.internalServers(),
                "cluster",
                started.clusterId(),
                "data",
                started.data().toString(),
                "log",
                log.toString());
    }

    private EmbeddedKafkaCluster start(EmbeddedKafkaConfig config) {
        synchronized (brokersLock) {
            if (closed || brokers != null) {
                throw new SandboxException(closed ? "the sandbox is stopping" : "the brokers are running");
            }
            EmbeddedKafkaCluster started = EmbeddedKafkaCluster.start(config);
            brokers = started;
            return started;
        }
    }

    private SandboxMessage startWorker(SandboxMessage asked) {
        String name = asked.value("name");
        EmbeddedConnectWorker started = EmbeddedConnectWorker.start(asked.properties());
        workers.put(name, started);
        return SandboxMessage.of(SandboxMessage.WORKER, "name", name, "url", started.url());
    }

    /** A worker that has given up goes on answering, with lies: somebody has to say so. */
    private void watch() {
        Thread watch = new Thread(this::tellWhoIsGone, "sandbox-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private void tellWhoIsGone() {
        List<String> told = new ArrayList<>();
        while (true) {
            try {
                Thread.sleep(WATCH.toMillis());
            } catch (InterruptedException interrupted) {
                return;
            }
            if (closed) {
                return;
            }
            workers.forEach((name, worker) -> worker.failure().ifPresent(reason -> {
                if (!told.contains(name)) {
                    told.add(name);
                    say(SandboxMessage.of(
                            SandboxMessage.GONE, "name", name, "reason", String.valueOf(reason.getMessage())));
                }
            }));
        }
    }

    private void say(SandboxMessage message) {
        synchronized (out) {
            out.println(message.toLine());
            out.flush();
        }
    }

    /**
     * Stops what runs, the workers first; throw-away data goes. Brokers that are just starting are waited for, a worker
     * that is starting is not: it has nothing to hand over.
     */
    @Override
    public void close() {
        closed = true;
        workers.values().forEach(EmbeddedConnectWorker::close);
        ServerLog.stopWriting();
        synchronized (brokersLock) {
            if (brokers != null) {
                brokers.close();
                brokers = null;
            }
        }
    }
}
