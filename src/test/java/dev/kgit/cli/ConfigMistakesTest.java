package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody is told without any cluster who mistypes what a topic and a connector take. */
class ConfigMistakesTest {

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void repository() {
        kgit = CliFixture.repository(folder, "config-mistakes");
        kgit.environment("dev", "nowhere:1", "connect: { main: { url: \"http://nowhere:1\" } }\n");
    }

    @Test
    void areEachToldWhereTheyStandWithWhatWasMeant() {
        kgit.write("environments/dev/topics.yaml", """
                topics:
                  orders:
                    partition: 3
                    config:
                      retention.mss: 7d
                      min.insync.replicas: two
                connectors:
                  orders-sink:
                    stat: running
                    config:
                      connector.class: FileStreamSink
                      topics: orders
                      errors.tolerence: all
                      tasks.max: 0
                """);

        Result validate = kgit.run("validate");

        assertThat(validate.exit()).as("%s", validate).isEqualTo(ExitCode.INVALID);
        assertThat(validate.out() + validate.err())
                .contains("topics.yaml:3:5: error KG020: unknown key `partition` in `topics.orders`")
                .contains("did you mean `partitions`?")
                .contains("topics.yaml:5:7: warning KG103: Kafka 4.3 knows no topic config `retention.mss`")
                .contains("did you mean `retention.ms`?")
                .contains("topics.yaml:6:28: error KG134: `min.insync.replicas` of topic `orders` takes a whole number;"
                        + " found `two`")
                .contains("write a whole number, 1 or more")
                .contains("topics.yaml:9:5: error KG020: unknown key `stat` in `connectors.orders-sink`")
                .contains("did you mean `state`?")
                .contains(
                        "topics.yaml:13:7: warning KG135: nothing reads `errors.tolerence` of connector `orders-sink`")
                .contains("did you mean `errors.tolerance`?")
                .contains(
                        "topics.yaml:14:18: error KG134: `tasks.max` of connector `orders-sink` takes 1 or more; found `0`");
    }

    @Test
    void theSchemaForEditorsKnowsWhatWasExported() {
        kgit.write("schemas/connectors/org.example.Sink.json", """
                { "x-connector": { "class": "org.example.Sink", "version": "1", "type": "sink" }, "type": "object",
                  "properties": { "door.code": { "type": "string", "description": "Opens the door." } } }
                """);

        Result printed = kgit.run("schema");
        assertThat(printed.exit()).as("%s", printed).isEqualTo(ExitCode.DONE);
        assertThat(printed.out()).contains("Opens the door.", "\"retention.ms\"", "\"org.example.Sink\"");

        assertThat(kgit.run("schema", "-o", "for-editors.json").exit()).isEqualTo(ExitCode.DONE);
        assertThat(kgit.read("for-editors.json")).isEqualTo(printed.out());
    }

    @Test
    void theSchemaForEditorsIsWrittenThroughNoLinkOfTheRepository() throws Exception {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere.json"), "mine\n");
        Files.createSymbolicLink(folder.resolve("link.json"), elsewhere);

        Result refused = kgit.run("schema", "-o", "link.json");

        assertThat(refused.exit()).as("%s", refused).isNotEqualTo(ExitCode.DONE);
        assertThat(elsewhere).hasContent("mine");
    }

    @Test
    void aBrokenExportIsTold() {
        kgit.write("schemas/connectors/org.example.Sink.json", "{}");

        Result broken = kgit.run("schema");

        assertThat(broken.exit()).isEqualTo(ExitCode.INVALID);
        assertThat(broken.err()).contains("org.example.Sink.json:1:1: error KG146");
        assertThat(broken.out()).isEmpty();
    }

    @Test
    void modelinesAreWrittenWhereNoneIs() {
        kgit.write("environments/base/topics.yaml", "topics: { orders: { partitions: 1 } }\n");
        kgit.write(
                "environments/dev/more.yaml",
                "# yaml-language-server: $schema=https://example.org/own.json\ntopics: { more: { partitions: 1 } }\n");

        assertThat(kgit.run("fmt", "--modeline").exit()).isEqualTo(ExitCode.DONE);

        assertThat(kgit.read("environments/base/topics.yaml"))
                .startsWith("# yaml-language-server: $schema=../../schemas/resources.schema.json\ntopics:");
        assertThat(kgit.read("environments/dev/environment.yaml"))
                .startsWith("# yaml-language-server: $schema=../../schemas/environment.schema.json\n");
        assertThat(kgit.read("kgit.yaml")).startsWith("# yaml-language-server: $schema=schemas/kgit.schema.json\n");
        assertThat(kgit.read("environments/dev/more.yaml")).startsWith("# yaml-language-server: $schema=https:");
        assertThat(kgit.run("fmt", "--modeline", "--check").exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void settingsOfAnEditorAreWrittenWhereAskedFor() {
        assertThat(kgit.run("init", "new", "--editor", "vscode").exit()).isEqualTo(ExitCode.DONE);

        assertThat(kgit.read("new/.vscode/settings.json"))
                .contains("\"schemas/resources.schema.json\": [\"environments/**/*.yaml\"");
        assertThat(kgit.read("new/schemas/resources.schema.json")).contains("\"retention.ms\"");
    }
}
