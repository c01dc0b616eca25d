package dev.kgit.plan;

import static dev.kgit.model.Declared.connector;
import static dev.kgit.model.Declared.topic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.ClusterInfo;
import dev.kgit.cluster.Operation;
import dev.kgit.cluster.ValidationFinding;
import dev.kgit.diff.ChangeType;
import dev.kgit.kind.Risk;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.connector.ConnectorOperation;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicUsage;
import dev.kgit.model.Declared;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a change of a connector means, what is sent for it, and in which order. */
class ConnectorChangesTest {

    private static final String SOURCE = "org.apache.kafka.connect.file.FileStreamSourceConnector";
    private static final String SINK = "org.apache.kafka.connect.file.FileStreamSinkConnector";
    private static final TopicUsage EMPTY = new TopicUsage(List.of(0L), List.of(0L), 0L, List.of());

    private final Rehearsal rehearsal = new Rehearsal();

    private void source(String name, String file, String state) {
        rehearsal.cluster.connector(
                ConnectorKind.id("main", name),
                Map.of("connector.class", SOURCE, "file", file, "topic", "lines", "tasks.max", "4"),
                state);
    }

    private static Declared sourceOf(String name, String file) {
        return connector("main", name)
                .config("connector.class", SOURCE)
                .config("file", file)
                .config("topic", "lines")
                .config("tasks.max", "4");
    }

    private List<? extends Class<?>> actions(String id) {
        return Rehearsal.change(rehearsal.plan(), id).operations().stream()
                .map(Operation::getClass)
                .toList();
    }

    private List<Diagnostic> findings(String id, String code) {
        return Rehearsal.change(rehearsal.plan(), id).findings().stream()
                .filter(finding -> finding.code().equals(code))
                .toList();
    }

    @Test
    void whatIsToHaltHaltsBeforeItGetsItsNewConfig() {
        source("src", "/a", "running");
        rehearsal.declare(sourceOf("src", "/b").state("stopped"));

        assertThat(actions("connector/main/src"))
                .isEqualTo(List.of(
                        ConnectorOperation.ChangeConnectorState.class, ConnectorOperation.UpdateConnector.class));
        assertThat(findings("connector/main/src", "KG156")).as("restarts").isEmpty();
    }

    @Test
    void whatIsToRunHasItsNewConfigFirst() {
        source("src", "/a", "stopped");
        rehearsal.declare(sourceOf("src", "/b").state("running"));

        assertThat(actions("connector/main/src"))
                .isEqualTo(List.of(
                        ConnectorOperation.UpdateConnector.class, ConnectorOperation.ChangeConnectorState.class));
    }

    @Test
    void saysHowManyTasksRestart() {
        source("src", "/a", "running");
        rehearsal.declare(sourceOf("src", "/a").config("tasks.max", "2"));

        assertThat(findings("connector/main/src", "KG156"))
                .singleElement()
                .extracting(Diagnostic::message)
                .isEqualTo("restarts 4 tasks");
        assertThat(findings("connector/main/src", "KG157")).isEmpty();
    }

    @Test
    void aSourceWithAnotherIdentityStartsFromScratch() {
        source("src", "/a", "running");
        rehearsal.declare(sourceOf("src", "/b"));

        assertThat(findings("connector/main/src", "KG157"))
                .singleElement()
                .extracting(Diagnostic::message)
                .asString()
                .contains("file", "starts from scratch");
    }

    @Test
    void aSinkOfAnotherClassGoesOnWhereItsGroupIs() {
        rehearsal.cluster.topic("lines", 1, 1);
        rehearsal.cluster.connector(
                ConnectorKind.id("main", "snk"), Map.of("connector.class", "org.example.OtherSink", "topics", "lines"));
        rehearsal.declare(
                connector("main", "snk").config("connector.class", SINK).config("topics", "lines"));

        assertThat(findings("connector/main/snk", "KG157"))
                .singleElement()
                .extracting(Diagnostic::message)
                .asString()
                .contains("connect-snk")
                .doesNotContain("scratch");
    }

    @Test
    void theShortNameOfAClassIsNoOtherPlugin() {
        rehearsal.cluster.topic("lines", 1, 1);
        rehearsal.cluster.connector(
                ConnectorKind.id("main", "snk"), Map.of("connector.class", SINK, "topics", "lines"));
        rehearsal.cluster.connector(
                ConnectorKind.id("main", "far"),
                Map.of("connector.class", "org.example.FileStreamSinkConnector", "topics", "lines"));
        String simple = SINK.substring(SINK.lastIndexOf('.') + 1);
        rehearsal.declare(
                connector("main", "snk").config("connector.class", simple).config("topics", "lines"),
                connector("main", "far").config("connector.class", SINK).config("topics", "lines"));

        assertThat(findings("connector/main/snk", "KG157")).isEmpty();
        assertThat(findings("connector/main/far", "KG157")).hasSize(1);
    }

    @Test
    void whatNobodyCouldJudgeIsNoPlainCreate() {
        rehearsal.cluster.topic("lines", 1, 1);
        rehearsal.declare(
                connector("main", "snk").config("connector.class", SINK).config("topics", "lines"));
        assertThat(rehearsal.plan().changes().get(0).risk()).isEqualTo(Risk.LOW);

        rehearsal.cluster.objection(new ValidationFinding(
                ConnectorKind.id("main", "snk"), null, Diagnostic.warning("KG354", "not checked by the worker")));
        assertThat(rehearsal.plan().changes().get(0).risk()).isEqualTo(Risk.MEDIUM);
    }

    @Test
    void aSinkWithAnotherGroupStartsFromScratch() {
        rehearsal.cluster.topic("lines", 1, 1);
        rehearsal.cluster.connector(
                ConnectorKind.id("main", "snk"), Map.of("connector.class", SINK, "topics", "lines"));
        rehearsal.declare(connector("main", "snk")
                .config("connector.class", SINK)
                .config("topics", "lines")
                .config("consumer.override.group.id", "mine"));

        assertThat(findings("connector/main/snk", "KG157"))
                .singleElement()
                .extracting(Diagnostic::message)
                .asString()
                .contains("from scratch", "auto.offset.reset");
    }

    @Test
    void aNewNameForAConnectorIsANewIdentity() {
        rehearsal.cluster.topic("lines", 1, 1);
        source("src", "/a", "running");
        rehearsal.cluster.connector(
                ConnectorKind.id("main", "snk"), Map.of("connector.class", SINK, "topics", "lines"));
        rehearsal.declare(
                connector("main", "src").absent(),
                sourceOf("src-v2", "/a"),
                sourceOf("unlike", "/z"),
                connector("main", "snk").absent(),
                connector("main", "snk-v2").config("connector.class", SINK).config("topics", "lines"));

        assertThat(findings("connector/main/src-v2", "KG157"))
                .singleElement()
                .extracting(Diagnostic::message)
                .asString()
                .contains("connector/main/src", "starts from scratch");
        assertThat(findings("connector/main/snk-v2", "KG157"))
                .singleElement()
                .extracting(Diagnostic::message)
                .asString()
                .contains("connect-snk-v2", "starts from scratch");
        assertThat(findings("connector/main/unlike", "KG157")).isEmpty();
    }

    @Test
    void aSinkThatMovesToAnotherConnectClusterKeepsItsGroupAndASourceLosesItsOffsets() {
        rehearsal.cluster.worker("other", "4.3.1");
        rehearsal.cluster.topic("lines", 1, 1);
        source("src", "/a", "running");
        rehearsal.cluster.connector(
                ConnectorKind.id("main", "snk"), Map.of("connector.class", SINK, "topics", "lines"));
        rehearsal.declare(
                connector("main", "src").absent(),
                connector("other", "src")
                        .config("connector.class", SOURCE)
                        .config("file", "/a")
                        .config("topic", "lines"),
                connector("main", "snk").absent(),
                connector("other", "snk").config("connector.class", SINK).config("topics", "lines"));

        assertThat(findings("connector/other/src", "KG157")).hasSize(1);
        assertThat(findings("connector/other/snk", "KG157")).isEmpty();
    }

    @Test
    void aTopicComesBeforeTheSourceThatWritesItAndGoesAfterIt() {
        rehearsal.declare(topic("lines", 1, 1), sourceOf("a-source", "/a"));
        assertThat(Rehearsal.change(rehearsal.plan(), "connector/main/a-source").dependsOn())
                .extracting(ResourceId::toString)
                .containsExactly("topic/lines");

        rehearsal.cluster.topic("lines", 1, 1).evidence(TopicKind.id("lines"), EMPTY);
        source("a-source", "/a", "running");
        rehearsal.declare(
                topic("lines", 1, 1).absent(), connector("main", "a-source").absent());
        assertThat(rehearsal.plan().changes())
                .extracting(ResourceChange::changeType, change -> change.id().toString())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(ChangeType.DELETE, "connector/main/a-source"),
                        org.assertj.core.groups.Tuple.tuple(ChangeType.DELETE, "topic/lines"));
    }

    @Test
    void aSourceMayCreateItsTopicItself() {
        rehearsal.declare(sourceOf("src", "/a"));

        assertThat(rehearsal.plan().isApplicable()).isTrue();
        assertThat(findings("connector/main/src", "KG152")).isEmpty();
    }

    @Test
    void aConnectorThatReadsNoTopicIsJudgedAsASource() {
        rehearsal.declare(connector("main", "cdc")
                .config("connector.class", "io.debezium.connector.mysql.MySqlConnector")
                .config("topic.prefix", "shop")
                .config("errors.tolerance", "all"));

        assertThat(findings("connector/main/cdc", "KG155"))
                .as("sources have no dead letters")
                .isEmpty();
    }

    @Test
    void countsThePartitionsOfTopicsThatSomebodyElseDeclares() {
        rehearsal
                .cluster
                .topic("theirs", 2, 1)
                .evidence(TopicKind.id("theirs"), new TopicUsage(List.of(0L, 0L), List.of(0L, 0L), null, List.of()));
        Declared sink = connector("main", "snk").config("connector.class", SINK).config("topics", "theirs");

        rehearsal.declare(sink.config("tasks.max", "3"));
        assertThat(findings("connector/main/snk", "KG153"))
                .singleElement()
                .extracting(Diagnostic::message)
                .asString()
                .contains("tasks.max 3", "(2)");

        rehearsal.declare(sink.config("tasks.max", "2"));
        assertThat(findings("connector/main/snk", "KG153")).isEmpty();
    }

    @Test
    void refusesAWorkerOfAnotherKafkaCluster() {
        rehearsal.cluster.topic("lines", 1, 1);
        rehearsal.declare(
                connector("main", "snk").config("connector.class", SINK).config("topics", "lines"));
        assertThat(rehearsal.plan().isApplicable()).isTrue();

        rehearsal.cluster.clusterId("another");

        Plan plan = rehearsal.plan();
        assertThat(plan.isApplicable()).isFalse();
        assertThat(plan.diagnostics()).extracting(Diagnostic::code).contains("KG163");
    }

    @Test
    void warnsOfADeadLetterTopicThatWantsMoreReplicasThanThereAreBrokers() {
        Rehearsal small = new Rehearsal();
        small.cluster.brokers(new ClusterInfo.Broker(1, null, true));
        small.cluster.topic("lines", 1, 1).topic("dead", 1, 1);
        Declared sink = connector("main", "snk")
                .config("connector.class", SINK)
                .config("topics", "lines")
                .config("errors.deadletterqueue.topic.name", "dead");

        small.declare(sink);
        assertThat(Rehearsal.change(small.plan(), "connector/main/snk").findings())
                .extracting(Diagnostic::code)
                .containsExactly("KG154");

        small.declare(sink.config("errors.deadletterqueue.topic.replication.factor", "1"));
        assertThat(Rehearsal.change(small.plan(), "connector/main/snk").findings())
                .isEmpty();
    }
}
