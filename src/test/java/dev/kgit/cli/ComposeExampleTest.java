package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.manifest.ManifestRepository;
import dev.kgit.manifest.ProcessVariableSources;
import dev.kgit.manifest.ReadResult;
import dev.kgit.manifest.WorkingTree;
import dev.kgit.model.ConnectCluster;
import dev.kgit.model.DesiredState;
import dev.kgit.report.WorkerProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ComposeExampleTest {

    private static DesiredState dev(Map<String, String> environment) {
        WorkingTree tree = new WorkingTree(Path.of(""));
        ManifestRepository repository = ManifestRepository.open(
                tree, tree, new ProcessVariableSources(environment, Clock.systemUTC()), BuiltInKinds.SECTIONS);
        ReadResult<DesiredState> desired = repository.desired(
                Objects.requireNonNull(repository.environment("dev").value()));
        return Objects.requireNonNull(desired.value());
    }

    @Test
    void startsTheWorkerWithWhatRenderPrints() throws IOException {
        DesiredState desired = dev(Map.of("NOTIFICATION_API_KEY", "s3cr3t-api-key"));
        ConnectCluster cluster =
                Objects.requireNonNull(desired.connectClusters().get("main"));
        StringBuilder rendered = new StringBuilder();
        WorkerProperties.env(WorkerProperties.of(cluster, "localhost:9092"), rendered);

        assertThat(Files.readString(Path.of("examples/compose/connect.env"))).isEqualTo(rendered.toString());
    }

    @Test
    void givesKgitTheAddressesOfItsNetwork() throws IOException {
        String compose = Files.readString(Path.of("examples/compose/docker-compose.yml"));
        assertThat(compose)
                .contains("KGIT_BOOTSTRAP_SERVERS: kafka:29092")
                .contains("KGIT_CONNECT_URL: http://connect:8083");

        DesiredState desired = dev(Map.of(
                "NOTIFICATION_API_KEY", "s3cr3t-api-key",
                "KGIT_BOOTSTRAP_SERVERS", "kafka:29092",
                "KGIT_CONNECT_URL", "http://connect:8083"));

        assertThat(desired.environment().kafka().get("bootstrap.servers")).hasToString("kafka:29092");
        assertThat(Objects.requireNonNull(desired.environment().connect().get("main"))
                        .urls())
                .containsExactly("http://connect:8083");
    }
}
