package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.manifest.EnvironmentLookups;
import dev.kgit.manifest.Loaded;
import dev.kgit.manifest.Repository;
import dev.kgit.manifest.WorkingTree;
import dev.kgit.model.ConnectCluster;
import dev.kgit.model.Desired;
import dev.kgit.report.WorkerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ComposeExampleTest {

    private static Desired dev(Map<String, String> environment) {
        WorkingTree tree = new WorkingTree(Path.of(""));
        Repository repository = Repository.open(tree, tree, new EnvironmentLookups(environment, Clock.systemUTC()));
        Loaded<Desired> desired = repository.desired(
                Objects.requireNonNull(repository.environment("dev").value()));
        return Objects.requireNonNull(desired.value());
    }

    @Test
    void startsTheWorkerWithWhatRenderPrints() throws IOException {
        Desired desired = dev(Map.of("NOTIFICATION_API_KEY", "s3cr3t-api-key"));
        ConnectCluster cluster =
                Objects.requireNonNull(desired.connectClusters().get("main"));
        StringBuilder rendered = new StringBuilder();
        WorkerConfig.env(WorkerConfig.of(cluster, "localhost:9092"), rendered);

        assertThat(Files.readString(Path.of("examples/compose/connect.env"))).isEqualTo(rendered.toString());
    }

    @Test
    void givesKgitTheAddressesOfItsNetwork() throws IOException {
        String compose = Files.readString(Path.of("examples/compose/docker-compose.yml"));
        assertThat(compose)
                .contains("KGIT_BOOTSTRAP_SERVERS: kafka:29092")
                .contains("KGIT_CONNECT_URL: http://connect:8083");

        Desired desired = dev(Map.of(
                "NOTIFICATION_API_KEY", "s3cr3t-api-key",
                "KGIT_BOOTSTRAP_SERVERS", "kafka:29092",
                "KGIT_CONNECT_URL", "http://connect:8083"));

        assertThat(desired.environment().kafka().get("bootstrap.servers")).hasToString("kafka:29092");
        assertThat(Objects.requireNonNull(desired.environment().connect().get("main"))
                        .urls())
                .containsExactly("http://connect:8083");
    }
}
