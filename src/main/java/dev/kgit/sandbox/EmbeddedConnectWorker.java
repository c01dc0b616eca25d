package dev.kgit.sandbox;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.runtime.Connect;

/** A real distributed Connect worker in this JVM. */
public final class EmbeddedConnectWorker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Connect<?> connect;
    private final URI url;

    private EmbeddedConnectWorker(Connect<?> connect) {
        this.connect = connect;
        this.url = connect.rest().advertisedUrl();
    }

    /**
     * Starts a worker and returns when it has joined its group and answers for its connectors.
     *
     * @param properties as in a worker's properties file. Where they name no {@code listeners}, it listens on a free port of
     *     127.0.0.1
     * @throws SandboxException with the reason, where it gives up
     */
    public static EmbeddedConnectWorker start(Map<String, String> properties) {
        ExitTrap.trap();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("listeners", "http://127.0.0.1:0");
        all.put("plugin.discovery", "service_load");
        all.putAll(properties);
        Connect<?> connect;
        try {
            connect = new ConnectDistributed().startConnect(all);
        } catch (RuntimeException failed) {
            throw new SandboxException("the Connect worker did not start", failed);
        }
        EmbeddedConnectWorker worker = new EmbeddedConnectWorker(connect);
        try {
            worker.awaitReady();
            return worker;
        } catch (RuntimeException failed) {
            worker.close();
            throw failed;
        }
    }

    /** Base URL of its REST API, without a slash at the end. */
    public String url() {
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Why the herder ended; empty while it runs. The REST server goes on to answer after that, with what is out of date. */
    public Optional<Throwable> failure() {
        Future<?> work = connect.herderTask();
        if (!work.isDone()) {
            return Optional.empty();
        }
        try {
            work.get();
            return Optional.empty();
        } catch (ExecutionException failed) {
            Throwable refused = failed.getCause() == null ? failed : failed.getCause();
            return Optional.of(refused.getCause() == null ? refused : refused.getCause());
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        connect.stop();
        connect.awaitStop();
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!connect.herder().isReady()) {
            Optional<Throwable> failure = failure();
            if (failure.isPresent()) {
                throw new SandboxException("the Connect worker gave up", failure.get());
            }
            if (System.nanoTime() > deadline) {
                throw new SandboxException("the Connect worker was not ready after " + PATIENCE.toSeconds() + " s");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SandboxException("interrupted while the Connect worker was starting");
        }
    }
}
