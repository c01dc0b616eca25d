package dev.kgit.workflow;

import dev.kgit.kinds.topic.TopicKeys;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;

/** The demo's steps and what it says to them. A step that does not do what it says ends it. */
final class DemoScript {

    private static final String TOPIC = "email_verification";
    private static final String SETTING = TopicKeys.RETENTION_MS;
    private static final String EVENT = "{\"to\":\"ada@example.org\",\"subject\":\"Please verify your address\"}";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Exit codes that the steps count on. */
    private static final int DONE = 0;

    private static final int DIFFERENCES = 2;

    private final DemoWorkflow.Terminal terminal;
    private final Path repository;
    private final Map<String, String> variables;
    private final DemoWebhook endpoint;
    private int step;

    DemoScript(DemoWorkflow.Terminal terminal, Path repository, Map<String, String> variables, DemoWebhook endpoint) {
        this.terminal = terminal;
        this.repository = repository;
        this.variables = variables;
        this.endpoint = endpoint;
    }

    void opening() {
        say(
                "A tour of kgit, on a real Kafka broker and a real Kafka Connect worker that run on this machine for a minute.");
        say("The files are those in " + repository.resolve("environments")
                + ": base is what all environments share, sandbox is this one.");
        say("Starting the broker and the worker ...");
    }

    void walk(SandboxWorkflow sandbox) throws InterruptedException {
        say("Kafka answers at " + sandbox.running().bootstrap() + ", Kafka Connect at "
                + String.join(", ", sandbox.workers().values()) + ".");

        step("What do the files say? Everything that can be known without a cluster is checked.");
        run(DONE, "validate");

        step(
                "What would change? The cluster is empty but for what Connect itself needs, so nearly all is to be created.");
        say("(With --detailed-exitcode, plan exits 2 where there is something to do.)");
        run(DIFFERENCES, "plan", "--detailed-exitcode");

        step("Do it: topics first, then the connector that reads them; each waited for until the cluster shows it.");
        run(DONE, "apply", "--auto-approve");

        step("And again: a second plan has nothing to do.");
        run(DONE, "plan", "--detailed-exitcode");

        step("It is a real platform: an event goes into " + TOPIC
                + ", and the connector posts it to an HTTP endpoint.");
        deliver(sandbox);

        step("Somebody changes the cluster by hand: " + SETTING + " of " + TOPIC + " becomes one hour.");
        changeByHand(sandbox);
        say("kgit drift sees it, names it, and exits 2:");
        String drift = run(DIFFERENCES, "drift");
        require(drift.contains(TOPIC) && drift.contains(SETTING), "drift names " + TOPIC + " and its " + SETTING);

        step("Another apply takes it back to what the files say ...");
        run(DONE, "apply", "--auto-approve");
        say("... and then there is nothing left to do.");
        run(DONE, "plan", "--detailed-exitcode");
    }

    void farewell() {
        say("");
        say("That was all; broker and worker are stopped and their data is gone. What to try next:");
        say("  kgit sandbox                  a platform that stays until Ctrl-C; then, in another terminal:");
        say("  kgit apply -e sandbox         and change environments/base/topics.yaml, plan, apply");
        say("  kgit init                     a repository of your own");
        say("  kgit --help                   everything else");
    }

    private void deliver(SandboxWorkflow sandbox) throws InterruptedException {
        Map<String, Object> access =
                Map.of("bootstrap.servers", sandbox.running().bootstrap());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(access, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, "ada", EVENT)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw broken("the event goes into " + TOPIC, failed);
        }
        say("produced   " + EVENT);
        DemoWebhook.Request request =
                endpoint.await(PATIENCE).orElseThrow(() -> broken("the event arrives at the endpoint within 30 s"));
        say("received   " + request.method() + " " + request.path() + "  " + request.body());
        require(request.method().equals("POST") && request.body().equals(EVENT), "the event arrives as it was sent");
    }

    private static void changeByHand(SandboxWorkflow sandbox) throws InterruptedException {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", sandbox.running().bootstrap()))) {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
            AlterConfigOp change = new AlterConfigOp(new ConfigEntry(SETTING, "3600000"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(topic, List.of(change)))
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw broken("the setting is changed by hand", failed);
        }
    }

    /** Runs a verb as a user would, and gives what it printed as its result. */
    private String run(int expected, String... verb) {
        String shown = "kgit " + String.join(" ", verb) + " -e sandbox";
        say("");
        say("$ " + shown);
        List<String> args = new ArrayList<>(List.of("-C", repository.toString(), "-e", "sandbox"));
        args.addAll(Arrays.asList(verb));
        DemoWorkflow.Result result = terminal.run(args, variables);
        require(
                result.exitCode() == expected,
                "`" + shown + "` exits " + expected + " (it exited " + result.exitCode() + ")");
        return result.out();
    }

    private void step(String text) {
        step++;
        say("");
        say(step + ". " + text);
    }

    private void say(String text) {
        terminal.say(text);
    }

    private static void require(boolean kept, String promise) {
        if (!kept) {
            throw broken(promise);
        }
    }

    private static KgitException broken(String promise) {
        return new KgitException.Unavailable(Diagnostic.error("KG759", "the demo stops: it is not so that " + promise)
                .withHint("this should not happen; please report it with what stands above"));
    }

    private static KgitException broken(String promise, Exception why) {
        return new KgitException.Unavailable(
                Diagnostic.error("KG759", "the demo stops: it is not so that " + promise + ": " + why.getMessage())
                        .withHint("this should not happen; please report it with what stands above"));
    }
}
