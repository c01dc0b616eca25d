package dev.kgit.kinds.connector.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.ConnectorSteps;
import dev.kgit.cluster.OperationResult;
import dev.kgit.cluster.Permit;
import dev.kgit.concurrent.Deadline;
import dev.kgit.fixture.AloneOnTheWorker;
import dev.kgit.fixture.FaultyProxy;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.connector.ConnectorOperation;
import dev.kgit.kinds.connector.ConnectorStatus;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.ResourceId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Connectors under another name, on a real worker: with their offsets, one at a time, and however often it is cut short. */
@RealServers
@AloneOnTheWorker
class ConnectorMoveTest implements ConnectorSteps {

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final int RECORDS = 3;

    private final FaultyProxy proxy = FaultyProxy.before(Workers.shared().url());
    private final ConnectWorkers connect = ConnectWorkersTest.at(proxy.url());
    private final String topic = "moved-" + System.nanoTime();

    @Override
    public Cluster cluster() {
        return connect;
    }

    @Override
    public ResourceId fresh(String hint) {
        return ConnectorKind.id("main", topic + "-" + hint + "-" + NAMES.incrementAndGet());
    }

    @Override
    public Map<String, String> config() {
        return Map.of(
                "connector.class", "org.apache.kafka.connect.file.FileStreamSinkConnector",
                "file", "/dev/null",
                "topics", topic,
                "tasks.max", "1");
    }

    @AfterEach
    void deleteAllAndClose() {
        Connectors.deleteAll(connect);
        connect.close();
        proxy.close();
    }

    private ConnectorOperation.MoveConnector move(ResourceId from, ResourceId to, String state, String... pairs) {
        return new ConnectorOperation.MoveConnector(to, from, configWith(pairs), state);
    }

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", Workers.shared().bootstrapServers());
    }

    private void aTopic() throws Exception {
        try (Admin admin = Admin.create(kafka())) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.of((short) 1))))
                    .all()
                    .get();
        }
    }

    private long records() {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = Admin.create(kafka())) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    /** A sink that has delivered all that there is. */
    private ResourceId aSinkThatIsThrough() throws Exception {
        aTopic();
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(kafka(), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                producer.send(new ProducerRecord<>(topic, "line " + i)).get();
            }
        }
        ResourceId sink = created("sink", "consumer.override.auto.offset.reset", "earliest");
        // It says how far it is when it stops.
        done(new ConnectorOperation.ChangeConnectorState(sink, "stopped"));
        eventually(() -> assertThat(offsets(sink).toString()).contains("\"kafka_offset\":" + RECORDS));
        done(new ConnectorOperation.ChangeConnectorState(sink, "running"));
        return sink;
    }

    private JsonNode offsets(ResourceId id) {
        try {
            URI uri = URI.create(Workers.shared().url() + "/connectors/" + id.name() + "/offsets");
            return JsonMapper.shared()
                    .readTree(HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                            .body())
                    .path("offsets");
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    /** Tries it, up to a minute. */
    private static void eventually(Runnable claim) throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofMinutes(1));
        while (true) {
            try {
                claim.run();
                return;
            } catch (AssertionError notYet) {
                if (deadline.hasPassed()) {
                    throw notYet;
                }
                Thread.sleep(100);
            }
        }
    }

    private boolean isThere(ResourceId id) {
        return read(id).state().get(id) != null;
    }

    private int first(String request) {
        List<String> seen = proxy.seen();
        int found = seen.indexOf(request);
        assertThat(found).as("%s in %s", request, seen).isNotNegative();
        return found;
    }

    @Test
    void aSinkGoesOnUnderItsNewNameWhereItHasComeTo() throws Exception {
        ResourceId old = aSinkThatIsThrough();
        ResourceId fresh = fresh("renamed");

        done(move(old, fresh, "running"));

        assertThat(isThere(old)).isFalse();
        assertThat(state(fresh)).isEqualTo("running");
        assertThat(offsets(fresh).toString()).contains("\"kafka_offset\":" + RECORDS);
        String connector = "/connectors/";
        assertThat(first("PUT " + connector + old.name() + "/stop"))
                .as("the new one runs when the old one has stopped")
                .isBetween(first("POST /connectors"), first("PUT " + connector + fresh.name() + "/resume"));
        assertThat(first("PATCH " + connector + fresh.name() + "/offsets"))
                .isLessThan(first("PUT " + connector + fresh.name() + "/resume"));
        assertThat(proxy.seen().lastIndexOf("DELETE " + connector + old.name()))
                .as("the old one is deleted last")
                .isGreaterThan(first("PUT " + connector + fresh.name() + "/resume"));
    }

    @Test
    void aSourceReadsNothingAgain() throws Exception {
        String file = Workers.shared().secretsFile(Map.of("a", "1", "b", "2"));
        SortedMap<String, FieldValue> source = settings(Map.of(
                "connector.class", "org.apache.kafka.connect.file.FileStreamSourceConnector",
                "file", file,
                "topic", topic));
        ResourceId old = fresh("source");
        ResourceId fresh = fresh("source-renamed");
        aTopic();
        done(new ConnectorOperation.CreateConnector(old, source, null));
        eventually(() -> assertThat(records()).isGreaterThanOrEqualTo(2));
        // It says how far it is when it stops.
        done(new ConnectorOperation.ChangeConnectorState(old, "stopped"));
        eventually(() -> assertThat(offsets(old).toString()).contains("position"));
        JsonNode before = offsets(old);
        done(new ConnectorOperation.ChangeConnectorState(old, "running"));

        done(new ConnectorOperation.MoveConnector(fresh, old, source, "paused"));

        assertThat(isThere(old)).isFalse();
        assertThat(state(fresh)).isEqualTo("paused");
        assertThat(offsets(fresh)).isEqualTo(before);
    }

    /** What a connector of that name had left before is forgotten. */
    @Test
    void goesBackUnderTheFirstNameWithTheOffsetsOfToday() throws Exception {
        ResourceId old = aSinkThatIsThrough();
        ResourceId fresh = fresh("there");
        done(move(old, fresh, "stopped"));
        JsonNode today = offsets(fresh);

        done(move(fresh, old, "stopped"));

        assertThat(offsets(old)).isEqualTo(today);
        assertThat(isThere(fresh)).isFalse();
        assertThat(state(old)).isEqualTo("stopped");
    }

    @Test
    void howeverOftenItIsCutShortItGoesOnAndNeverDoBothRun() throws Exception {
        ResourceId old = aSinkThatIsThrough();
        ResourceId fresh = fresh("cut");
        ConnectorOperation.MoveConnector move = move(old, fresh, "running");
        int allowed = 0;
        OperationResult result;
        do {
            int most = ++allowed;
            AtomicInteger asked = new AtomicInteger();
            Permit permit = () -> asked.incrementAndGet() > most
                    ? Optional.of(Diagnostic.error(Permit.STOPPED, "told to stop"))
                    : Optional.empty();
            result = connect.execute(List.of(move), permit, progress -> {}).get(0);
            assertThat(runs(old) && runs(fresh))
                    .as("both run after %d requests", most)
                    .isFalse();
            Diagnostic failure = result.failure();
            if (failure != null) {
                assertThat(failure.code()).as("%s", failure).isEqualTo("KG368");
                assertThat(isThere(old)).as("as long as the move is not over").isTrue();
            }
        } while (result.failure() != null && allowed < 20);

        assertThat(result.failure()).isNull();
        assertThat(allowed).as("requests in all").isGreaterThan(1);
        assertThat(isThere(old)).isFalse();
        assertThat(state(fresh)).isEqualTo("running");
        assertThat(offsets(fresh).toString()).contains("\"kafka_offset\":" + RECORDS);
    }

    private boolean runs(ResourceId id) {
        ConnectorStatus status = ConnectorStatus.of(read(id), id);
        return status != null && !status.state().equals("STOPPED");
    }

    @Test
    void theOldOneRunsAgainWhereItsOffsetsAreNotTaken() throws Exception {
        ResourceId old = aSinkThatIsThrough();
        ResourceId fresh = fresh("refused");
        proxy.alwaysError("PATCH .*/offsets", 400, "no such offsets here");

        Diagnostic failure = failure(move(old, fresh, "running"));

        assertThat(failure.code()).isEqualTo("KG368");
        assertThat(failure.message()).contains(old.toString(), "HTTP 400");
        eventually(() -> assertThat(state(old)).isEqualTo("running"));
        assertThat(state(fresh)).isEqualTo("stopped");
    }

    @Test
    void aConfigThatTheWorkerRefusesLeavesTheOldOneAlone() throws Exception {
        ResourceId old = aSinkThatIsThrough();
        ResourceId fresh = fresh("wrong");

        Diagnostic failure = failure(move(old, fresh, "running", "tasks.max", "many"));

        assertThat(failure.code()).isEqualTo("KG360");
        assertThat(state(old)).isEqualTo("running");
        assertThat(isThere(fresh)).isFalse();
        assertThat(proxy.count("PUT .*/" + old.name() + "/stop")).isEqualTo(1);
    }

    @Test
    void aWorkerThatCannotMoveOffsetsSaysSoBeforehand() throws Exception {
        ResourceId old = aSinkThatIsThrough();
        proxy.rewrite("GET /", body -> body.replaceAll("\"version\":\"[^\"]*\"", "\"version\":\"3.6.2\""));
        ConnectorOperation.MoveConnector move = move(old, fresh("early"), "running");
        try (ConnectWorkers early = ConnectWorkersTest.at(proxy.url())) {
            assertThat(early.validate(List.of(move)))
                    .extracting(finding -> finding.diagnostic().code())
                    .contains("KG367");
            assertThat(early.execute(List.of(move), progress -> {}))
                    .extracting(result -> result.failure().code())
                    .containsExactly("KG367");
        }
        assertThat(state(old)).isEqualTo("running");
    }
}
