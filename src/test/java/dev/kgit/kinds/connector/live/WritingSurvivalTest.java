package dev.kgit.kinds.connector.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.ConnectorSteps;
import dev.kgit.cluster.Operation;
import dev.kgit.cluster.OperationResult;
import dev.kgit.cluster.Permit;
import dev.kgit.fixture.AloneOnTheWorker;
import dev.kgit.fixture.FaultyProxy;
import dev.kgit.fixture.Promptly;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.connector.ConnectorOperation;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writes to a real worker through rebalances, lost requests, lost answers, old versions and masked secrets. */
@RealServers
@AloneOnTheWorker
class WritingSurvivalTest implements ConnectorSteps {

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final String REBALANCE =
            "Cannot complete request because of a conflicting operation (e.g. worker rebalance)";
    private static final String FORWARD =
            "IO Error trying to forward REST request: java.net.ConnectException: Connection refused";
    private static final String CREATE = "POST /connectors";

    private final String worker = Workers.shared().url();
    private final FaultyProxy proxy = FaultyProxy.before(worker);
    private final ConnectWorkers connect = ConnectWorkersTest.at(Duration.ofSeconds(12), proxy.url());

    @Override
    public Cluster cluster() {
        return connect;
    }

    @Override
    public ResourceId fresh(String hint) {
        return ConnectorKind.id("main", "write-" + hint + "-" + NAMES.incrementAndGet());
    }

    @Override
    public Map<String, String> config() {
        return Map.of("connector.class", "dev.kgit.fixture.MoodyConnector", "tasks.max", "1");
    }

    @AfterEach
    void deleteAllAndClose() {
        try (ConnectWorkers direct = ConnectWorkersTest.at(worker)) {
            Connectors.deleteAll(direct);
        }
        connect.close();
        proxy.close();
    }

    private void pretend(String version) {
        proxy.rewrite("GET /", body -> body.replaceFirst("\"version\":\"[^\"]*\"", "\"version\":\"" + version + "\""));
    }

    private static String configOf(ResourceId id) {
        return "PUT /connectors/" + id.name() + "/config";
    }

    @Test
    void aRebalanceIsWaitedOut() {
        proxy.error(CREATE, 3, 409, REBALANCE);
        ResourceId id = created("rebalance");
        proxy.error(configOf(id), 2, 409, REBALANCE).error("PUT .*/pause", 2, 409, REBALANCE);

        done(update(id, "level", "6"));
        done(new ConnectorOperation.ChangeConnectorState(id, "paused"));
        proxy.error("DELETE .*", 2, 409, REBALANCE);
        done(new ConnectorOperation.DeleteConnector(id));

        assertThat(proxy.count(CREATE)).isEqualTo(4);
        assertThat(proxy.count(configOf(id))).isEqualTo(3);
        assertThat(proxy.count("DELETE .*")).isEqualTo(3);
    }

    @Test
    void aLeaderThatIsAwayIsWaitedFor() {
        proxy.error(CREATE, 2, 500, FORWARD);
        ResourceId id = created("leader");
        proxy.error(configOf(id), 3, 500, FORWARD).error("PUT .*/stop", 1, 500, FORWARD);

        done(update(id, "level", "6"));
        done(new ConnectorOperation.ChangeConnectorState(id, "stopped"));

        assertThat(state(id)).isEqualTo("stopped");
    }

    @Test
    void aLostRequestIsSentAgainAfterReading() {
        proxy.lose(CREATE, 1);

        ResourceId id = created("lost-request");

        List<String> seen = proxy.seen();
        assertThat(proxy.count(CREATE)).isEqualTo(2);
        assertThat(seen.subList(seen.indexOf(CREATE) + 1, seen.lastIndexOf(CREATE)))
                .contains("GET /connectors/" + id.name() + "/config");
    }

    @Test
    void aLostAnswerToACreateIsNotSentAgain() {
        proxy.loseAnswer(CREATE, 1);

        created("lost-answer");

        assertThat(proxy.count(CREATE)).isOne();
    }

    @Test
    void aLostAnswerToAnUpdateIsNotSentAgain() {
        ResourceId id = created("lost-update");
        proxy.loseAnswer(configOf(id), 1);

        done(update(id, "level", "6"));

        assertThat(proxy.count(configOf(id))).isOne();
        assertThat(resource(id).config("level")).isEqualTo("6");
    }

    @Test
    void aLostAnswerToADeleteIsNotSentAgain() {
        ResourceId id = created("lost-delete");
        proxy.loseAnswer("DELETE .*", 1);

        done(new ConnectorOperation.DeleteConnector(id));

        assertThat(proxy.count("DELETE .*")).isOne();
    }

    @Test
    void aLostAnswerToAStateChangeIsHarmless() {
        ResourceId id = created("lost-pause");
        proxy.loseAnswer("PUT .*/pause", 1);

        done(new ConnectorOperation.ChangeConnectorState(id, "paused"));

        assertThat(state(id)).isEqualTo("paused");
    }

    @Test
    void aConnectionThatBreaksIsTriedAgain() {
        proxy.hangUp(CREATE, 2);
        ResourceId id = created("hang-up");
        proxy.hangUp("GET /connectors/" + id.name() + "/status", 3);

        done(update(id, "level", "6"));
    }

    @Test
    void aStartingPageIsNoSuccessOfADelete() {
        ResourceId id = created("html-delete");
        proxy.startingPage("DELETE .*", 2);

        done(new ConnectorOperation.DeleteConnector(id));

        assertThat(proxy.count("DELETE .*")).isEqualTo(3);
        assertThat(read(id).state().resources()).isEmpty();
    }

    @Test
    void whatNeverPassesFailsWithTheLastWord() {
        ConnectWorkers impatient = ConnectWorkersTest.at(Duration.ofSeconds(8), proxy.url());
        proxy.alwaysError(CREATE, 409, REBALANCE);

        OperationResult outcome = Promptly.within(
                Duration.ofSeconds(14),
                () -> impatient
                        .execute(List.of(create(fresh("never"))), progress -> {})
                        .get(0));

        assertThat(outcome.failure()).satisfies(failure -> {
            assertThat(failure.code()).isEqualTo("KG361");
            assertThat(failure.message()).contains("409", "worker rebalance");
        });
        impatient.close();
    }

    /** Asked before each try, a repeated one included. */
    @Test
    void nothingMoreIsSentOnceItMayNotBe() {
        proxy.alwaysError(CREATE, 409, REBALANCE);
        Permit permit = () -> proxy.count(CREATE) == 0
                ? Optional.empty()
                : Optional.of(Diagnostic.error(Permit.LEASE_LOST, "the lease was lost"));

        // More than are sent side by side.
        List<Operation> creates = IntStream.range(0, 40)
                .mapToObj(i -> (Operation) create(fresh("many")))
                .toList();
        List<OperationResult> outcomes = connect.execute(creates, permit, progress -> {});

        // What was sent once may have been carried out, and is not told as not sent.
        assertThat(outcomes).extracting(WritingSurvivalTest::code).containsOnly(Permit.LEASE_LOST, "KG361");
        assertThat(outcomes.stream().filter(outcome -> "KG361".equals(code(outcome))))
                .hasSize(Math.toIntExact(proxy.count(CREATE)))
                .hasSizeLessThan(creates.size());
    }

    @Test
    void aStuckConnectorFailsAloneWithinItsOwnTime() {
        ResourceId stuck = created("stuck");
        ResourceId fine = created("fine");
        proxy.lose(configOf(stuck), 99);

        List<OperationResult> outcomes =
                connect.execute(List.of(update(stuck, "level", "6"), update(fine, "level", "6")), progress -> {});

        assertThat(outcomes).extracting(OperationResult::isDone).containsExactly(false, true);
        assertThat(code(outcomes.get(0))).isEqualTo("KG451");
    }

    @Test
    void aConnectorCreatedMeanwhileWithAnotherConfigIsLeftAlone() {
        ResourceId id = fresh("race");
        proxy.meanwhile(CREATE, 1, () -> {
            try (ConnectWorkers direct = ConnectWorkersTest.at(worker)) {
                direct.execute(List.of(create(id, "level", "9")), progress -> {});
            }
        });

        assertThat(failure(create(id)).code()).isEqualTo("KG363");
        assertThat(resource(id).config("level")).isEqualTo("9");
    }

    @Test
    void aConnectorDeletedMeanwhileIsNotCreatedByAnUpdate() {
        ResourceId id = created("race-delete");
        proxy.error(configOf(id), 1, 409, REBALANCE).meanwhile("GET /connectors/" + id.name() + "/status", 1, () -> {
            try (ConnectWorkers direct = ConnectWorkersTest.at(worker)) {
                direct.execute(List.of(new ConnectorOperation.DeleteConnector(id)), progress -> {});
            }
        });

        assertThat(failure(update(id, "level", "6")).code()).isEqualTo("KG364");
        assertThat(read(id).state().resources()).isEmpty();
    }

    @Test
    void aMaskedSecretIsNeverWrittenBack() {
        ResourceId id = created("masked", "handshake", "the-real-one", "level", "3", "errors.log.enable", "true");
        proxy.rewrite("GET /connectors/" + id.name() + "/config", body -> body.replace("the-real-one", "********"));

        done(new ConnectorOperation.UpdateConnector(id, configWith("level", "4"), List.of("handshake")));

        assertThat(proxy.count("PATCH /connectors/" + id.name() + "/config")).isOne();
        assertThat(proxy.count(configOf(id))).isZero();
        assertThat(resource(id).config())
                .isEqualTo(ConnectorJson.config(
                        new tools.jackson.databind.json.JsonMapper()
                                .readTree(
                                        "{\"connector.class\":\"dev.kgit.fixture.MoodyConnector\",\"tasks.max\":\"1\","
                                                + "\"handshake\":\"the-real-one\",\"level\":\"4\"}"),
                        java.util.Optional.of(java.util.Set.of("handshake"))));
    }

    @Test
    void aMaskedSecretCannotBeKeptByAnOldWorker() {
        ResourceId id = created("masked-old", "handshake", "the-real-one");
        pretend("3.7.0");
        proxy.rewrite("GET /connectors/" + id.name() + "/config", body -> body.replace("the-real-one", "********"));

        try (ConnectWorkers old = ConnectWorkersTest.at(proxy.url())) {
            OperationResult outcome = old.execute(
                            List.of(new ConnectorOperation.UpdateConnector(
                                    id, configWith("level", "4"), List.of("handshake"))),
                            progress -> {})
                    .get(0);

            assertThat(code(outcome)).isEqualTo("KG358");
        }
        assertThat(resource(id).config("handshake")).isEqualTo("the-real-one");
    }

    @Test
    void anOldWorkerKeepsWhatItShows() {
        ResourceId id = fresh("kept-old");
        pretend("3.7.0");
        done(create(id, "errors.retry.timeout", "7"));

        done(new ConnectorOperation.UpdateConnector(id, configWith("level", "4"), List.of("errors.retry.timeout")));

        assertThat(proxy.count("PATCH .*")).isZero();
        assertThat(resource(id).config()).isEqualTo(configWith("level", "4", "errors.retry.timeout", "7"));
    }

    @Test
    void anOldWorkerCreatesFirstAndPausesThen() {
        pretend("3.6.1");
        ResourceId id = fresh("paused-old");

        done(new ConnectorOperation.CreateConnector(id, configWith(), "paused"));

        assertThat(state(id)).isEqualTo("paused");
        assertThat(proxy.count("PUT .*/pause")).isOne();
    }

    @Test
    void anOldWorkersTasksAreRestartedSoThatTheySeeTheChange() {
        pretend("3.7.1");
        ResourceId id = created("blind-old");

        done(update(id, "value.converter", "org.apache.kafka.connect.json.JsonConverter"));

        assertThat(proxy.seen())
                .contains("POST /connectors/" + id.name() + "/restart?includeTasks=true&onlyFailed=false");
    }

    @Test
    void anOldWorkerThatCannotStopSaysSo() {
        pretend("3.4.0");
        ResourceId id = created("unstoppable");

        assertThat(failure(new ConnectorOperation.ChangeConnectorState(id, "stopped"))
                        .code())
                .isEqualTo("KG359");
        assertThat(state(id)).isEqualTo("running");
    }

    @Test
    void anOldWorkerRestartsTaskByTask() {
        pretend("2.8.2");
        ResourceId id = fresh("restart-old");
        perform(create(id, "tasks.max", "2", "mood", "once"));

        done(new ConnectorOperation.RestartConnector(id));

        assertThat(proxy.count("POST .*/tasks/[01]/restart")).isEqualTo(2);
    }

    private static String code(OperationResult outcome) {
        Diagnostic failure = outcome.failure();
        return failure == null ? "done" : failure.code();
    }
}
