package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.Await;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The cron job, on a real broker. */
@RealServers
class DriftTest {

    private static final Instant MONDAY = Instant.parse("2026-01-05T02:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-01-06T02:00:00Z");

    @TempDir
    Path folder;

    private CliFixture applied(String project, String topic, String more) {
        CliFixture kgit = CliFixture.repository(folder, project)
                .environment("dev", Brokers.shared().bootstrapServers(), more)
                .write(
                        "environments/dev/topics.yaml",
                        "topics:\n  " + topic + ":\n    partitions: 1\n    config:\n      retention.ms: 7d\n");
        kgit.commit("Begin");
        Result apply = kgit.run("apply", "--auto-approve");
        assertThat(apply.exit()).as("%s", apply).isEqualTo(ExitCode.DONE);
        return kgit;
    }

    private static ByHand byHand() {
        return new ByHand(Brokers.shared().bootstrapServers());
    }

    private static JsonNode item(CliFixture kgit, String... more) {
        String[] args = new String[more.length + 3];
        args[0] = "drift";
        args[1] = "--format";
        args[2] = "json";
        System.arraycopy(more, 0, args, 3, more.length);
        Result drift = kgit.run(args);
        assertThat(drift.exit()).as("%s", drift).isEqualTo(ExitCode.DIFFERENCES);
        return JsonMapper.shared().readTree(drift.out()).at("/items/0");
    }

    @Test
    void remembersInTheLedgerSinceWhenEachIsSeen() {
        CliFixture kgit = applied("drift-memory", "drift-memory", "");
        try (ByHand hand = byHand()) {
            hand.set("drift-memory", "retention.ms", "3600000");
            Await.until(() -> kgit.run("drift").exit() == ExitCode.DIFFERENCES);
            assertThat(item(kgit).at("/firstSeen").isNull())
                    .as("nobody has noted it")
                    .isTrue();
            assertThat(item(kgit.clock(Clock.fixed(MONDAY, ZoneOffset.UTC)), "--remember")
                            .at("/firstSeen")
                            .asString())
                    .isEqualTo(MONDAY.toString());
            kgit.clock(Clock.fixed(TUESDAY, ZoneOffset.UTC));
            assertThat(item(kgit, "--remember").at("/firstSeen").asString()).isEqualTo(MONDAY.toString());
            assertThat(item(kgit).at("/firstSeen").asString())
                    .as("also where a run notes nothing itself")
                    .isEqualTo(MONDAY.toString());
            assertThat(kgit.run("drift").out()).contains("first seen " + MONDAY);

            hand.set("drift-memory", "retention.ms", "604800000");
            Await.until(() -> kgit.run("drift", "--remember").exit() == ExitCode.DONE);
            hand.set("drift-memory", "retention.ms", "3600000");
            Await.until(() -> kgit.run("drift").exit() == ExitCode.DIFFERENCES);
            assertThat(item(kgit, "--remember").at("/firstSeen").asString())
                    .as("it was gone meanwhile")
                    .isEqualTo(TUESDAY.toString());
        }
    }

    @Test
    void saysThatItCannotRememberWithoutALedger() {
        CliFixture kgit = CliFixture.repository(folder, "drift-off")
                .environment("dev", Brokers.shared().bootstrapServers(), "ledger: off\n")
                .write("environments/dev/topics.yaml", "topics: { drift-off: { partitions: 1 } }\n");
        Result drift = kgit.run("drift", "--remember");
        assertThat(drift.exit()).as("%s", drift).isEqualTo(ExitCode.DIFFERENCES);
        assertThat(drift.err()).contains("KG760");
    }

    @Test
    void tellsWhatItFoundAlsoWhereTheLedgerTakesNoNote() {
        String ledger = "_kgit-spoiled";
        CliFixture kgit = applied("drift-unfit", "drift-unfit", "ledger: { topic: " + ledger + " }\n");
        try (ByHand hand = byHand()) {
            hand.set(ledger, "cleanup.policy", "delete");
            hand.set("drift-unfit", "retention.ms", "3600000");
            Await.until(() -> kgit.run("drift").exit() == ExitCode.DIFFERENCES);
        }
        Result drift = kgit.run("drift", "--remember");
        assertThat(drift.exit()).as("%s", drift).isEqualTo(ExitCode.DIFFERENCES);
        assertThat(drift.out()).contains("topic/drift-unfit");
        assertThat(drift.err()).contains("KG655", "KG760");
    }

    @Test
    void tellsWhereAndByWhichCommitTheValueIsDeclared() {
        CliFixture kgit = applied("drift-place", "drift-place", "");
        String commit = kgit.git().run("rev-parse", "HEAD");
        kgit.write(
                "environments/dev/topics.yaml",
                kgit.read("environments/dev/topics.yaml").replace("partitions: 1", "partitions: 1   # enough"));
        kgit.commit("Say why");
        assertThat(kgit.run("apply", "--auto-approve").exit()).isEqualTo(ExitCode.DONE);
        try (ByHand hand = byHand()) {
            hand.set("drift-place", "retention.ms", "3600000");
            Await.until(() -> kgit.run("drift").exit() == ExitCode.DIFFERENCES);
        }
        JsonNode item = item(kgit);
        assertThat(item.at("/commit").asString())
                .as("not the one that was applied last")
                .isEqualTo(commit);
        assertThat(item.at("/source/line").asInt()).isEqualTo(2);
        assertThat(item.at("/fields/0/source/file").asString()).isEqualTo("environments/dev/topics.yaml");
        assertThat(item.at("/fields/0/source/line").asInt()).isEqualTo(5);
        assertThat(item.at("/fields/0/applied").asString()).isEqualTo("604800000");
        assertThat(item.at("/fields/0/found").asString()).isEqualTo("3600000");
        assertThat(kgit.run("drift").out())
                .contains("applied 604800000 (7d), found 3600000 (1h)  environments/dev/topics.yaml:5");
    }

    @Test
    void seesThrottlesThatSomebodyLeft() {
        CliFixture kgit = applied("drift-throttle", "drift-throttle", "");
        try (ByHand hand = byHand()) {
            hand.set("drift-throttle", "leader.replication.throttled.replicas", "*");
            Await.until(() -> kgit.run("drift").exit() == ExitCode.DIFFERENCES);
            assertThat(item(kgit).at("/drift").asString()).isEqualTo("in-flight");
            assertThat(kgit.run("plan", "--detailed-exitcode").exit())
                    .as("no plan speaks of it")
                    .isEqualTo(ExitCode.DONE);
            ByHand.get(hand.admin()
                    .incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, "drift-throttle"),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("leader.replication.throttled.replicas", ""),
                                    AlterConfigOp.OpType.DELETE))))
                    .all());
            Await.until(() -> kgit.run("drift").exit() == ExitCode.DONE);
        }
    }

    @Test
    void acceptsForAWhileWhatTheEnvironmentSaysAndNoMore() {
        CliFixture kgit = applied("drift-accept", "drift-accept", "");
        kgit.write("environments/dev/environment.yaml", kgit.read("environments/dev/environment.yaml") + """
                drift:
                  ignore:
                    - { id: topic/drift-accept, path: config.retention.ms, reason: incident 7, expires: 2026-01-05 }
                """);
        kgit.clock(Clock.fixed(MONDAY, ZoneOffset.UTC));
        try (ByHand hand = byHand()) {
            hand.set("drift-accept", "retention.ms", "3600000");
            Await.until(() -> kgit.run("drift").out().contains("1 accepted for a while."));
            assertThat(kgit.run("drift").exit()).isEqualTo(ExitCode.DONE);
            hand.set("drift-accept", "segment.bytes", "12345678");
            Await.until(() -> kgit.run("drift").exit() == ExitCode.DIFFERENCES);
        }
        assertThat(item(kgit).at("/fields").size()).isEqualTo(1);
        assertThat(item(kgit).at("/fields/0/path").asString()).isEqualTo("config.segment.bytes");

        kgit.clock(Clock.fixed(TUESDAY, ZoneOffset.UTC));
        for (String verb : List.of("validate", "drift")) {
            Result expired = kgit.run(verb);
            assertThat(expired.exit()).as("%s", expired).isEqualTo(ExitCode.INVALID);
            assertThat(expired.out() + expired.err()).contains("KG120").contains("expired on 2026-01-05");
        }
    }
}
