package dev.kgit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.fixture.RealServers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.Test;

@RealServers
class SandboxTest {

    @Test
    void startsABrokerAndAWorkerThatBelongTogether() throws Exception {
        try (EmbeddedKafkaCluster brokers = EmbeddedKafkaCluster.start(EmbeddedKafkaConfig.onFreePorts(1));
                EmbeddedConnectWorker worker = EmbeddedConnectWorker.start(workerOf(brokers))) {
            HttpResponse<String> root = get(worker.url() + "/");

            assertThat(root.statusCode()).isEqualTo(200);
            assertThat(root.body()).contains("\"kafka_cluster_id\":\"" + brokers.clusterId() + "\"");
            assertThat(get(worker.url() + "/health").statusCode()).isEqualTo(200);
            assertThat(worker.failure()).isEmpty();
        }
    }

    @Test
    void givesEachOfThreeBrokersItsRackAndStopsAndRestartsSingleOnes() throws Exception {
        try (EmbeddedKafkaCluster brokers = EmbeddedKafkaCluster.start(
                        EmbeddedKafkaConfig.onFreePorts(3).with("broker.session.timeout.ms", "2000"));
                Admin admin = adminOf(brokers)) {
            assertThat(admin.describeCluster().nodes().get())
                    .extracting(Node::rack)
                    .containsExactlyInAnyOrder("r1", "r2", "r3");
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 3))).all().get();

            brokers.stop(3);
            awaitNodes(admin, 2);

            brokers.restart(3);
            awaitNodes(admin, 3);
        }
    }

    @Test
    void tellsWhyAWorkerGaveUp() throws Exception {
        try (EmbeddedKafkaCluster brokers = EmbeddedKafkaCluster.start(EmbeddedKafkaConfig.onFreePorts(1));
                Admin admin = adminOf(brokers)) {
            admin.createTopics(List.of(new NewTopic("connect-configs", Optional.of(1), Optional.empty())
                            .configs(Map.of("cleanup.policy", "delete"))))
                    .all()
                    .get();

            assertThatThrownBy(() -> EmbeddedConnectWorker.start(workerOf(brokers)))
                    .isInstanceOf(SandboxException.class)
                    .hasMessageContaining("connect-configs")
                    .hasMessageContaining("cleanup.policy");
        }
    }

    static Map<String, String> workerOf(EmbeddedKafkaCluster brokers) {
        Map<String, String> properties = new HashMap<>();
        properties.put("bootstrap.servers", brokers.internalServers());
        properties.put("group.id", "connect");
        for (String kind : List.of("config", "offset", "status")) {
            properties.put(
                    kind + ".storage.topic",
                    "connect-" + (kind.equals("offset") || kind.equals("config") ? kind + "s" : kind));
            properties.put(kind + ".storage.replication.factor", "1");
        }
        properties.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        properties.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
        return properties;
    }

    private static void awaitNodes(Admin admin, int count) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (admin.describeCluster().nodes().get().size() != count) {
            assertThat(System.nanoTime()).as("%d brokers within 20 s", count).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private static Admin adminOf(EmbeddedKafkaCluster brokers) {
        return Admin.create(Map.of("bootstrap.servers", brokers.bootstrapServers()));
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
