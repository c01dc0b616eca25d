package dev.kgit.workflow;

import dev.kgit.concurrent.BackgroundThreads;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.sandbox.BrokerPorts;
import dev.kgit.sandbox.SandboxMessage;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Brokers and Connect workers in a JVM of their own, which ends with this one. No class of a server is loaded here.
 */
public final class SandboxProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(35);

    /** What the other side can't say any more because it has ended. */
    private static final SandboxMessage ENDED = SandboxMessage.of("ended");

    private final Process process;
    private final BufferedWriter toProcess;
    private final BlockingQueue<SandboxMessage> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<SandboxMessage> news = new LinkedBlockingQueue<>();
    private @Nullable Path log;

    private SandboxProcess(Process process) {
        this.process = process;
        this.toProcess = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    /** Where the brokers answer, and where their data and the log of all servers are. */
    public record Running(String bootstrap, String internal, String clusterId, Path data, Path log) {}

    /**
     * Starts the JVM; nothing runs in it yet.
     *
     * @throws KgitException.Unavailable where this installation has no servers or the JVM can't be started
     */
    static SandboxProcess start(Installation installation) {
        if (!installation.hasSandbox()) {
            throw new KgitException.Unavailable(
                    Diagnostic.error("KG753", "this kgit came without the sandbox: there is no lib/sandbox")
                            .withHint("install the whole distribution"));
        }
        List<String> command = new ArrayList<>();
        command.add(installation.java().toString());
        if (Runtime.version().feature() >= 24) {
            // Newer JVMs warn of what Kafka does.
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of(
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Dslf4j.provider=org.slf4j.jul.JULServiceProvider",
                "-Dslf4j.internal.verbosity=WARN",
                "-cp",
                installation.sandboxClassPath(),
                "dev.kgit.sandbox.SandboxMain"));
        try {
            SandboxProcess started = new SandboxProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
            started.listen();
            return started;
        } catch (IOException refused) {
            throw new KgitException.Unavailable(
                    Diagnostic.error("KG753", "cannot start " + installation.java() + ": " + refused.getMessage()));
        }
    }

    /**
     * Starts brokers, one for each set of ports.
     *
     * @param data where their data is kept; null: thrown away
     */
    Running startBrokers(List<BrokerPorts> ports, @Nullable Path data, Map<String, String> properties) {
        SandboxMessage asked = SandboxMessage.of(SandboxMessage.BROKERS, "ports", BrokerPorts.text(ports))
                .withProperties(properties);
        if (data != null) {
            asked = asked.with("data", data.toString());
        }
        SandboxMessage answer = ask(asked, "KG751", "the sandbox's brokers did not start");
        log = Path.of(answer.value("log"));
        return new Running(
                answer.value("bootstrap"),
                answer.value("internal"),
                answer.value("cluster"),
                Path.of(answer.value("data")),
                log);
    }

    /** Starts a Connect worker and gives its REST API's URL. */
    String startWorker(String name, Map<String, String> properties) {
        SandboxMessage asked =
                SandboxMessage.of(SandboxMessage.WORKER, "name", name).withProperties(properties);
        return ask(asked, "KG752", "the sandbox's Connect worker '" + name + "' did not start")
                .value("url");
    }

    /** Waits until something goes wrong, and says what; for as long as nothing does, it does not return. */
    Diagnostic awaitTrouble() throws InterruptedException {
        SandboxMessage message = news.take();
        if (message.verb().equals(SandboxMessage.GONE)) {
            return Diagnostic.error(
                    "KG755",
                    "the Connect worker '" + message.value("name") + "' has given up: " + message.value("reason"));
        }
        return ended();
    }

    /** Ends the other JVM with all that runs in it. */
    @Override
    public void close() {
        try {
            toProcess.close();
        } catch (IOException alreadyGone) {
            // It is what we want.
            process.destroy();
        }
        try {
            if (!process.waitFor(LAST_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the other JVM without a word, as a crash would. */
    void kill() {
        process.destroyForcibly();
    }

    private SandboxMessage ask(SandboxMessage asked, String code, String failure) {
        try {
            toProcess.write(asked.toLine());
            toProcess.newLine();
            toProcess.flush();
            SandboxMessage answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (answer == null) {
                throw world(code, failure + ": no answer after " + PATIENCE.toSeconds() + " s");
            }
            if (answer.verb().equals(SandboxMessage.FAILED)) {
                throw world(code, failure + ": " + answer.value("reason"));
            }
            if (!answer.verb().equals(asked.verb())) {
                throw new KgitException.Unavailable(ended());
            }
            return answer;
        } catch (IOException gone) {
            throw new KgitException.Unavailable(ended());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw world(code, failure + ": interrupted");
        }
    }

    private void listen() {
        BackgroundThreads.start("kgit-sandbox", this::readAll);
    }

    private void readAll() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                SandboxMessage message = SandboxMessage.ofLine(line);
                (message.verb().equals(SandboxMessage.GONE) ? news : answers).add(message);
            }
        } catch (IOException closed) {
            // The same as the end.
        } finally {
            answers.add(ENDED);
            news.add(ENDED);
        }
    }

    private Diagnostic ended() {
        String how = process.isAlive() ? "closed its output" : "ended with exit code " + process.exitValue();
        return Diagnostic.error("KG755", "the sandbox's process " + how)
                .withHint(log == null ? "what it said last stands above" : "more may stand in " + log);
    }

    private KgitException.Unavailable world(String code, String message) {
        return new KgitException.Unavailable(
                Diagnostic.error(code, message).withHint(log == null ? null : "more may stand in " + log));
    }
}
