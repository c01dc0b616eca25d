package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that look as if they were to count and that nobody reads are named, each with the reason. */
class IgnoredFilesTest {

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void repository() {
        kgit = CliFixture.repository(folder, "unread");
        kgit.environment("dev", "localhost:1", "extends: [base, shared]\n");
        kgit.environment("prod", "localhost:1", "variables: { token: \"${{ secret.NOT_SET }}\" }\nextends: [eu]\n");
        for (String layer : new String[] {"base", "shared", "eu", "prod"}) {
            kgit.write(
                    "environments/" + layer + "/topics.yaml", "topics: { orders-" + layer + ": { partitions: 1 } }\n");
        }
    }

    @Test
    void ofALayeredRepositoryThereAreNone() {
        kgit.write("docker-compose.yaml", "services: {}\n");
        kgit.write("environments/README.md", "layers\n");
        kgit.write("environments/base/more/connectors.json", "{}\n");
        assertThat(kgit.run("validate", "-e", "dev").out()).doesNotContain("KG749");
    }

    @Test
    void areNamedWithTheReason() {
        kgit.write("topics.yaml", "# here\ntopics: { a: {} }\n");
        kgit.write("environments/topics.yaml", "topics: { a: {} }\n");
        kgit.write("environments/stage/topics.yaml", "topics: { a: {} }\n");
        kgit.write("environments/test/environment.yml", "kafka: {}\n");
        kgit.write("environments/base/x.yaml.bak", "topics: { a: {} }\n");
        kgit.write("environments/base/y.yaml~", "topics: { a: {} }\n");
        kgit.write("environments/base/z.yml.orig", "topics: { a: {} }\n");
        kgit.write("environments/dev/.hidden.yaml", "topics: { a: {} }\n");

        Result validate = kgit.run("validate", "-e", "dev");

        assertThat(validate.exit()).as("%s", validate).isEqualTo(ExitCode.DONE);
        assertThat(validate.out())
                .contains("warning KG749: topics.yaml is never read: it stands beside kgit.yaml")
                .contains("warning KG749: environments/topics.yaml is never read: it stands in environments/ itself")
                .contains("warning KG749: environments/stage/ is never read: no environment extends this folder")
                .contains("warning KG749: environments/test/environment.yml is never read")
                .contains("warning KG749: environments/base/x.yaml.bak is never read")
                .contains("warning KG749: environments/base/y.yaml~ is never read")
                .contains("warning KG749: environments/base/z.yml.orig is never read")
                .contains("warning KG749: environments/dev/.hidden.yaml is never read: it is hidden");
        assertThat(validate.out().lines().filter(line -> line.contains("KG749")))
                .hasSize(8);
        assertThat(kgit.run("doctor", "-e", "dev", "--timeout", "1s").out()).contains("x.yaml.bak is never read");
    }

    @Test
    void areNamedByAPlanThatTellsMore() {
        kgit.write("topics.yaml", "topics: { a: {} }\n");
        FakePlatform platform = new FakePlatform();
        kgit.on(platform);

        assertThat(kgit.run("plan", "-e", "dev", "-v").err()).contains("KG749", "topics.yaml is never read");
        assertThat(kgit.run("plan", "-e", "dev").err()).doesNotContain("KG749");
    }
}
