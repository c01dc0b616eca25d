package dev.kgit.plan;

import static dev.kgit.model.Declared.connector;
import static dev.kgit.model.Declared.topic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.ValidationFinding;
import dev.kgit.diff.AppliedState;
import dev.kgit.diff.AppliedStates;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.FieldDiff;
import dev.kgit.kind.Risk;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.connector.ConnectorOperation;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicUsage;
import dev.kgit.model.Declared;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.ManagedResource.Status;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connectors under another name: moved where that is said, and told where it is not; and what becomes of offsets. */
class MoveTest {

    private static final String SINK = "org.apache.kafka.connect.file.FileStreamSinkConnector";
    private static final String SOURCE = "org.apache.kafka.connect.file.FileStreamSourceConnector";
    private static final ResourceId OLD = ConnectorKind.id("main", "old");
    private static final ResourceId NEW = ConnectorKind.id("main", "new");

    private final Rehearsal rehearsal = new Rehearsal();

    @BeforeEach
    void aSinkThatWasApplied() {
        rehearsal.cluster.topic("lines", 1, 1);
        running(OLD, "running");
        rehearsal.applied(sink("old"));
    }

    private void running(ResourceId id, String state) {
        rehearsal.cluster.connector(id, Map.of("connector.class", SINK, "topics", "lines"), state);
    }

    private static Declared sink(String name) {
        return connector("main", name).config("connector.class", SINK).config("topics", "lines");
    }

    private static Declared renamed() {
        return sink("new").formerly(OLD);
    }

    private ResourceChange change(ResourceId id) {
        return Rehearsal.change(rehearsal.plan(), id.toString());
    }

    private List<String> codes(ResourceId id) {
        return change(id).findings().stream().map(Diagnostic::code).toList();
    }

    private Diagnostic finding(ResourceId id, String code) {
        return change(id).findings().stream()
                .filter(finding -> finding.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(change(id).findings()));
    }

    @Test
    void isOneRowWithPruneOffAndOn() {
        for (boolean prune : List.of(false, true)) {
            rehearsal.environment = Declared.environment(prune, Environment.Guards.DEFAULT);
            rehearsal.declare(renamed());

            Plan plan = rehearsal.plan();

            assertThat(plan.changes()).as("%s", plan).hasSize(1);
            assertThat(plan.isApplicable()).isTrue();
            assertThat(plan.orphans()).isEmpty();
            ResourceChange move = plan.changes().get(0);
            assertThat(move.id()).isEqualTo(NEW);
            assertThat(move.changeType()).isEqualTo(ChangeType.UPDATE);
            assertThat(move.movedFrom()).contains(OLD);
            assertThat(move.fields())
                    .extracting(FieldDiff::path, FieldDiff::shownBefore, FieldDiff::shownAfter)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("name", "old", "new"));
            assertThat(move.operations())
                    .containsExactly(new ConnectorOperation.MoveConnector(
                            NEW, OLD, renamed().resource().config(), "running"));
            assertThat(finding(NEW, "KG167").message()).contains("moved from connector/main/old", "offsets", "deleted");
        }
    }

    @Test
    void showsWhatElseChangesAndIsDoneWhenTheOldOneIsGone() {
        rehearsal.declare(renamed().config("tasks.max", "1"));
        Plan plan = rehearsal.plan();
        assertThat(change(NEW).fields()).extracting(FieldDiff::path).containsExactly("name", "config.tasks.max");

        assertThat(rehearsal.apply(plan).isComplete()).isTrue();

        assertThat(rehearsal.cluster.read(() -> Set.of(OLD, NEW)).state().ids()).containsExactly(NEW);
        assertThat(rehearsal.plan().changes()).as("`formerly` may stay").isEmpty();
    }

    @Test
    void leavesTheStateThatSomebodyGaveTheOldOne() {
        running(OLD, "paused");
        rehearsal.declare(renamed());
        assertThat(finding(NEW, "KG167").message()).contains("is paused");
        rehearsal.declare(renamed().state("running"));
        assertThat(finding(NEW, "KG167").message()).contains("is running");
    }

    @Test
    void goesOnWhereItWasCutShort() {
        running(OLD, "stopped");
        running(NEW, "stopped");
        rehearsal.applied = AppliedStates.with(
                rehearsal.applied, NEW, AppliedStates.owned("").with(Status.PENDING));
        rehearsal.declare(renamed());

        assertThat(finding(NEW, "KG167").message()).contains("cut short", "is running");
        assertThat(change(NEW).isBlocked()).isFalse();
    }

    @Test
    void isBlockedWhereTheNewNameIsTaken() {
        running(NEW, "running");
        rehearsal.declare(renamed());
        assertThat(finding(NEW, "KG223").isError()).isTrue();
        rehearsal.applied(sink("old"), sink("new"));
        assertThat(finding(NEW, "KG223").message()).contains("is there already");
    }

    @Test
    void isBlockedWhereTheOldOneIsNotThisProjects() {
        rehearsal.declare(renamed());
        rehearsal.applied = AppliedState.never();
        assertThat(finding(NEW, "KG223").isError()).isTrue();
        assertThat(change(NEW).changeType()).isEqualTo(ChangeType.CREATE);
        rehearsal.applied = AppliedState.unknown("there is no ledger");
        assertThat(finding(NEW, "KG223").message()).contains("there is no ledger");
        rehearsal.applied = AppliedStates.with(
                AppliedState.never(), OLD, AppliedStates.owned("").with(Status.LEFT));
        assertThat(finding(NEW, "KG223").isError()).isTrue();
    }

    @Test
    void isACreationWhereTheOldOneIsGone() {
        rehearsal.cluster.remove(OLD);
        rehearsal.declare(renamed());
        assertThat(change(NEW).changeType()).isEqualTo(ChangeType.CREATE);
        assertThat(finding(NEW, "KG224").message()).contains("connector/main/old");
        assertThat(change(NEW).isBlocked()).isFalse();
    }

    @Test
    void keepsItsProtection() {
        rehearsal.applied(sink("old").guarded());
        rehearsal.declare(renamed());
        assertThat(finding(NEW, "KG212").isError()).isTrue();
        rehearsal.declare(renamed().guarded());
        assertThat(codes(NEW)).doesNotContain("KG212");
    }

    @Test
    void keepsAProtectionOfWhichNothingIsKnown() {
        rehearsal.applied(sink("old").guarded());
        rehearsal.applied = AppliedStates.unknown(rehearsal.applied, "commit c0ffee is not in this clone");
        rehearsal.revision = new Revision(AppliedStates.COMMIT, "main", false);
        rehearsal.declare(renamed());
        assertThat(finding(NEW, "KG212").message()).contains("can't be known", "is not in this clone");
        rehearsal.declare(renamed().guarded());
        assertThat(change(NEW).isBlocked()).isFalse();
    }

    @Test
    void isNothingThatAdoptCouldKeep() {
        rehearsal
                .cluster
                .remove(OLD)
                .connector(OLD, Map.of("connector.class", SINK, "topics", "lines", "tasks.max", "2"));
        rehearsal.applied(sink("old").config("tasks.max", "1"));
        rehearsal.declare(renamed().config("tasks.max", "1"));
        rehearsal.cluster.objection(new ValidationFinding(
                NEW,
                "config.tasks.max",
                Diagnostic.error("KG351", "must be more").withHint("say more")));
        assertThat(finding(NEW, "KG351").hint()).isEqualTo("say more");
    }

    @Test
    void isNotJudgedWhereTheOldOneCannotBeRead() {
        rehearsal.cluster.hide(OLD, Diagnostic.error("KG457", "can't be read"));
        rehearsal.declare(renamed());
        for (Predicate<ResourceId> target : List.<Predicate<ResourceId>>of(id -> true, NEW::equals)) {
            rehearsal.options = new PlanInputs.Options(false, target, Set.of());
            assertThat(rehearsal.plan().changes()).isEmpty();
            assertThat(rehearsal.plan().isWhole()).isFalse();
        }
        rehearsal.options = new PlanInputs.Options(false, TopicKind.id("lines")::equals, Set.of());
        assertThat(rehearsal.plan().isWhole()).as("about something else").isTrue();
    }

    @Test
    void isOfWhatWasSentAndNotSeenWhereItIsThereAsItWasSent() {
        rehearsal.environment = Declared.environment(true, Environment.Guards.DEFAULT);
        rehearsal.applied = AppliedStates.with(rehearsal.applied, OLD, Status.PENDING);
        rehearsal.declare(renamed());
        assertThat(rehearsal.plan().changes()).extracting(ResourceChange::id).containsExactly(NEW);
        assertThat(change(NEW).movedFrom()).contains(OLD);

        rehearsal.cluster.remove(OLD).connector(OLD, Map.of("connector.class", SINK, "topics", "others"));
        assertThat(finding(NEW, "KG223").message()).contains("is not there as it was sent");
    }

    @Test
    void isNotFromASinkToASource() {
        rehearsal.declare(connector("main", "new")
                .config("connector.class", SOURCE)
                .config("topic", "lines")
                .formerly(OLD));
        assertThat(finding(NEW, "KG223").message()).contains("old is a sink", "new a source");

        rehearsal.declare(renamed().config("connector.class", "org.example.OtherSink"));
        assertThat(change(NEW).isBlocked()).isFalse();
        assertThat(finding(NEW, "KG157").message()).contains("the offsets that it takes over");
    }

    @Test
    void isNotNeededWhereTheGroupOfTheNewNameIsThere() {
        rehearsal.cluster.evidence(
                TopicKind.id("lines"),
                new TopicUsage(
                        List.of(9L), List.of(9L), null, List.of(new TopicUsage.Group("connect-new", "Empty", 0, 4))));
        rehearsal.declare(sink("new"), connector("main", "old").absent());
        assertThat(finding(NEW, "KG157").message())
                .contains("where consumer group connect-new was left")
                .doesNotContain("scratch");
        assertThat(finding(NEW, "KG168").message()).contains("4 records behind");
    }

    @Test
    void hasTheTopicThatOnlyTheOldOneReadsDeletedAfterIt() {
        rehearsal.cluster.topic("other", 1, 1);
        rehearsal.declare(
                topic("lines", 1, 1).absent(),
                connector("main", "new")
                        .config("connector.class", SINK)
                        .config("topics", "other")
                        .formerly(OLD));
        assertThat(rehearsal.plan().changes())
                .extracting(row -> row.id().toString())
                .containsExactly("connector/main/new", "topic/lines");
        assertThat(change(TopicKind.id("lines")).findings())
                .extracting(Diagnostic::message)
                .noneMatch(message -> message.contains("connector/main/old"));
    }

    @Test
    void isSayableInTheHintOfANewNameWithoutIt() {
        rehearsal.declare(sink("new"));

        Diagnostic twice = finding(NEW, "KG157");
        assertThat(twice.message()).contains("connector/main/old", "delivered twice");
        assertThat(twice.hint()).contains("formerly: old");
        assertThat(change(NEW).risk()).isEqualTo(Risk.HIGH);

        rehearsal.declare(sink("new"), connector("main", "old").absent());
        assertThat(finding(NEW, "KG157").message()).contains("starts from scratch");
        assertThat(change(NEW).risk()).isEqualTo(Risk.HIGH);
    }

    @Test
    void wouldHaveBothReadOneSource() {
        Map<String, String> config = Map.of("connector.class", SOURCE, "file", "/a", "topic", "lines");
        rehearsal.cluster.remove(OLD).connector(OLD, config);
        Declared source = connector("main", "new");
        config.forEach(source::config);
        rehearsal.declare(source);
        assertThat(finding(NEW, "KG157").message()).contains("written twice");
    }

    @Test
    void saysThatOffsetsOutliveADelete() {
        rehearsal.declare(connector("main", "old").absent());
        assertThat(finding(OLD, "KG168").message()).contains("consumer group connect-old");

        rehearsal.cluster.remove(OLD);
        rehearsal.cluster.evidence(
                TopicKind.id("lines"),
                new TopicUsage(
                        List.of(9L), List.of(9L), null, List.of(new TopicUsage.Group("connect-old", "Empty", 0, 4))));
        rehearsal.declare(sink("old"));
        assertThat(finding(OLD, "KG168").message()).contains("consumer group connect-old", "4 records behind");

        rehearsal.declare(sink("another"));
        assertThat(codes(ConnectorKind.id("main", "another"))).doesNotContain("KG168");
    }
}
