package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.ResourceId;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan that was looked at takes over what it showed as another project's, and nothing that became one since. */
class PlanAndOwnersTest {

    private static final ResourceId ORDERS = TopicKind.id("orders");

    private final FakePlatform platform = new FakePlatform();

    @TempDir
    Path folder;

    private CliFixture shop;
    private CliFixture billing;
    private String file;

    @BeforeEach
    void twoProjects() {
        file = folder.resolve("saved.plan").toString();
        platform.cluster.topic("orders", 1, 1);
        shop = project("shop", "config: { retention.ms: 3d }, allow: [take-over, data-loss]");
        billing = project("billing", "");
    }

    private CliFixture project(String name, String terms) {
        CliFixture project = CliFixture.repository(folder.resolve(name), name)
                .on(platform)
                .write("environments/dev/environment.yaml", "kafka: { bootstrap.servers: nowhere:9092 }\n")
                .write(
                        "environments/dev/topics.yaml",
                        "topics: { orders: { partitions: 1, replicationFactor: 1, " + terms + " } }\n");
        project.commit("Declare it");
        return project;
    }

    private static Result exits(int code, Result result) {
        assertThat(result.exit()).as("%s", result).isEqualTo(code);
        return result;
    }

    private String retention() {
        return String.valueOf(Objects.requireNonNull(
                        platform.cluster.read(() -> Set.of(ORDERS)).state().get(ORDERS))
                .config("retention.ms"));
    }

    @Test
    void isRefusedWhereSomebodyOwnsItSince() {
        exits(ExitCode.DONE, shop.run("plan", "--out", file));
        String seen = shop.fingerprint();
        exits(ExitCode.DONE, billing.run("apply", "--auto-approve"));

        assertThat(exits(ExitCode.REFUSED, shop.run("apply", file)).err())
                .contains("KG677", "managed by no other project; now it is managed by billing/dev");
        assertThat(exits(ExitCode.REFUSED, shop.run("apply", "--expect", seen)).err())
                .contains("KG679");
        assertThat(retention()).isEqualTo("null");
    }

    @Test
    void takesOverWhatItShowed() {
        exits(ExitCode.DONE, billing.run("apply", "--auto-approve"));
        exits(ExitCode.DONE, shop.run("plan", "--out", file));
        exits(ExitCode.DONE, shop.run("apply", file));
        assertThat(retention()).isEqualTo("259200000");
    }
}
