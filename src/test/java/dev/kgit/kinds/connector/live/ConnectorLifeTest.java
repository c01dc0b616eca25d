package dev.kgit.kinds.connector.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.ConnectorSteps;
import dev.kgit.cluster.Operation;
import dev.kgit.cluster.OperationProgress;
import dev.kgit.cluster.OperationResult;
import dev.kgit.fixture.AloneOnTheWorker;
import dev.kgit.fixture.FaultyProxy;
import dev.kgit.fixture.Promptly;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.connector.ConnectorOperation;
import dev.kgit.kinds.connector.ConnectorStatus;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.ResourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of real connectors: those that run, those that fail at once, later, or only the first time. */
@RealServers
@AloneOnTheWorker
class ConnectorLifeTest implements ConnectorSteps {

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final String SECRET = "open-sesame-4711";

    private final FaultyProxy proxy = FaultyProxy.before(Workers.shared().url());
    private final ConnectWorkers connect = ConnectWorkersTest.at(proxy.url());

    @Override
    public Cluster cluster() {
        return connect;
    }

    @Override
    public ResourceId fresh(String hint) {
        return ConnectorKind.id("main", "life-" + hint + "-" + NAMES.incrementAndGet());
    }

    @Override
    public Map<String, String> config() {
        return Map.of("connector.class", "dev.kgit.fixture.MoodyConnector", "tasks.max", "1");
    }

    @AfterEach
    void deleteAllAndClose() {
        Connectors.deleteAll(connect);
        connect.close();
        proxy.close();
    }

    @Test
    void aFailedTaskFailsTheActionWithTheHeadOfItsTrace() {
        ResourceId id = fresh("task-fails");

        Diagnostic failure = failure(create(id, "tasks.max", "2", "mood", "tasks-fail", "handshake", SECRET));

        assertThat(failure.code()).isEqualTo("KG356");
        assertThat(failure.subject()).isEqualTo(id);
        assertThat(failure.message())
                .contains("1 of 2 tasks failed; task 1", "ConnectException", "caused by", "withheld")
                .doesNotContain(SECRET, "\n", "\tat ");
    }

    @Test
    void aFailedConnectorFailsTheActionWithTheHeadOfItsTrace() {
        Diagnostic failure = failure(create(fresh("fails"), "mood", "connector-fails", "handshake", SECRET));

        assertThat(failure.code()).isEqualTo("KG356");
        assertThat(failure.message()).contains("ConnectException", "withheld").doesNotContain(SECRET);
    }

    @Test
    void aTaskThatFailsRightAfterItHasStartedIsNotTakenForRunning() {
        Diagnostic failure = failure(create(fresh("late"), "mood", "late"));

        assertThat(failure.code()).isEqualTo("KG356");
        assertThat(failure.message()).contains("tired already");
    }

    @Test
    void anUpdateThatBreaksARunningConnectorFails() {
        ResourceId id = created("breaks");

        assertThat(failure(update(id, "mood", "tasks-fail")).message()).contains("no mood to work");
    }

    @Test
    void anUpdateIsNotTakenForDoneWhileTheConnectorStillStarts() {
        ResourceId id = created("slow");

        Diagnostic failure = failure(update(id, "mood", "connector-fails", "start.ms", "3000"));

        assertThat(failure.message()).contains("no mood to start");
    }

    @Test
    void anUpdateHealsAFailedConnector() {
        ResourceId id = fresh("heals");
        perform(create(id, "mood", "tasks-fail"));

        done(update(id, "mood", "fine"));

        assertThat(state(id)).isEqualTo("running");
    }

    @Test
    void anUpdateHealsAConnectorThatIsSlowToStart() {
        ResourceId id = fresh("heals-slowly");
        perform(create(id, "mood", "connector-fails"));

        done(update(id, "mood", "fine", "start.ms", "3000"));
    }

    @Test
    void anUpdateWaitsForTasksToGoToo() {
        ResourceId id = created("fewer", "tasks.max", "3");

        done(update(id, "tasks.max", "1"));

        assertThat(facts(id).tasks()).hasSize(1);
    }

    @Test
    void whatTheWorkerFetchedDoesNotShowInATrace() {
        String file = Workers.shared().secretsFile(Map.of("level", "hush-hush-hush"));
        ResourceId id = fresh("fetched");

        Diagnostic failure = failure(create(id, "mood", "tasks-fail", "greeting", "${file:" + file + ":level}"));

        assertThat(failure.message()).contains("ConnectException", "withheld").doesNotContain("hush-hush-hush");
    }

    @Test
    void whatTheWorkerFetchedDoesNotShowInWhatIsReadOfAFailedConnector() {
        String file = Workers.shared().secretsFile(Map.of("level", "hush-hush-hush"));
        ResourceId told = fresh("told");
        ResourceId untold = fresh("untold");

        String applied = failure(create(told, "mood", "tasks-fail", "greeting", "${file:" + file + ":level}"))
                .message();
        String appliedToo = failure(create(untold, "mood", "tasks-fail", "handshake", "${file:" + file + ":level}"))
                .message();

        assertThat(applied).contains("ConnectException", "withheld").doesNotContain("hush-hush-hush");
        assertThat(facts(told).tasks().get(0).failure().trace())
                .contains("ConnectException", "IllegalStateException", "withheld")
                .doesNotContain("hush-hush-hush");
        assertThat(appliedToo).contains("ConnectException", "withheld").doesNotContain("hush-hush-hush");
        assertThat(facts(untold).tasks().get(0).failure().trace())
                .contains("ConnectException", "IllegalStateException", "withheld")
                .doesNotContain("hush-hush-hush");
    }

    @Test
    void aConfigThatIsSentAgainHasItsLookupsLookedUpAgain() {
        String file = Workers.shared().secretsFile(Map.of("mood", "fine"));
        ResourceId id = fresh("resent");
        SortedMap<String, FieldValue> config = configWith("mood", "${file:" + file + ":mood}");
        done(new ConnectorOperation.CreateConnector(id, config, null));
        Workers.shared().rewriteSecretsFile(file, Map.of("mood", "tasks-fail"));

        done(new ConnectorOperation.UpdateConnector(id, config, List.of(), false));
        assertThat(state(id)).as("nothing differs, nothing is restarted").isEqualTo("running");

        assertThat(failure(new ConnectorOperation.UpdateConnector(id, config, List.of(), true))
                        .code())
                .isEqualTo("KG356");
    }

    @Test
    void failedIsAStateOfItsOwnUnlessPaused() {
        ResourceId id = fresh("failed");
        perform(create(id, "tasks.max", "2", "mood", "tasks-fail", "handshake", SECRET));

        assertThat(state(id)).isEqualTo("failed");
        ConnectorStatus facts = facts(id);
        assertThat(facts.state()).isEqualTo("RUNNING");
        assertThat(facts.tasks().get(1).failed()).isTrue();
        assertThat(facts.tasks().get(1).failure().trace())
                .contains("ConnectException", "withheld")
                .doesNotContain(SECRET);

        done(new ConnectorOperation.ChangeConnectorState(id, "paused"));
        assertThat(state(id)).isEqualTo("paused");
    }

    @Test
    void aKeyThatOnlyThePluginCallsASecretIsSensitive() {
        ResourceId id = created("handshake", "handshake", SECRET);

        assertThat(resource(id).field("config.handshake")).satisfies(setting -> {
            assertThat(setting.sensitive()).isTrue();
            assertThat(setting.value()).isEqualTo(SECRET);
        });
        assertThat(connect.secretKeys("dev.kgit.fixture.MoodyConnector")).contains(Set.of("handshake"));
        assertThat(connect.secretKeys("no.such.Plugin")).isEmpty();
    }

    @Test
    void aRestartHealsWhatFailedOnce() {
        ResourceId id = fresh("once");
        assertThat(failure(create(id, "mood", "once")).message()).contains("not the first time");

        done(new ConnectorOperation.RestartConnector(id));

        assertThat(state(id)).isEqualTo("running");
        assertThat(proxy.count("POST .*/restart.*")).isOne();
        assertThat(proxy.seen()).anyMatch(request -> request.endsWith("restart?includeTasks=true&onlyFailed=true"));
    }

    @Test
    void aBrokenConnectorIsNotRestartedForEver() {
        ResourceId id = fresh("broken");
        perform(create(id, "mood", "tasks-fail"));

        Diagnostic failure = failure(new ConnectorOperation.RestartConnector(id));

        assertThat(failure.code()).isEqualTo("KG362");
        assertThat(failure.message()).contains("3 times in vain", "no mood to work");
        assertThat(proxy.count("POST .*/restart.*")).isEqualTo(3);
    }

    @Test
    void tellsHowFarItHasComeWhileItWaits() {
        ResourceId id = fresh("progress");
        List<OperationProgress> told = new ArrayList<>();

        connect.execute(List.of(create(id, "start.ms", "1000")), told::add);

        assertThat(told).allMatch(step -> step.id().equals(id));
        assertThat(told.get(told.size() - 1).text()).isEqualTo("RUNNING, tasks: 1 RUNNING");
    }

    @Test
    void anUnchangedConnectorIsNotWrittenAgain() {
        ResourceId id = created("unchanged", "handshake", SECRET);

        done(update(id, "handshake", SECRET));

        assertThat(proxy.count("(PUT|PATCH) .*/config")).isZero();
    }

    @Test
    void whatIsFoundInsteadOfCreatedIsPutInTheStateAskedFor() {
        ResourceId id = fresh("found");
        done(new ConnectorOperation.CreateConnector(id, configWith(), "paused"));

        done(create(id));
        assertThat(state(id)).as("no state asked for").isEqualTo("paused");

        done(new ConnectorOperation.CreateConnector(id, configWith(), "running"));
        assertThat(state(id)).isEqualTo("running");
    }

    @Test
    void aSlowConnectorDoesNotHoldUpTheOthers() {
        Promptly.within(Duration.ofSeconds(9), () -> {
            List<Operation> creates = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                creates.add(create(fresh("many"), "start.ms", i == 0 ? "2500" : "0"));
            }
            assertThat(connect.execute(creates, progress -> {})).allMatch(OperationResult::isDone);
        });
    }

    @Test
    void runsTheConnectorsThatComeWithKafka() throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", Workers.shared().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("lines", Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
        ResourceId source = fresh("source");
        ResourceId sink = fresh("sink");
        ResourceId mirror = fresh("mirror");
        String brokers = Workers.shared().bootstrapServersOfWorker();

        List<OperationResult> outcomes = connect.execute(
                List.of(
                        new ConnectorOperation.CreateConnector(
                                source,
                                settings(Map.of(
                                        "connector.class", "FileStreamSource", "file", "/dev/null", "topic", "lines")),
                                null),
                        new ConnectorOperation.CreateConnector(
                                sink,
                                settings(Map.of(
                                        "connector.class", "org.apache.kafka.connect.file.FileStreamSinkConnector",
                                        "file", "/dev/null",
                                        "topics", "lines")),
                                "running"),
                        new ConnectorOperation.CreateConnector(
                                mirror,
                                settings(Map.of(
                                        "connector.class", "org.apache.kafka.connect.mirror.MirrorSourceConnector",
                                        "source.cluster.alias", "here",
                                        "target.cluster.alias", "there",
                                        "source.cluster.bootstrap.servers", brokers,
                                        "target.cluster.bootstrap.servers", brokers,
                                        "topics", "lines",
                                        "replication.factor", "1",
                                        "offset-syncs.topic.replication.factor", "1")),
                                null)),
                progress -> {});

        assertThat(outcomes).extracting(OperationResult::failure).containsOnlyNulls();
        assertThat(facts(source).type()).isEqualTo("source");
        assertThat(facts(sink).type()).isEqualTo("sink");
        assertThat(facts(mirror).tasks()).hasSize(1);
        assertThat(connect.plugins())
                .extracting(ConnectorPlugin::className)
                .contains("org.apache.kafka.connect.file.FileStreamSinkConnector", "dev.kgit.fixture.MoodyConnector")
                .isSorted();
    }

    @Test
    void aConnectorWithNothingToDoIsNotTakenForRunning() {
        SortedMap<String, FieldValue> config = new TreeMap<>(settings(Map.of(
                "connector.class", "org.apache.kafka.connect.mirror.MirrorSourceConnector",
                "source.cluster.alias", "here",
                "target.cluster.alias", "there",
                "source.cluster.bootstrap.servers", Workers.shared().bootstrapServersOfWorker(),
                "target.cluster.bootstrap.servers", Workers.shared().bootstrapServersOfWorker(),
                "topics", "no-such-topic-anywhere",
                "offset-syncs.topic.replication.factor", "1")));
        ConnectWorkers impatient = ConnectWorkersTest.at(Duration.ofSeconds(12), proxy.url());

        OperationResult outcome = impatient
                .execute(List.of(new ConnectorOperation.CreateConnector(fresh("idle"), config, null)), progress -> {})
                .get(0);

        assertThat(outcome.failure()).satisfies(failure -> {
            assertThat(failure.code()).isEqualTo("KG357");
            assertThat(failure.message()).contains("last seen: RUNNING, no tasks");
        });
    }

    @Test
    void knowsTheKafkaClusterOfTheWorkers() {
        assertThat(connect.kafkaClusterId()).isEqualTo(Workers.shared().kafkaClusterId());
        assertThat(connect.worker().version()).startsWith("4.");
    }
}
