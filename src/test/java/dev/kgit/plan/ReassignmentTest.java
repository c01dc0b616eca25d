package dev.kgit.plan;

import static dev.kgit.model.Declared.connector;
import static dev.kgit.model.Declared.topic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.ClusterInfo;
import dev.kgit.cluster.Operation;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicOperation;
import dev.kgit.kinds.topic.TopicUsage;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a plan says about replicas that move, or are moving already. */
class ReassignmentTest {

    private static final ResourceId ORDERS = TopicKind.id("orders");
    private static final long MIB = 1 << 20;

    private final Rehearsal rehearsal = new Rehearsal();

    @BeforeEach
    void aTopicOfTwoPartitionsOnOneBroker() {
        rehearsal
                .cluster
                .topic("orders", 2, 1)
                .assignment("orders", List.of(List.of(1), List.of(1)))
                .evidence(ORDERS, new TopicUsage(List.of(10 * MIB, 20 * MIB), List.of(1L, 1L), null, List.of()));
    }

    @Test
    void saysWhatEachBrokerGetsAndSendsAndHowLongThatTakes() {
        throttled(MIB);
        rehearsal.declare(topic("orders", 2, 3));
        // One broker sends everything twice; the others get it once.
        assertThat(finding("KG160").message())
                .contains("changes the replicas of 2 partitions")
                .contains("broker 1 sends 60.0 MiB")
                .contains("broker 2 gets 30.0 MiB")
                .contains("broker 3 gets 30.0 MiB")
                .contains("at least 60 s at 1.0 MiB/s");
    }

    @Test
    void isNotSentByABrokerThatIsDown() {
        rehearsal.cluster.brokers(
                new ClusterInfo.Broker(1, null, false),
                new ClusterInfo.Broker(2, null, true),
                new ClusterInfo.Broker(3, null, true),
                new ClusterInfo.Broker(4, null, true));
        rehearsal.cluster.assignment("orders", List.of(List.of(1, 2), List.of(1, 2)));
        rehearsal.declare(topic("orders", 2, 3));
        assertThat(finding("KG160").message())
                .contains("broker 2 sends", "broker 3 gets", "broker 4 gets")
                .doesNotContain("broker 1 ");
    }

    @Test
    void saysWhatEachBrokerDrops() {
        rehearsal.cluster.assignment("orders", List.of(List.of(1, 2), List.of(1, 3)));
        rehearsal.declare(topic("orders", 2, 1));
        assertThat(finding("KG160").message())
                .contains("broker 2 drops 10.0 MiB")
                .contains("broker 3 drops 20.0 MiB")
                .doesNotContain("throttled")
                .doesNotContain(" s at ");
    }

    @Test
    void bringsUnevenPartitionsToTheirFactorAndLeavesTheOthersAlone() {
        rehearsal.cluster.assignment("orders", List.of(List.of(1, 2), List.of(3)));
        rehearsal.declare(topic("orders", 2, 2));
        assertThat(Rehearsal.change(rehearsal.plan(), "topic/orders").fields())
                .singleElement()
                .matches(field -> field.path().equals(Resource.REPLICATION_FACTOR))
                .matches(field -> "1..2".equals(field.shownBefore()));
        assertThat(reassign().target()).containsOnlyKeys(1);
    }

    @Test
    void waitsForAMoveThatLeadsToWhatIsDeclared() {
        rehearsal
                .cluster
                .assignment("orders", List.of(List.of(1, 2), List.of(1)))
                .moving("orders", 1, 0);
        rehearsal.declare(topic("orders", 2, 2));

        assertThat(finding("KG161").message()).contains("partition 0", "apply waits");
        assertThat(finding("KG160").message()).contains("the replicas of 1 partition;");
        assertThat(reassign().target()).containsOnlyKeys(0, 1).containsEntry(0, List.of(1, 2));
        Plan plan = rehearsal.plan();
        assertThat(plan.isApplicable()).isTrue();
        assertThat(rehearsal.apply(plan).isComplete()).isTrue();
        assertThat(rehearsal.plan().isEmpty()).isTrue();
    }

    @Test
    void refusesAMoveThatLeadsElsewhere() {
        rehearsal
                .cluster
                .assignment("orders", List.of(List.of(1, 2), List.of(1)))
                .moving("orders", 1, 0);
        rehearsal.declare(topic("orders", 2, 3));
        assertThat(finding("KG207").isError()).isTrue();
        rehearsal.declare(topic("orders", 2, 1));
        assertThat(finding("KG207").message()).contains("partition 0 of topic/orders");
    }

    @Test
    void neverGrowsATopicWhoseReplicasMove() {
        // Kafka gives new partitions the replicas of the first one, those on their way included.
        rehearsal
                .cluster
                .assignment("orders", List.of(List.of(1, 2), List.of(1, 3)))
                .moving("orders", 1, 0);
        rehearsal.declare(topic("orders", 4, 2).allow("partition-increase"));
        assertThat(finding("KG207").isError()).isTrue();
    }

    @Test
    void growsBeforeItMovesAndPlacesTheNewPartitionsWithTheOldFactor() {
        rehearsal.declare(topic("orders", 4, 2).allow("partition-increase"));
        List<Operation> actions =
                Rehearsal.change(rehearsal.plan(), "topic/orders").operations();
        assertThat(actions).hasSize(2);
        TopicOperation.AddPartitions grown = (TopicOperation.AddPartitions) actions.get(0);
        assertThat(grown.assignment()).allMatch(replicas -> replicas.size() == 1);
        assertThat(reassign().target()).containsOnlyKeys(0, 1, 2, 3);
        assertThat(reassign().target().values()).allMatch(replicas -> replicas.size() == 2);
    }

    @Test
    void onlyTellsOfAMoveThatChangesNothingOfWhatIsDeclared() {
        rehearsal.cluster.moving("orders", 1, 0, 1);
        rehearsal.declare(topic("orders", 2, 1));
        assertThat(rehearsal.plan().isEmpty()).isTrue();
        assertThat(rehearsal.plan().diagnostics())
                .filteredOn(diagnostic -> diagnostic.code().equals("KG161"))
                .singleElement()
                .matches(diagnostic -> diagnostic.message().contains("partitions 0, 1 of topic/orders"));
    }

    @Test
    void refusesToMoveWhatNobodyCanCopyFrom() {
        rehearsal.cluster.offline("orders", 1);
        rehearsal.declare(topic("orders", 2, 2));
        assertThat(finding("KG218").message()).contains("partition 1 of topic/orders");
        rehearsal.declare(topic("orders", 2, 1).config("segment.ms", "60000"));
        assertThat(rehearsal.plan().isApplicable()).as("nothing moves").isTrue();
    }

    @Test
    void countsTheMinimumInSyncThatATopicInherits() {
        rehearsal
                .cluster
                .assignment("orders", List.of(List.of(1, 2, 3), List.of(1, 2, 3)))
                .inherited("min.insync.replicas", "2");
        rehearsal.declare(topic("orders", 2, 2));
        assertThat(finding("KG210").isError()).isTrue();
        rehearsal.declare(topic("orders", 2, 2).config("min.insync.replicas", "1"));
        assertThat(rehearsal.plan().isApplicable()).isTrue();
    }

    @Test
    void namesTheConnectorsThatWouldLoseATopic() {
        ResourceId sink = ConnectorKind.id("main", "sink");
        rehearsal.cluster.evidence(ORDERS, new TopicUsage(List.of(0L), List.of(0L), null, List.of()));
        rehearsal.cluster.connector(sink, Map.of("connector.class", "org.example.HttpSink", "topics", "orders"));
        rehearsal.applied(
                topic("orders", 2, 1),
                connector("main", "sink")
                        .config("connector.class", "org.example.HttpSink")
                        .config("topics", "orders"));
        rehearsal.declare(topic("orders").absent());
        assertThat(finding("KG202").message()).contains("connectors: connector/main/sink");
        rehearsal.declare(topic("orders").absent(), connector("main", "sink").absent());
        assertThat(rehearsal.plan().isApplicable()).as("it goes first").isTrue();
    }

    private void throttled(long rate) {
        Environment old = rehearsal.environment;
        rehearsal.environment = new Environment(
                old.name(),
                new TreeMap<>(),
                new TreeMap<>(),
                old.prune(),
                old.guards(),
                old.ledger(),
                old.scope(),
                rate,
                new ArrayList<>(),
                new TreeSet<>());
    }

    private Diagnostic finding(String code) {
        ResourceChange change = Rehearsal.change(rehearsal.plan(), "topic/orders");
        return change.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " is not among " + change.findings()));
    }

    private TopicOperation.Reassign reassign() {
        return Rehearsal.change(rehearsal.plan(), "topic/orders").operations().stream()
                .filter(TopicOperation.Reassign.class::isInstance)
                .map(TopicOperation.Reassign.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
