package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What takes data away wants a consent, written for this very change. */
class ConsentedDeletesTest extends OwnershipFixture {

    /** The lines that were taken out were written for something else. */
    @Test
    void readsNoConsentForAPruneFromTheLinesThatWereTakenOut() {
        committed(topic("kept"), old("allow: [data-loss]"));
        applies();
        holds("old", 100);
        committed(topic("kept"));
        Result refused = exits(ExitCode.REFUSED, apply());
        assertThat(refused.out()).contains("KG202", "{ state: absent, allow: [data-loss] }");
        // Where its lines were, other lines are by now.
        assertThat(refused.out().lines().filter(line -> line.contains("error KG202")))
                .singleElement()
                .asString()
                .doesNotContain("topics.yaml");
        assertThat(isThere("old")).isTrue();
        committed(topic("kept"), "old: { state: absent, allow: [data-loss] }");
        applies();
        assertThat(isThere("old")).isFalse();
    }

    @Test
    void takesAConsentForOneChange() {
        committed(old("config: { retention.ms: 7d }"));
        applies();
        holds("old", 100);
        committed(old("config: { retention.ms: 2d }, allow: [data-loss]"));
        applies();
        committed(old("config: { retention.ms: 1d }, allow: [data-loss]"));
        assertThat(exits(ExitCode.REFUSED, apply()).out()).contains("this consent was used at commit", "give a reason");
        committed(old("config: { retention.ms: 1d }, allow: { data-loss: nobody reads it }"));
        applies();
        committed(old("config: { retention.ms: 1h }, allow: { data-loss: nobody reads it }"));
        exits(ExitCode.REFUSED, apply());
        committed(old("config: { retention.ms: 1h }, allow: { data-loss: gone by now }"));
        applies();
    }

    @Test
    void usesNoConsentUpInARunThatDiedOrChangesSomethingElse() {
        committed(old("config: { retention.ms: 7d }, allow: [data-loss]"));
        applies();
        committed(old("config: { retention.ms: 7d, segment.ms: 1d }, allow: [data-loss]"));
        applies();
        holds("old", 100);
        committed(old("config: { retention.ms: 1d, segment.ms: 1d }, allow: [data-loss]"));
        platform.cluster.fail(TopicKind.id("old"), Diagnostic.error("KG300", "no"));
        exits(ExitCode.INCOMPLETE, apply());
        platform.cluster.heal(TopicKind.id("old"));
        applies();
    }

    @Test
    void letsAnEnvironmentConsentForGood() {
        kgit.write(
                "environments/dev/environment.yaml",
                kgit.read("environments/dev/environment.yaml") + "defaults: { topics: { allow: [data-loss] } }\n");
        committed(old("config: { retention.ms: 7d }"));
        applies();
        holds("old", 100);
        for (String retention : List.of("2d", "1d", "1h")) {
            committed(old("config: { retention.ms: " + retention + " }"));
            assertThat(applies().out()).contains("defaults: { topics: { allow: [data-loss] } }");
        }
    }

    @Test
    void asksConsentBeforeTieredStorageIsDeleted() {
        committed(old("config: { remote.storage.enable: true, remote.log.delete.on.disable: true }"));
        applies();
        committed(old("config: { remote.storage.enable: false, remote.log.delete.on.disable: true }"));
        assertThat(exits(ExitCode.REFUSED, apply()).out()).contains("KG204", "tiered storage");
    }

    /** An apply that ends well is followed by an empty plan in any clone. */
    @Test
    void liftsProtectionInTwoStepsAlsoWhereHistoryIsMissing() {
        committed("a: { partitions: 1, replicationFactor: 1, protected: true }");
        applies();
        committed("a: { state: absent }");
        assertThat(exits(ExitCode.REFUSED, apply()).out()).contains("KG212", "still protected");
        kgit.git()
                .in(folder)
                .run("clone", "--quiet", "--depth", "1", "file://" + kgit.git().folder(), "shallow");
        CliFixture shallow =
                CliFixture.in(kgit.git().in(folder.resolve("shallow"))).on(platform);
        Result refused = exits(ExitCode.REFUSED, shallow.run("apply", "--auto-approve", "--allow-behind"));
        assertThat(refused.out()).contains("KG212", "can't be known", "not in this clone");
        assertThat(isThere("a")).isTrue();
    }

    @Test
    void knowsSinksThatReadATopicByAPattern() {
        sink("connector.class: Sink, topics.regex: \"orders[.].*\"");
        committed(topic("orders.eu"), topic("orders.us"));
        applies();
        committed(topic("orders.eu"));
        assertThat(exits(ExitCode.REFUSED, apply()).out()).contains("KG202", "connector/main/sink");
    }
}
