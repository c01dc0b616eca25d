package dev.kgit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.connector.ConnectorStatus;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Workers that belong to another Kafka cluster than the one that the environment names. */
class StrangersTest {

    private static final ResourceId TOPIC = TopicKind.id("orders");
    private static final ResourceId THERE = ConnectorKind.id("main", "there");
    private static final ResourceId MISSING = ConnectorKind.id("main", "missing");
    private static final ResourceId UNASKED = ConnectorKind.id("main", "unasked");

    private final FakeCluster cluster =
            new FakeCluster().worker("main", "4.3.1").topic("orders", 1, 1);

    private LiveState reading() {
        cluster.connector(THERE, Map.of("connector.class", "org.example.Sink"));
        cluster.connector(UNASKED, Map.of("connector.class", "org.example.Sink"));
        Set<ResourceId> asked = Set.of(TOPIC, THERE, MISSING);
        return cluster.read(() -> asked).withoutForeignWorkers(asked);
    }

    @Test
    void tellNothingOfTheConnectorsThatWereAskedFor() {
        cluster.clusterId("another");

        LiveState live = reading();

        assertThat(live.readFailures()).extracting(LiveState.ReadFailure::id).containsExactly(MISSING, THERE);
        assertThat(live.readFailures()).allSatisfy(readFailure -> {
            assertThat(readFailure.why().code()).isEqualTo("KG163");
            assertThat(readFailure.why().isError()).isTrue();
        });
        assertThat(live.state().ids()).containsExactly(TOPIC);
        assertThat(ConnectorStatus.of(live, THERE)).isNull();
        assertThat(live.others()).doesNotContain(UNASKED);
    }

    @Test
    void areNoneWhereTheClustersAreTheSame() {
        LiveState live = reading();

        assertThat(live.readFailures()).isEmpty();
        assertThat(live.state().ids()).containsExactlyInAnyOrder(TOPIC, THERE);
        assertThat(live.others()).contains(UNASKED);
    }

    /** Two addresses of one group: the same worker runs the same connector. */
    @Test
    void knowsOneConnectClusterUnderTwoNames() {
        SortedMap<String, ClusterInfo.Worker> workers = new TreeMap<>();
        workers.put("a", worker("http://a:8083", "sink w1:8083", "source w2:8083"));
        workers.put("b", worker("http://b:8083", "source w2:8083"));
        workers.put("c", worker("http://c:8083", "source w3:8083"));
        assertThat(new ClusterInfo("id", List.of(), workers).twins())
                .extracting(Diagnostic::message)
                .containsExactly("connect.a and connect.b are one Connect cluster");
    }

    private static ClusterInfo.Worker worker(String url, String... assignments) {
        return new ClusterInfo.Worker(url, "4.3.1", "id").with(new TreeSet<>(List.of(assignments)));
    }
}
