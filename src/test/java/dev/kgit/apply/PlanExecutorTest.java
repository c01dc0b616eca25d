package dev.kgit.apply;

import static dev.kgit.model.Declared.connector;
import static dev.kgit.model.Declared.topic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.EvidenceRequest;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Operation;
import dev.kgit.cluster.OperationProgress;
import dev.kgit.cluster.OperationResult;
import dev.kgit.cluster.Permit;
import dev.kgit.cluster.SecretKeys;
import dev.kgit.cluster.ValidationFinding;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Declared;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.plan.Rehearsal;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanExecutorTest {

    private static final int TOPICS = 8;

    private final Rehearsal rehearsal = new Rehearsal();

    @BeforeEach
    void someTopicsAreDeclared() {
        rehearsal.declare(
                IntStream.range(0, TOPICS).mapToObj(i -> topic("t" + i, 1, 1)).toArray(Declared[]::new));
    }

    @Test
    void waitsAsLongAsMoreOfWhatWasSentShows() {
        ApplyResult applied = rehearsal.apply(rehearsal.plan(), new Slow(1));

        assertThat(applied.failed()).isEmpty();
        assertThat(applied.done()).hasSize(TOPICS);
    }

    @Test
    void givesUpOnWhatDoesNotShowInTime() {
        ApplyResult applied = rehearsal.apply(rehearsal.plan(), new Slow(0));

        assertThat(applied.done()).isEmpty();
        assertThat(applied.failed().values())
                .hasSize(TOPICS)
                .extracting(Diagnostic::code)
                .containsOnly("KG501");
    }

    @Test
    void knowsOfAConnectorThatWasMadeAndFailed() {
        rehearsal.declare(connector("main", "sink").config("connector.class", "Sink"));

        ApplyResult applied = rehearsal.apply(rehearsal.plan(), new Around() {
            @Override
            public List<OperationResult> execute(
                    List<Operation> actions, Permit permit, Consumer<OperationProgress> progress) {
                super.execute(actions, permit, progress);
                return failed(actions, Diagnostic.error("KG356", "1 of 1 tasks failed; task 0"));
            }
        });

        assertThat(applied.failed()).hasSize(1);
        assertThat(applied.sent()).containsExactly(ConnectorKind.id("main", "sink"));
    }

    /** What was sent was sent, whether or not anybody answers afterwards. */
    @Test
    void tellsWhatItSentAndCouldNotVerify() {
        ApplyResult applied = rehearsal.apply(rehearsal.plan(), new Around() {
            @Override
            public LiveState read(ReadRequest wanted) {
                throw new KgitException.Unavailable(Diagnostic.error("KG400", "no answer"));
            }
        });

        assertThat(applied.failed().values()).extracting(Diagnostic::code).containsOnly("KG508");
        assertThat(applied.sent()).hasSize(TOPICS);
    }

    @Test
    void keepsInSightWhatCouldNotBeDeleted() {
        rehearsal.cluster.topic("old", 1, 1);
        rehearsal.declare(topic("old", 1, 1).absent().allow("data-loss"));
        LiveState before = rehearsal.cluster.read(() -> Set.of(TopicKind.id("old")));

        ApplyResult applied = rehearsal.apply(rehearsal.plan(), new Around() {
            @Override
            public List<OperationResult> execute(
                    List<Operation> actions, Permit permit, Consumer<OperationProgress> progress) {
                return failed(actions, Diagnostic.error("KG301", "not authorized"));
            }
        });

        assertThat(applied.failed()).hasSize(1);
        assertThat(applied.over(before).state().ids()).containsExactly(TopicKind.id("old"));
    }

    @Test
    void tellsWhyAConnectorFailedAlsoWhereNobodyAnswersAnyMore() {
        rehearsal.declare(connector("main", "sink").config("connector.class", "Sink"));

        ApplyResult applied = rehearsal.apply(rehearsal.plan(), new Around() {
            @Override
            public List<OperationResult> execute(
                    List<Operation> actions, Permit permit, Consumer<OperationProgress> progress) {
                return failed(actions, Diagnostic.error("KG350", "no answer"));
            }

            @Override
            public LiveState read(ReadRequest wanted) {
                throw new KgitException.Unavailable(Diagnostic.error("KG350", "no answer"));
            }
        });

        assertThat(applied.failed().values()).extracting(Diagnostic::code).containsExactly("KG350");
        assertThat(applied.after().state().ids()).isEmpty();
    }

    private static List<OperationResult> failed(List<Operation> actions, Diagnostic why) {
        return actions.stream().map(action -> new OperationResult(action, why)).toList();
    }

    /** Shows so many more topics at each look, and takes long enough for all looks together to outlast any patience. */
    private final class Slow extends Around {

        private static final long MILLIS = 60;

        private final int more;

        Slow(int more) {
            this.more = more;
        }

        @Override
        public LiveState read(ReadRequest wanted) {
            try {
                Thread.sleep(MILLIS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            LiveState all = super.read(wanted);
            return all.without(all.state().ids().stream().skip(more).collect(Collectors.toSet()));
        }
    }

    /** The fake as it is, to be changed here and there. */
    private class Around implements Cluster {

        @Override
        public LiveState read(ReadRequest wanted) {
            return rehearsal.cluster.read(wanted);
        }

        @Override
        public SortedMap<ResourceId, Evidence> evidence(Collection<? extends EvidenceRequest> requests) {
            return rehearsal.cluster.evidence(requests);
        }

        @Override
        public List<ValidationFinding> validate(List<Operation> actions) {
            return rehearsal.cluster.validate(actions);
        }

        @Override
        public List<OperationResult> execute(
                List<Operation> actions, Permit permit, Consumer<OperationProgress> progress) {
            return rehearsal.cluster.execute(actions, permit, progress);
        }

        @Override
        public SecretKeys secretKeys(Collection<Resource> connectors) {
            return rehearsal.cluster.secretKeys(connectors);
        }

        @Override
        public boolean owns(ResourceId id) {
            return rehearsal.cluster.owns(id);
        }

        @Override
        public void close() {
            rehearsal.cluster.close();
        }
    }
}
