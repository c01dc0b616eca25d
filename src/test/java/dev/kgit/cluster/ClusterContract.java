package dev.kgit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.topic.TopicDefaults;
import dev.kgit.kinds.topic.TopicOperation;
import dev.kgit.kinds.topic.TopicStatus;
import dev.kgit.kinds.topic.TopicUsage;
import dev.kgit.model.FieldType;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every platform keeps as to topics, the fake as well as the real one. Needs three brokers. */
public interface ClusterContract extends ClusterSteps {

    @Test
    default void showsOnlyWhatTheTopicItselfSets() {
        ResourceId topic = created("own", 2, 1, Map.of("retention.ms", "3600000"));

        Resource live = resource(topic);

        assertThat(live.fields().keySet())
                .containsExactly("config.retention.ms", Resource.PARTITIONS, Resource.REPLICATION_FACTOR);
        assertThat(live.config("retention.ms")).isEqualTo("3600000");
        assertThat(live.text(Resource.PARTITIONS)).isEqualTo("2");
        assertThat(live.text(Resource.REPLICATION_FACTOR)).isEqualTo("1");
    }

    @Test
    default void keepsAnOverrideThatEqualsTheDefaultApart() {
        ResourceId topic = created("pinned", 1, 1, Map.of("retention.ms", "604800000"));

        assertThat(resource(topic).config("retention.ms")).isEqualTo("604800000");
    }

    @Test
    default void readsAValueBackInTheBrokersSpelling() {
        ResourceId topic = created("spelling", 1, 1, Map.of("retention.ms", " 3600000 ", "preallocate", "false "));

        assertThat(resource(topic).config("retention.ms")).isEqualTo("3600000");
        assertThat(resource(topic).config("preallocate")).isEqualTo("false");
    }

    @Test
    default void aTopicThatIsNotThereIsNeitherStateNorGap() {
        ResourceId topic = fresh("nowhere");

        LiveState live = read(topic);

        assertThat(live.state().resources()).isEmpty();
        assertThat(live.statuses()).isEmpty();
        assertThat(live.readFailures()).isEmpty();
    }

    @Test
    default void onlyCountsWhatWasNotAskedFor() {
        ResourceId asked = created("asked", 1, 1, Map.of());
        ResourceId other = created("other", 1, 1, Map.of());

        LiveState live = read(asked);

        assertThat(live.state().ids()).containsExactly(asked);
        assertThat(live.others()).contains(other).doesNotContain(asked);
    }

    @Test
    default void readsEverythingWhereThatIsWanted() {
        ResourceId one = created("one", 1, 1, Map.of());
        ResourceId two = created("two", 1, 1, Map.of());
        ResourceId none = fresh("none");

        LiveState live = cluster().read(Cluster.ReadRequest.everythingAnd(Set.of(none)));

        assertThat(live.state().ids()).contains(one, two).doesNotContain(none);
        assertThat(live.others()).isEmpty();
        assertThat(live.readFailures()).isEmpty();
    }

    @Test
    default void tellsTheClusterItsBrokersTheTypesAndWhatIsInherited() {
        ResourceId topic = created("facts", 2, 3, Map.of());

        LiveState live = read(topic);

        assertThat(live.platform().clusterId()).isNotEmpty();
        assertThat(live.platform().brokers()).hasSize(3).allMatch(ClusterInfo.Broker::usable);
        assertThat(live.platform().brokers().stream().map(ClusterInfo.Broker::rack))
                .containsExactlyInAnyOrder("r1", "r2", "r3");
        assertThat(TopicDefaults.of(live).typeOf("retention.ms")).isEqualTo(FieldType.NUMBER);
        assertThat(TopicDefaults.of(live).typeOf("cleanup.policy")).isEqualTo(FieldType.LIST);
        assertThat(TopicDefaults.of(live).typeOf("preallocate")).isEqualTo(FieldType.BOOLEAN);
        assertThat(TopicDefaults.of(live).typeOf("compression.type")).isEqualTo(FieldType.TEXT);
        assertThat(TopicDefaults.of(live).inherited()).containsEntry("cleanup.policy", "delete");
        TopicStatus facts = facts(topic);
        assertThat(facts.topicId()).isNotEmpty();
        assertThat(facts.internal()).isFalse();
        assertThat(facts.isReassigning()).isFalse();
        assertThat(facts.assignment()).hasSize(2).allMatch(replicas -> replicas.size() == 3);
    }

    @Test
    default void createsWithTheBrokersDefaults() {
        ResourceId topic = fresh("defaults");

        OperationResult outcome = perform(new TopicOperation.CreateTopic(topic, null, null, new TreeMap<>()));
        await(() -> read(topic).state().get(topic) != null);

        assertThat(outcome.isDone()).isTrue();
        assertThat(resource(topic).config()).isEmpty();
        assertThat(resource(topic).text(Resource.PARTITIONS)).isEqualTo("1");
    }

    @Test
    default void creatingWhatIsThereInTheSameShapeSucceeds() {
        ResourceId topic = created("twice", 1, 1, Map.of("retention.ms", "3600000"));
        String before = facts(topic).topicId();

        assertThat(perform(create(topic, 1, 1, Map.of("retention.ms", "3600000"))))
                .matches(OperationResult::isDone);
        assertThat(facts(topic).topicId()).isEqualTo(before);
    }

    @Test
    default void creatingWhatIsThereInAnotherShapeFails() {
        ResourceId topic = created("other-shape", 1, 1, Map.of());

        assertThat(code(perform(create(topic, 2, 1, Map.of())))).isEqualTo("KG308");
    }

    @Test
    default void setsKeysAndGivesThemBack() {
        ResourceId topic = created("alter", 1, 1, Map.of("retention.ms", "3600000", "segment.bytes", "2097152"));

        SortedMap<String, Optional<FieldValue>> changes = new TreeMap<>();
        changes.put("retention.ms", Optional.empty());
        changes.put("cleanup.policy", Optional.of(FieldValue.of("compact")));
        OperationResult outcome = perform(new TopicOperation.AlterTopicConfig(topic, changes));
        await(() -> "compact".equals(resource(topic).config("cleanup.policy")));

        assertThat(outcome.isDone()).isTrue();
        assertThat(resource(topic).config().keySet()).containsExactly("cleanup.policy", "segment.bytes");
    }

    @Test
    default void alteringATopicThatIsGoneFails() {
        ResourceId topic = fresh("gone-alter");

        assertThat(code(perform(alter(topic, "retention.ms", "1000")))).isEqualTo("KG310");
    }

    @Test
    default void growsATopicAndSucceedsWhereItHasGrownAlready() {
        ResourceId topic = created("grow", 1, 1, Map.of());

        assertThat(perform(new TopicOperation.AddPartitions(topic, 3, List.of()))
                        .isDone())
                .isTrue();
        await(() -> facts(topic).assignment().size() == 3);
        assertThat(perform(new TopicOperation.AddPartitions(topic, 3, List.of()))
                        .isDone())
                .isTrue();
        assertThat(facts(topic).assignment()).hasSize(3);
    }

    @Test
    default void growsATopicOntoTheBrokersNamed() {
        ResourceId topic = created("grow-there", 1, 1, Map.of());
        int broker = brokerIds().get(2);

        assertThat(perform(new TopicOperation.AddPartitions(topic, 2, List.of(List.of(broker))))
                        .isDone())
                .isTrue();
        await(() -> facts(topic).assignment().size() == 2);

        assertThat(facts(topic).assignment().get(1)).containsExactly(broker);
    }

    @Test
    default void refusesToShrinkATopic() {
        ResourceId topic = created("shrink", 3, 1, Map.of());

        TopicOperation.AddPartitions shrink = new TopicOperation.AddPartitions(topic, 2, List.of());

        assertThat(code(perform(shrink))).isEqualTo("KG304");
        assertThat(cluster().validate(List.of(shrink))).singleElement().satisfies(objection -> {
            assertThat(objection.diagnostic().code()).isEqualTo("KG304");
            assertThat(objection.path()).isEqualTo(Resource.PARTITIONS);
        });
        assertThat(facts(topic).assignment()).hasSize(3);
    }

    @Test
    default void movesReplicasUpAndDown() {
        ResourceId topic = created("replicas", 2, 1, Map.of());
        List<Integer> ids = brokerIds();
        SortedMap<Integer, List<Integer>> up = new TreeMap<>();
        up.put(0, List.of(ids.get(0), ids.get(1), ids.get(2)));
        up.put(1, List.of(ids.get(1), ids.get(2), ids.get(0)));

        assertThat(perform(new TopicOperation.Reassign(topic, up, null)).isDone())
                .isTrue();
        await(() -> "3".equals(resource(topic).text(Resource.REPLICATION_FACTOR)));
        assertThat(facts(topic).assignment()).containsExactlyElementsOf(up.values());
        assertThat(facts(topic).isReassigning()).isFalse();

        SortedMap<Integer, List<Integer>> down = new TreeMap<>();
        down.put(0, List.of(ids.get(2)));
        down.put(1, List.of(ids.get(1)));
        assertThat(perform(new TopicOperation.Reassign(topic, down, null)).isDone())
                .isTrue();
        await(() -> "1".equals(resource(topic).text(Resource.REPLICATION_FACTOR)));
        assertThat(facts(topic).assignment()).containsExactlyElementsOf(down.values());
    }

    @Test
    default void showsAnUnevenFactorAsARange() {
        ResourceId topic = created("uneven", 2, 1, Map.of());
        SortedMap<Integer, List<Integer>> first = new TreeMap<>();
        first.put(0, List.copyOf(brokerIds().subList(0, 3)));

        assertThat(perform(new TopicOperation.Reassign(topic, first, null)).isDone())
                .isTrue();
        await(() -> facts(topic).assignment().get(0).size() == 3);

        assertThat(resource(topic).text(Resource.REPLICATION_FACTOR)).isEqualTo("1..3");
        assertThat(facts(topic).hasUniformFactor()).isFalse();
    }

    @Test
    default void refusesReplicasOnABrokerThatIsNotThere() {
        ResourceId topic = created("no-broker", 1, 1, Map.of());
        SortedMap<Integer, List<Integer>> target = new TreeMap<>(Map.of(0, List.of(4711)));

        assertThat(code(perform(new TopicOperation.Reassign(topic, target, null))))
                .isEqualTo("KG303");
    }

    @Test
    default void deletesThisVeryTopic() {
        ResourceId topic = created("delete", 1, 1, Map.of());
        TopicOperation.DeleteTopic delete =
                new TopicOperation.DeleteTopic(topic, facts(topic).topicId());

        assertThat(perform(delete).isDone()).isTrue();
        await(() -> read(topic).state().get(topic) == null);

        assertThat(perform(delete).isDone()).as("gone already").isTrue();
    }

    @Test
    default void leavesATopicAloneThatWasCreatedAgain() {
        ResourceId topic = created("recreated", 1, 1, Map.of());
        TopicOperation.DeleteTopic old =
                new TopicOperation.DeleteTopic(topic, facts(topic).topicId());
        perform(old);
        await(() -> read(topic).state().get(topic) == null);
        perform(create(topic, 1, 1, Map.of()));
        await(() -> read(topic).state().get(topic) != null);

        // A broker that has not heard of the new one yet shows that the old one is gone, which is what was asked for.
        await(() -> "KG307".equals(code(perform(old))));
        assertThat(read(topic).state().get(topic)).isNotNull();
    }

    @Test
    default void answersForEachActionOnItsOwnInTheirOrder() {
        ResourceId bad = fresh("b-bad");
        ResourceId good = fresh("a-good");
        List<Operation> actions = List.of(
                create(bad, 1, 1, Map.of("no.such.key", "x")),
                create(good, 1, 1, Map.of()),
                create(fresh("c-factor"), 1, 99, Map.of()));

        List<OperationResult> outcomes = cluster().execute(actions, progress -> {});

        assertThat(outcomes.stream().map(OperationResult::action)).containsExactlyElementsOf(actions);
        assertThat(outcomes.stream().map(this::code).toList()).containsExactly("KG301", null, "KG303");
        await(() -> read(good).state().get(good) != null);
        assertThat(read(bad).state().get(bad)).isNull();
    }

    @Test
    default void saysWhichKeyItWouldRefuse() {
        ResourceId topic = created("check-key", 1, 1, Map.of());
        SortedMap<String, Optional<FieldValue>> changes = new TreeMap<>();
        changes.put("retention.ms", Optional.of(FieldValue.of("3600000")));
        changes.put("no.such.key", Optional.of(FieldValue.of("x")));

        List<ValidationFinding> objections =
                cluster().validate(List.of(new TopicOperation.AlterTopicConfig(topic, changes)));

        assertThat(objections).singleElement().satisfies(objection -> {
            assertThat(objection.id()).isEqualTo(topic);
            assertThat(objection.path()).isEqualTo("config.no.such.key");
            assertThat(objection.diagnostic().code()).isEqualTo("KG301");
            assertThat(objection.diagnostic().isError()).isTrue();
            assertThat(objection.diagnostic().subject()).isEqualTo(topic);
        });
    }

    @Test
    default void saysWhichKeyOfANewTopicItWouldRefuse() {
        ResourceId topic = fresh("check-new");

        List<ValidationFinding> objections = cluster()
                .validate(List.of(create(topic, 1, 1, Map.of("retention.ms", "soon", "segment.bytes", "2097152"))));

        assertThat(objections).singleElement().satisfies(objection -> {
            assertThat(objection.path()).isEqualTo("config.retention.ms");
            assertThat(objection.diagnostic().code()).isEqualTo("KG301");
        });
    }

    @Test
    default void doesNothingWhileItChecks() {
        ResourceId topic = created("check-only", 1, 1, Map.of());
        ResourceId absent = fresh("check-absent");

        List<ValidationFinding> objections = cluster()
                .validate(List.of(
                        alter(topic, "retention.ms", "3600000"),
                        create(absent, 1, 1, Map.of()),
                        new TopicOperation.AddPartitions(topic, 4, List.of())));

        assertThat(objections).isEmpty();
        assertThat(resource(topic).config()).isEmpty();
        assertThat(facts(topic).assignment()).hasSize(1);
        assertThat(read(absent).state().get(absent)).isNull();
    }

    @Test
    default void findsNothingAtStakeInAnEmptyTopic() {
        ResourceId topic = created("evidence", 2, 1, Map.of());
        ResourceId absent = fresh("evidence-absent");

        SortedMap<ResourceId, Evidence> evidence =
                cluster().evidence(List.of(new TopicUsage.Request(topic, 1000L), new TopicUsage.Request(absent, null)));
        TopicUsage usage = TopicUsage.in(evidence, topic);

        assertThat(evidence.keySet()).containsExactly(topic);
        assertThat(usage.records()).containsExactly(0L, 0L);
        assertThat(usage.bytes()).containsExactly(0L, 0L);
        assertThat(usage.recordsCut()).isZero();
        assertThat(usage.groups()).isEmpty();
    }
}
