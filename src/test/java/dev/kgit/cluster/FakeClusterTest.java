package dev.kgit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.connector.ConnectorOperation;
import dev.kgit.kinds.connector.ConnectorStatus;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FakeClusterTest implements ClusterContract {

    private final FakeCluster fake = new FakeCluster();
    private int names;

    @Override
    public Cluster cluster() {
        return fake;
    }

    @Override
    public ResourceId fresh(String hint) {
        return TopicKind.id(hint + "-" + names++);
    }

    @Test
    void leavesThePlatformsOwnTopicsOutOfOthers() {
        fake.internalTopic("__consumer_offsets");

        assertThat(read().others()).isEmpty();
        assertThat(read(TopicKind.id("__consumer_offsets")).state().resources()).hasSize(1);
    }

    @Test
    void showsWhatIsHiddenAsAGap() {
        ResourceId topic = TopicKind.id("hidden");
        fake.topic("hidden", 1, 1).hide(topic, Diagnostic.error("KG405", "may not be described"));

        LiveState live = read(topic);

        assertThat(live.state().resources()).isEmpty();
        assertThat(live.readFailures())
                .singleElement()
                .satisfies(readFailure -> assertThat(readFailure.id()).isEqualTo(topic));
    }

    @Test
    void failsWhereItWasToldToAndKeepsALog() {
        ResourceId topic = fresh("failing");
        fake.fail(topic, Diagnostic.error("KG313", "timed out"));

        OperationResult outcome = perform(create(topic, 1, 1, Map.of()));

        assertThat(code(outcome)).isEqualTo("KG313");
        assertThat(fake.performed()).containsExactly(outcome.action());
        assertThat(read(topic).state().resources()).isEmpty();
    }

    @Test
    void answersNothingWhileItIsDown() {
        fake.down(new KgitException.Unavailable(Diagnostic.error("KG400", "down")));

        assertThatThrownBy(() -> read(TopicKind.id("any"))).isInstanceOf(KgitException.Unavailable.class);
        assertThat(fake.up().read(Set::of).readFailures()).isEmpty();
    }

    @Test
    void keepsMaskedValuesThatAnUpdateSaysToKeep() {
        ResourceId id = ConnectorKind.id("main", "sink");
        fake.connector(id, Map.of("connector.class", "Sink", "password", "hunter2", "tasks.max", "2"))
                .masked(id, "password");

        assertThat(fake.read(() -> Set.of(id)).state().get(id).field("config.password"))
                .matches(setting -> setting.isUnknown());
        OperationResult outcome = fake.execute(
                        List.of(new ConnectorOperation.UpdateConnector(
                                id,
                                new TreeMap<>(Map.of("connector.class", dev.kgit.model.FieldValue.of("Sink"))),
                                List.of("password"))),
                        progress -> {})
                .get(0);

        assertThat(outcome.isDone()).isTrue();
        assertThat(fake.read(() -> Set.of(id)).state().get(id).config().keySet())
                .containsExactly("connector.class", "password");
        assertThat(fake.writes(id)).isEqualTo(1);
    }

    @Test
    void restartsWhatFailed() {
        ResourceId id = ConnectorKind.id("main", "sink");
        fake.connector(id, Map.of("connector.class", "Sink")).failedTask(id, 0, "boom");
        assertThat(ConnectorStatus.of(fake.read(() -> Set.of(id)), id)).matches(ConnectorStatus::failed);

        fake.execute(List.of(new ConnectorOperation.RestartConnector(id)), progress -> {});

        assertThat(ConnectorStatus.of(fake.read(() -> Set.of(id)), id)).matches(facts -> !facts.failed());
    }
}
