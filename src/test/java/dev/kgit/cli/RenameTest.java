package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.diff.ChangeType;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ManagedResource.Status;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connector that gets another name, from the files to the ledger and back. */
class RenameTest extends OwnershipFixture {

    private static final ResourceId OLD = ConnectorKind.id("main", "old");
    private static final ResourceId NEW = ConnectorKind.id("main", "new");

    @BeforeEach
    void aSink() {
        declare("old: { config: { connector.class: Sink, topics: a } }");
        committed(topic("a"));
        applies();
    }

    private void declare(String... lines) {
        kgit.write("environments/dev/connectors.yaml", "connectors:\n  " + String.join("\n  ", lines) + "\n");
    }

    private void rename() {
        declare("new: { formerly: old, config: { connector.class: Sink, topics: a } }");
        kgit.commit("Rename");
    }

    private Set<ResourceId> connectors() {
        Set<ResourceId> ids =
                platform.cluster.read(() -> Set.of(OLD, NEW)).state().ids();
        ids.removeIf(id -> !id.isOf(ConnectorKind.NAME));
        return ids;
    }

    @Test
    void isToldInEachFormAndWrittenDown() {
        rename();
        Result text = exits(ExitCode.DONE, kgit.run("plan"));
        assertThat(text.out())
                .contains("~ update connector/main/new  [git, medium risk]", "name: old -> new", "KG167")
                .contains("0 to create, 1 to change, 0 to delete");
        String json = exits(ExitCode.DONE, kgit.run("plan", "--format", "json")).out();
        assertThat(json).contains("\"id\": \"connector/main/new\"", "\"path\": \"name\"");
        assertThat(kgit.run("plan", "--format", "markdown").out()).contains("connector/main/new", "name: old");
        assertThat(kgit.run("drift").out()).contains("No drift");

        exits(ExitCode.DONE, kgit.run("plan", "--out", "p.plan"));
        exits(ExitCode.DONE, kgit.run("apply", "p.plan"));

        assertThat(connectors()).containsExactly(NEW);
        assertThat(managed()).containsExactlyInAnyOrder(NEW, TopicKind.id("a"));
        changesNothing();
        assertThat(kgit.run("drift").out()).contains("No drift");
        assertThat(kgit.run("history", "connector/main/new").out()).contains("Rename", "formerly");
        assertThat(entry().lastWhole().orElseThrow().changes()).containsEntry(NEW, ChangeType.UPDATE.label());
    }

    @Test
    void doesNotCountOnTheTargetToForgetTheOldOne() {
        rename();
        applies("--target", "connector/main/new");
        assertThat(connectors()).containsExactly(NEW);
        assertThat(managed()).doesNotContain(OLD).contains(NEW);
        changesNothing();
    }

    @Test
    void keepsAProtectionThatAnApplyInBetweenHasLeft() {
        CliFixture settings = kgit.write(
                "environments/dev/environment.yaml",
                "kafka: { bootstrap.servers: nowhere:9092 }\nconnect: { main: { url: http://nowhere:8083 } }\n");
        declare("old: { protected: true, config: { connector.class: Sink, topics: a } }");
        settings.commit("Protect");
        applies();
        declare("other: { config: { connector.class: Sink, topics: a } }");
        kgit.commit("Take it out and leave it");
        applies();
        assertThat(entry().managed().get(OLD).status()).isEqualTo(Status.WITHDRAWN);
        declare(
                "other: { config: { connector.class: Sink, topics: a } }",
                "new: { formerly: old, config: { connector.class: Sink, topics: a } }");
        kgit.commit("Rename");
        assertThat(exits(ExitCode.REFUSED, kgit.run("plan")).out())
                .contains("KG212", "connector/main/old was still protected");
    }

    @Test
    void leavesTheOldOneToTheMoveWhereWhatIsLiveIsTakenOver() {
        rename();
        String before = kgit.read("environments/dev/connectors.yaml");
        Result imported = exits(ExitCode.DONE, kgit.run("import", "--force", "-v"));
        assertThat(imported.out() + imported.err())
                .contains("declared under another name (`formerly:`): connector/main/old")
                .doesNotContain("KG711", "no plan touches it");
        assertThat(exits(ExitCode.REFUSED, kgit.run("adopt", "connector/main/old"))
                        .err())
                .contains("KG712", "connector/main/old is declared under another name");
        assertThat(kgit.read("environments/dev/connectors.yaml")).isEqualTo(before);
    }

    @Test
    void isNotKnownWhereTheOldOneCannotBeRead() {
        rename();
        platform.cluster.hide(OLD, Diagnostic.error("KG457", "HTTP 500, no plugin"));
        for (String target : List.of("connector/main/new", "connector/*")) {
            Result plan = exits(ExitCode.UNAVAILABLE, kgit.run("plan", "--target", target));
            assertThat(plan.out()).contains("? unreadable connector/main/old").doesNotContain("No changes");
            exits(ExitCode.UNAVAILABLE, apply("--target", target));
        }
        exits(ExitCode.DONE, kgit.run("plan", "--target", "topic/*"));
    }

    @Test
    void refusesASavedPlanWhereTheOldOneHasChangedSince() {
        rename();
        exits(ExitCode.DONE, kgit.run("plan", "--out", "p.plan"));
        platform.cluster.connector(OLD, Map.of("connector.class", "Sink", "topics", "a"), "paused");
        assertThat(exits(ExitCode.REFUSED, kgit.run("apply", "p.plan")).err()).contains("connector/main/new");
    }

    @Test
    void goesOnAfterARunThatDied() {
        rename();
        platform.cluster.afterEach(operation -> {
            // It had been created and stopped, and no more.
            platform.cluster
                    .connector(OLD, Map.of("connector.class", "Sink", "topics", "a"), "stopped")
                    .connector(NEW, Map.of("connector.class", "Sink", "topics", "a"), "stopped");
            throw new IllegalStateException("killed");
        });
        assertThat(apply().exit()).isNotEqualTo(ExitCode.DONE);
        platform.cluster.afterEach(operation -> {});
        assertThat(entry().managed().get(NEW).status()).isEqualTo(Status.PENDING);
        assertThat(entry().managed().get(OLD).isOwned()).isTrue();

        assertThat(exits(ExitCode.DONE, kgit.run("plan")).out())
                .contains("~ update connector/main/new", "cut short")
                .doesNotContain("connector/main/old  [");
        applies("--lock-timeout", "0s");

        assertThat(connectors()).containsExactly(NEW);
        assertThat(managed()).containsExactlyInAnyOrder(NEW, TopicKind.id("a"));
        changesNothing();
    }

    @Test
    void saysHowToGoBack() {
        rename();
        applies();
        Result back = exits(ExitCode.DONE, kgit.run("rollback", "HEAD~1"));
        assertThat(back.out()).contains("+ create connector/main/old", "KG157", "formerly: new");

        declare("old: { formerly: new, config: { connector.class: Sink, topics: a } }");
        kgit.commit("Rename back");
        applies();
        assertThat(connectors()).containsExactly(OLD);
        changesNothing();
    }

    @Test
    void isNoLineThatMeansNothing() {
        declare(
                "old: { config: { connector.class: Sink, topics: a } }",
                "new: { formerly: old, config: { connector.class: Sink, topics: a } }");
        assertThat(exits(ExitCode.INVALID, kgit.run("validate")).out()).contains("KG127", "is declared too");
        declare("old: { formerly: old, config: { connector.class: Sink, topics: a } }");
        assertThat(exits(ExitCode.INVALID, kgit.run("validate")).out()).contains("KG127", "as it is now");
        declare(
                "one: { formerly: old, config: { connector.class: Sink, topics: a } }",
                "two: { formerly: old, config: { connector.class: Sink, topics: a } }");
        assertThat(exits(ExitCode.INVALID, kgit.run("validate")).out()).contains("KG127", "connector/main/one", "both");
        declare("new: { formerly: old, config: { connector.class: Sink, topics: a } }");
        topics("b: { partitions: 1, formerly: a }");
        assertThat(exits(ExitCode.INVALID, kgit.run("validate")).out())
                .contains("KG020", "formerly", "a topic can't be renamed");
    }
}
