package dev.kgit.diff;

import static dev.kgit.model.Declared.connector;
import static dev.kgit.model.Declared.liveState;
import static dev.kgit.model.Declared.state;
import static dev.kgit.model.Declared.topic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.kgit.cluster.LiveStates;
import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.kinds.topic.TopicDefaults;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Declared;
import dev.kgit.model.FieldType;
import dev.kgit.model.FieldValue;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DifferTest {

    private static final Map<String, FieldType> TYPES = Map.of(
            "cleanup.policy", FieldType.LIST,
            "min.cleanable.dirty.ratio", FieldType.NUMBER,
            "preallocate", FieldType.BOOLEAN);
    private static final Function<ResourceId, FieldRules> RULES =
            BuiltInKinds.ALL.fieldRules(LiveStates.withDefaults(new TopicDefaults(TYPES, Map.of())));

    @Test
    void createsWhatIsDeclaredAndNotThere() {
        Diff diff = diff(state(topic("a", 3, 1).config("retention.ms", "1000")), State.EMPTY);
        assertThat(diff.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.changeType()).isEqualTo(ChangeType.CREATE);
            assertThat(difference.fields())
                    .extracting(FieldDiff::path, FieldDiff::shownBefore, FieldDiff::shownAfter)
                    .containsExactly(
                            tuple("config.retention.ms", null, "1000"),
                            tuple("partitions", null, "3"),
                            tuple("replicationFactor", null, "1"));
        });
    }

    @Test
    void findsNothingBetweenEquals() {
        Declared declared = topic("a", 3, 1).config("cleanup.policy", "compact,delete");
        Diff diff = diff(state(declared), liveState(topic("a", 3, 1).config("cleanup.policy", "delete, compact")));
        assertThat(diff.differences()).isEmpty();
        assertThat(diff.unchanged()).hasSize(1);
    }

    @Test
    void comparesByTheTypeThatTheBrokerStates() {
        State desired =
                state(topic("a", 1, 1).config("min.cleanable.dirty.ratio", "1").config("preallocate", "FALSE"));
        State live = liveState(
                topic("a", 1, 1).config("min.cleanable.dirty.ratio", "1.0").config("preallocate", "false"));
        assertThat(diff(desired, live).differences()).isEmpty();
    }

    @Test
    void comparesTextToTheLetter() {
        Diff diff = diff(
                state(connector("main", "c").config("topics", "b,a")),
                liveState(connector("main", "c").config("topics", "a,b")));
        assertThat(diff.differences()).hasSize(1);
    }

    @Test
    void givesUndeclaredKeysBackToTheBroker() {
        Diff diff = diff(state(topic("a", 1, 1)), liveState(topic("a", 1, 1).config("segment.ms", "99")));
        assertThat(diff.differences().get(0).fields())
                .extracting(FieldDiff::path, FieldDiff::shownBefore, FieldDiff::shownAfter)
                .containsExactly(tuple("config.segment.ms", "99", null));
    }

    @Test
    void leavesIgnoredKeysAlone() {
        Diff diff = diff(
                state(topic("a", 1, 1).config("segment.bytes", "1").ignore("segment.bytes", "segment.ms")),
                liveState(topic("a", 1, 1).config("segment.ms", "99").config("segment.bytes", "2")));
        assertThat(diff.differences()).isEmpty();
    }

    @Test
    void comparesCountsOnlyWhereTheyAreDeclared() {
        assertThat(diff(state(topic("a")), liveState(topic("a", 5, 3))).differences())
                .isEmpty();
    }

    @Test
    void tellsUnevenReplicationFactors() {
        State live = liveState(topic("a").field("partitions", "2").field("replicationFactor", "1..3"));
        assertThat(diff(state(topic("a", 2, 3)), live).differences().get(0).field("replicationFactor"))
                .isNotNull();
    }

    @Test
    void leavesUnreadableResourcesAlone() {
        ObservedState observed =
                new ObservedState(State.EMPTY, Map.of(), RULES, Set.of(TopicKind.id("a")), new TreeSet<>());
        Diff diff = Differ.diff(state(topic("a", 1, 1)), AppliedState.unknown("no ledger"), observed, id -> true);
        assertThat(diff.differences()).isEmpty();
        assertThat(diff.unchanged()).isEmpty();
    }

    @Test
    void neverComparesAMaskedValue() {
        SortedMap<String, FieldValue> fields = new TreeMap<>(Map.of("config.password", FieldValue.unknown()));
        State live = State.of(
                List.of(dev.kgit.model.Resource.live(dev.kgit.kinds.connector.ConnectorKind.id("main", "c"), fields)));
        assertThat(diff(state(connector("main", "c").secret("password", "s3cret")), live)
                        .differences())
                .isEmpty();
    }

    @Test
    void restartsAFailedConnectorAlsoWhereItsStateIsNotManaged() {
        Diff diff = diff(
                state(connector("main", "c").config("tasks.max", "1")),
                liveState(connector("main", "c").config("tasks.max", "1").state("failed")));
        assertThat(diff.differences().get(0).field("state")).isNotNull().satisfies(field -> {
            assertThat(field.shownBefore()).isEqualTo("failed");
            assertThat(field.shownAfter()).isEqualTo("running");
        });
    }

    @Test
    void leavesAnUnmanagedStateAlone() {
        Diff diff = diff(
                state(connector("main", "c").config("tasks.max", "1")),
                liveState(connector("main", "c").config("tasks.max", "1").state("paused")));
        assertThat(diff.differences()).isEmpty();
    }

    @Test
    void deletesWhatIsDeclaredAbsentAndThere() {
        assertThat(diff(state(topic("a").absent()), liveState(topic("a", 1, 1))).differences())
                .extracting(ResourceDiff::changeType)
                .containsExactly(ChangeType.DELETE);
        assertThat(diff(state(topic("a").absent()), State.EMPTY).differences()).isEmpty();
    }

    @Test
    void neverDeletesWhatItWasNotToldOf() {
        Diff diff = diff(state(topic("a", 1, 1)), liveState(topic("a", 1, 1), topic("stranger", 1, 1)));
        assertThat(diff.differences()).isEmpty();
        assertThat(diff.unmanaged()).extracting(ResourceId::toString).containsExactly("topic/stranger");
    }

    @Test
    void showsOrphansAndDeletesThoseThatArePruned() {
        AppliedState baseline = baseline(state(topic("kept", 1, 1), topic("orphan", 1, 1)));
        State live = liveState(topic("kept", 1, 1), topic("orphan", 1, 1));
        Diff shown = Differ.diff(state(topic("kept", 1, 1)), baseline, observed(live), id -> false);
        assertThat(shown.orphans()).extracting(ResourceId::name).containsExactly("orphan");
        assertThat(shown.unmanaged()).isEmpty();
        assertThat(shown.differences()).isEmpty();
        Diff pruned = Differ.diff(state(topic("kept", 1, 1)), baseline, observed(live), id -> true);
        assertThat(pruned.differences()).extracting(ResourceDiff::changeType).containsExactly(ChangeType.DELETE);
        assertThat(pruned.orphans()).isEmpty();
    }

    @Test
    void tellsTopicsThatWereCreatedAgain() {
        ResourceId id = TopicKind.id("a");
        AppliedState baseline = AppliedStates.of(state(topic("a", 1, 1)), id, "old");
        ObservedState live =
                new ObservedState(liveState(topic("a", 1, 1)), Map.of(id, "new"), RULES, Set.of(), new TreeSet<>());
        assertThat(Differ.diff(state(topic("a", 1, 1)), baseline, live, any -> false)
                        .recreated())
                .containsExactly(id);
    }

    @Test
    void knowsWhetherTheFilesOrTheClusterChanged() {
        State applied = state(topic("a", 1, 1).config("retention.ms", "1"));
        State edited = state(topic("a", 1, 1).config("retention.ms", "2"));
        assertThat(cause(edited, applied, topic("a", 1, 1).config("retention.ms", "1")))
                .isEqualTo(Cause.GIT);
        assertThat(cause(applied, applied, topic("a", 1, 1).config("retention.ms", "9")))
                .isEqualTo(Cause.DRIFT);
        assertThat(cause(edited, applied, topic("a", 1, 1).config("retention.ms", "9")))
                .isEqualTo(Cause.BOTH);
        assertThat(cause(applied, applied, topic("a", 1, 1))).isEqualTo(Cause.DRIFT);
    }

    @Test
    void knowsTheCauseOfMissingResources() {
        State applied = state(topic("a", 1, 1));
        assertThat(cause(applied, applied, null)).isEqualTo(Cause.DRIFT);
        assertThat(cause(applied, State.EMPTY, null)).isEqualTo(Cause.GIT);
        assertThat(cause(state(topic("a", 2, 1)), applied, null)).isEqualTo(Cause.BOTH);
    }

    @Test
    void knowsTheCauseOfKeysThatAreGivenBack() {
        State without = state(topic("a", 1, 1));
        State with = state(topic("a", 1, 1).config("segment.ms", "5"));
        Declared live = topic("a", 1, 1).config("segment.ms", "5");
        assertThat(cause(without, with, live)).isEqualTo(Cause.GIT);
        assertThat(cause(without, without, live)).isEqualTo(Cause.DRIFT);
        assertThat(cause(without, with, topic("a", 1, 1).config("segment.ms", "6")))
                .isEqualTo(Cause.BOTH);
    }

    @Test
    void hasNoCauseWithoutALedger() {
        Diff diff = diff(state(topic("a", 1, 1)), State.EMPTY);
        assertThat(diff.differences().get(0).cause()).isEqualTo(Cause.UNKNOWN);
    }

    @Test
    void findsNothingBetweenAnyStateAndItself() {
        Random random = new Random(42);
        for (int run = 0; run < 300; run++) {
            Declared[] declared = RandomStates.some(random);
            assertThat(diff(state(declared), liveState(declared)).differences()).isEmpty();
        }
    }

    @Test
    void namesEveryFieldThatDiffersAndNoOther() {
        Random random = new Random(7);
        for (int run = 0; run < 300; run++) {
            Declared[] left = RandomStates.some(random);
            Declared[] right = RandomStates.some(random);
            Diff diff = diff(state(left), liveState(right));
            for (ResourceDiff difference : diff.differences()) {
                for (FieldDiff field : difference.fields()) {
                    assertThat(field.shownBefore()).isNotEqualTo(field.shownAfter());
                }
            }
        }
    }

    @Test
    void showsALiveValueThatTheDeclarationNamesPlaintextUnlessItIsKnownToBeASecret() {
        Declared declared = connector("main", "c")
                .plaintext("*.token")
                .config("api.token", "b")
                .config("its.token", "b");
        Declared live = connector("main", "c")
                .guessed("api.token", "a")
                .secret("its.token", "a")
                .guessed("key.pw", "a");

        assertThat(diff(state(declared), liveState(live)).differences().get(0).fields())
                .extracting(FieldDiff::path, FieldDiff::shownBefore)
                .containsExactly(
                        tuple("config.api.token", "a"),
                        tuple("config.its.token", FieldValue.REDACTED),
                        tuple("config.key.pw", FieldValue.REDACTED));
        assertThat(diff(state(declared.absent()), liveState(live))
                        .differences()
                        .get(0)
                        .fields())
                .extracting(FieldDiff::path, FieldDiff::shownBefore)
                .contains(tuple("config.api.token", "a"), tuple("config.key.pw", FieldValue.REDACTED));
    }

    private static Cause cause(State desired, State applied, Declared live) {
        State there = live == null ? State.EMPTY : liveState(live);
        return Differ.diff(desired, baseline(applied), observed(there), id -> false)
                .differences()
                .get(0)
                .cause();
    }

    private static AppliedState baseline(State applied) {
        return AppliedStates.of(applied);
    }

    private static Diff diff(State desired, State live) {
        return Differ.diff(desired, AppliedState.unknown("no ledger"), observed(live), id -> false);
    }

    private static ObservedState observed(State live) {
        return new ObservedState(live, Map.of(), RULES, Set.of(), new TreeSet<>());
    }
}
