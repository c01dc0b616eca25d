package dev.kgit.plan;

import static dev.kgit.model.Declared.connector;
import static dev.kgit.model.Declared.topic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.diff.AppliedState;
import dev.kgit.diff.AppliedStates;
import dev.kgit.diff.FieldDiff;
import dev.kgit.kind.DriftType;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Declared;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ManagedResource.Status;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is told of a platform that is not as it was applied, and what is not. */
class DriftDetectorTest {

    private static final ResourceId SINK = ConnectorKind.id("main", "sink");
    private static final Map<String, String> CONFIG = Map.of("connector.class", "Sink", "topics", "orders");

    private final Rehearsal rehearsal = new Rehearsal();
    private DriftDetector.Acceptance accepted = DriftDetector.Acceptance.NOTHING;

    private Drift drift(Declared... applied) {
        rehearsal.declare(applied).applied(applied);
        return found();
    }

    private Drift found() {
        return new DriftDetector(rehearsal.planInputs(), new Revision("c0ffee", "main", false), accepted).find(true);
    }

    private static ResourceDrift only(Drift drift) {
        assertThat(drift.items()).hasSize(1);
        return drift.items().get(0);
    }

    private static List<String> paths(ResourceDrift item) {
        return item.fields().stream().map(FieldDiff::path).toList();
    }

    private static Declared sink() {
        Declared declared = connector("main", "sink");
        CONFIG.forEach(declared::config);
        return declared;
    }

    @Test
    void namesEachKind() {
        rehearsal.cluster.topic("changed", 1, 1, Map.of("retention.ms", "1"));
        rehearsal.cluster.topic("unset", 1, 1);
        rehearsal.cluster.topic("extra", 1, 1, Map.of("retention.ms", "1"));
        rehearsal
                .cluster
                .topic("grown", 2, 1)
                .topic("spread", 1, 2)
                .topic("back", 1, 1)
                .topic("on-the-move", 1, 1);
        rehearsal.cluster.moving("on-the-move", 1, 0);
        Drift drift = drift(
                topic("changed", 1, 1).config("retention.ms", "2"),
                topic("unset", 1, 1).config("retention.ms", "2"),
                topic("extra", 1, 1),
                topic("grown", 1, 1),
                topic("spread", 1, 1),
                topic("gone", 1, 1),
                topic("back").absent(),
                topic("on-the-move", 1, 1));

        Map<String, String> kinds = new TreeMap<>();
        drift.items().forEach(item -> kinds.put(item.id().name(), item.kind().label()));
        assertThat(kinds)
                .isEqualTo(Map.of(
                        "changed", "changed",
                        "unset", "changed",
                        "extra", "extra",
                        "grown", "changed",
                        "spread", "changed",
                        "gone", "missing",
                        "back", "unexpected",
                        "on-the-move", "in-flight"));
        assertThat(drift.items()).allMatch(item -> AppliedStates.COMMIT.equals(item.commit()));
        assertThat(drift.hasNoDrift()).isFalse();
    }

    @Test
    void saysThatPartitionsCanOnlyBeTakenUp() {
        rehearsal.cluster.topic("orders", 3, 1);
        ResourceDrift grown = only(drift(topic("orders", 1, 1)));
        assertThat(grown.findings())
                .extracting(Diagnostic::hint)
                .containsExactly("take them up with `kgit adopt -e test topic/orders`");
        assertThat(only(drift(topic("orders", 5, 1))).findings()).isEmpty();
    }

    @Test
    void isNotWhatWasNeverAppliedOrIsDeclaredNoLonger() {
        rehearsal.cluster.topic("orders", 1, 1, Map.of("retention.ms", "1"));
        rehearsal.declare(topic("orders", 1, 1), topic("new", 1, 1));
        rehearsal.applied = AppliedState.never();
        assertThat(found().items()).isEmpty();

        rehearsal.declare().applied(topic("orders", 1, 1));
        rehearsal.applied = AppliedStates.with(rehearsal.applied, TopicKind.id("orders"), Status.WITHDRAWN);
        assertThat(found().items()).isEmpty();
    }

    @Test
    void tellsAPausedConnectorFromAFailedOne() {
        rehearsal.cluster.connector(SINK, CONFIG, "paused");
        assertThat(only(drift(sink().state("running"))).kind()).isEqualTo(DriftType.PAUSED);
        assertThat(drift(sink()).items()).as("its state is nobody's business").isEmpty();

        rehearsal.cluster.connector(SINK, CONFIG).failedTask(SINK, 0, "org.example.Boom: no route");
        ResourceDrift failed = only(drift(sink()));
        assertThat(failed.kind()).isEqualTo(DriftType.FAILED);
        assertThat(failed.findings()).extracting(Diagnostic::message).anyMatch(text -> text.contains("Boom: no route"));
    }

    /** Else a connector that fails from the start would be nobody's business until an apply succeeds. */
    @Test
    void looksAfterWhatWasSentAndTurnedUpAndNotAfterWhatDidNot() {
        rehearsal.cluster.connector(SINK, CONFIG).failedTask(SINK, 0, "org.example.Boom: no route");
        rehearsal.cluster.topic("others", 5, 1);
        rehearsal.declare(sink(), topic("others", 1, 1), topic("not-made", 1, 1));
        rehearsal.applied(sink(), topic("others", 1, 1), topic("not-made", 1, 1));
        for (ResourceId id : rehearsal.applied.managed().keySet()) {
            rehearsal.applied = AppliedStates.with(rehearsal.applied, id, Status.PENDING);
        }

        assertThat(only(found()).kind()).isEqualTo(DriftType.FAILED);
    }

    /** After an apply of some resources each is held against the commit that was applied of it. */
    @Test
    void holdsEachResourceAgainstTheCommitThatWasAppliedOfIt() {
        rehearsal.cluster.topic("orders", 1, 1, Map.of("retention.ms", "1"));
        rehearsal.declare(topic("orders", 1, 1).config("retention.ms", "3"));
        rehearsal.applied(topic("orders", 1, 1).config("retention.ms", "2"));

        ResourceDrift item = only(found());
        assertThat(item.kind()).isEqualTo(DriftType.CHANGED);
        assertThat(item.commit()).isEqualTo(AppliedStates.COMMIT);
    }

    @Test
    void tellsATopicThatWasCreatedAgainByItsTopicId() {
        rehearsal.cluster.topic("orders", 1, 1, Map.of("retention.ms", "1"));
        Declared declared = topic("orders", 1, 1).config("retention.ms", "1");
        rehearsal.declare(declared);
        rehearsal.applied = AppliedStates.of(Declared.state(declared), TopicKind.id("orders"), "another id");
        assertThat(only(found()).kind()).isEqualTo(DriftType.RECREATED);

        rehearsal.cluster.topicConfig("orders", "retention.ms", "5");
        assertThat(only(found()).kind()).isEqualTo(DriftType.RECREATED);
        assertThat(paths(only(found()))).containsExactly("config.retention.ms");

        accepted = (id, path) -> path.equals("recreated");
        assertThat(only(found()).kind())
                .as("that it is another one is known; its values are not")
                .isEqualTo(DriftType.CHANGED);
    }

    @Test
    void tellsThrottlesThatWereLeft() {
        rehearsal
                .cluster
                .topic("orders", 1, 1)
                .throttled("orders")
                .topic("others", 1, 1)
                .throttled("others");
        ResourceDrift left = only(drift(topic("orders", 1, 1)));
        assertThat(left.kind()).isEqualTo(DriftType.IN_FLIGHT);
        assertThat(left.findings().get(0).message()).contains("throttled though nothing moves");

        rehearsal.cluster.topicConfig("orders", "retention.ms", "5");
        ResourceDrift both = only(drift(topic("orders", 1, 1)));
        assertThat(both.kind()).isEqualTo(DriftType.EXTRA);
        assertThat(both.findings().get(0).message()).contains("throttled though nothing moves");
    }

    @Test
    void leavesOutWhatIsAcceptedFieldByField() {
        rehearsal.cluster.topic("orders", 2, 1, Map.of("retention.ms", "1"));
        accepted = (id, path) -> id.name().equals("orders") && path.equals("partitions");
        Drift drift = drift(topic("orders", 1, 1));
        assertThat(paths(only(drift))).containsExactly("config.retention.ms");
        assertThat(only(drift).kind()).as("what is left is extra").isEqualTo(DriftType.EXTRA);
        assertThat(drift.accepted()).isEqualTo(1);

        rehearsal.cluster.topicConfig("orders", "retention.ms", null);
        Drift none = drift(topic("orders", 1, 1));
        assertThat(none.hasNoDrift()).isTrue();
        assertThat(none.accepted()).isEqualTo(1);
    }

    @Test
    void leavesOutAWholeResourceOnlyWhereItsKindIsAccepted() {
        accepted = (id, path) -> path.startsWith("config.") || path.equals("partitions");
        assertThat(only(drift(topic("gone", 1, 1).config("retention.ms", "1"))).kind())
                .isEqualTo(DriftType.MISSING);
        accepted = (id, path) -> path.equals("missing");
        assertThat(drift(topic("gone", 1, 1)).hasNoDrift()).isTrue();
    }

    @Test
    void givesTheSameDriftTheSameFingerprintAndOtherDriftAnother() {
        rehearsal.cluster.topic("orders", 1, 1, Map.of("retention.ms", "1"));
        String first = only(drift(topic("orders", 1, 1))).fingerprint();
        assertThat(only(drift(topic("orders", 1, 1))).fingerprint()).isEqualTo(first);
        rehearsal.cluster.throttled("orders");
        assertThat(only(drift(topic("orders", 1, 1))).fingerprint())
                .as("what is in flight comes and goes")
                .isEqualTo(first);
        rehearsal.cluster.topicConfig("orders", "retention.ms", "2");
        assertThat(only(drift(topic("orders", 1, 1))).fingerprint()).isNotEqualTo(first);
    }

    @Test
    void countsWhatIsNotTheProjectsAndNamesItOnlyWhenAsked() {
        rehearsal.cluster.topic("stray", 1, 1).topic("orders", 1, 1);
        assertThat(drift(topic("orders", 1, 1)).unmanagedIds()).containsExactly(TopicKind.id("stray"));
        Drift unnamed = new DriftDetector(rehearsal.planInputs(), Revision.NONE, accepted).find(false);
        assertThat(unnamed.unmanaged()).isEqualTo(1);
        assertThat(unnamed.unmanagedIds()).isEmpty();
        assertThat(unnamed.hasNoDrift()).isTrue();
    }
}
