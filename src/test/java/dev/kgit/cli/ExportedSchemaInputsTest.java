package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exported schema that a connector was held against is a part of the desired state, as its other files are. */
class ExportedSchemaInputsTest {

    private static final String SINK = "schemas/connectors/org.example.Sink.json";
    private static final String OF_MAIN = "schemas/connectors/main/org.example.Sink.json";
    private static final String OTHER = "schemas/connectors/org.example.Other.json";

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void makeRepository() {
        kgit = CliFixture.repository(folder.resolve("repository"), "inputs").on(new FakePlatform());
        kgit.environment(
                "dev",
                "nowhere:9092",
                "connect: { main: { url: \"http://nowhere:8083\" } }\nguards: { requireCleanTree: true }\n");
        connector("url: a");
        kgit.write(SINK, schema("\"url\""));
        kgit.write(OTHER, schema(""));
        kgit.commit("Main");
    }

    private void connector(String config) {
        kgit.write(
                "environments/dev/resources.yaml",
                "topics: { a: { partitions: 1, replicationFactor: 1 } }\nconnectors: { c: { config: { connector.class:"
                        + " org.example.Sink, topics: a, " + config + " } } }\n");
    }

    private static String schema(String required) {
        return """
                {
                  "x-connector": { "class": "org.example.Sink", "version": "1", "type": "sink" },
                  "type": "object",
                  "properties": { "url": { "type": "string" }, "door": { "type": "string", "writeOnly": true } },
                  "required": [%s]
                }
                """.formatted(required);
    }

    private String plan(String... options) {
        String[] args = new String[options.length + 1];
        args[0] = "plan";
        System.arraycopy(options, 0, args, 1, options.length);
        return kgit.run(args).toString();
    }

    @Test
    void oneThatDiffersFromTheCommitIsToldAsEveryOtherFile() {
        assertThat(plan()).doesNotContain("KG213");

        kgit.write(OTHER, schema("\"door\""));
        assertThat(plan()).as("no connector is of that class").doesNotContain("KG213");

        kgit.write(SINK, schema(""));
        assertThat(plan()).contains("KG213", SINK + " (changed)");

        kgit.git().delete(SINK);
        assertThat(plan()).contains("KG213", SINK + " (in the commit, missing here)");

        kgit.write(SINK, schema("\"url\""));
        kgit.write(OF_MAIN, schema(""));
        assertThat(plan()).contains("KG213", OF_MAIN);
    }

    @Test
    void soIsOneThatAShortNameStandsFor() {
        kgit.write(
                "environments/dev/resources.yaml",
                "connectors: { c: { config: { connector.class: Sink, topics.regex: a, url: a } } }\n");
        kgit.commit("By its short name");
        assertThat(plan()).doesNotContain("KG213").doesNotContain("KG145");

        kgit.write(SINK, schema("\"door\""));
        assertThat(plan()).contains("KG145");

        kgit.git().delete(SINK);
        assertThat(plan()).contains("KG213", SINK + " (in the commit, missing here)");
    }

    @Test
    void whereAPullRequestIsNotTrustedTheTrustedOneCounts() {
        kgit.git().run("checkout", "--quiet", "-b", "pull-request");
        kgit.write(SINK, schema(""));
        connector("door: \"1234\"");
        kgit.write(OF_MAIN, "{\"properties\": {}}");
        kgit.commit("Harmless");

        Result plan = kgit.run("plan", "--trust", "main");

        assertThat(plan.exit()).as("%s", plan).isEqualTo(1);
        assertThat(plan.err())
                .contains("error KG145: connector `c` lacks `url`")
                .contains("error KG105: `door`")
                .contains("warning KG704: " + SINK + " differs from the trusted one")
                .contains("warning KG704: " + OF_MAIN + " differs from the trusted one")
                .doesNotContain("KG146");
    }

    @Test
    void aCommitIsReadWithTheSchemaThatItHad() {
        Result applied = kgit.run("apply", "--auto-approve");
        assertThat(applied.exit()).as("%s", applied).isZero();
        kgit.write(SINK, schema("\"url\", \"door\""));
        connector("url: a, door: \"${file:/etc/sink.properties:door}\"");
        kgit.commit("The new version needs the door");

        Result plan = kgit.run("plan");

        assertThat(plan.exit()).as("%s", plan).isZero();
        assertThat(plan.out()).contains("config.door").contains("[git,");
        Result back = kgit.run("rollback", "--to", "HEAD~1", "--plan");
        assertThat(back.toString()).doesNotContain("KG145");
    }

    @Test
    void anotherFolderIsNamedInKgitYaml() {
        kgit.write("kgit.yaml", "apiVersion: kgit/v1\nproject: inputs\nconnectorSchemas: contracts/plugins\n");
        kgit.write("contracts/plugins/org.example.Sink.json", schema("\"door\""));

        assertThat(kgit.run("validate").out()).contains("KG145: connector `c` lacks `door`");

        kgit.write("kgit.yaml", "apiVersion: kgit/v1\nproject: inputs\nconnectorSchemas: ../elsewhere\n");
        Result outside = kgit.run("validate");
        assertThat(outside.exit()).as("%s", outside).isEqualTo(1);
        assertThat(outside.out()).contains("kgit.yaml:3:19: error KG02");
    }
}
