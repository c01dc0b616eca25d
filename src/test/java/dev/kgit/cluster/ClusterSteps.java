package dev.kgit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.topic.TopicOperation;
import dev.kgit.kinds.topic.TopicStatus;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Short words for what the claims about a platform are made with. */
public interface ClusterSteps {

    Cluster cluster();

    /** A topic name that nobody has used. */
    ResourceId fresh(String hint);

    default ResourceId created(String hint, int partitions, int factor, Map<String, String> config) {
        ResourceId topic = fresh(hint);
        assertThat(perform(create(topic, partitions, factor, config)).isDone()).isTrue();
        // Of several brokers some show it later than others, and any of them may be asked next.
        await(() -> IntStream.range(0, 5).allMatch(time -> {
            Resource live = read(topic).state().get(topic);
            return live != null && live.config().size() == config.size();
        }));
        return topic;
    }

    default TopicOperation.CreateTopic create(
            ResourceId topic, int partitions, int factor, Map<String, String> config) {
        SortedMap<String, FieldValue> settings = new TreeMap<>();
        config.forEach((key, value) -> settings.put(key, FieldValue.of(value)));
        return new TopicOperation.CreateTopic(topic, partitions, factor, settings);
    }

    default TopicOperation.AlterTopicConfig alter(ResourceId topic, String key, String value) {
        return new TopicOperation.AlterTopicConfig(
                topic, new TreeMap<>(Map.of(key, Optional.of(FieldValue.of(value)))));
    }

    default OperationResult perform(Operation action) {
        List<OperationResult> outcomes = cluster().execute(List.of(action), progress -> {});
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    default @Nullable String code(OperationResult outcome) {
        Diagnostic failure = outcome.failure();
        return failure == null ? null : failure.code();
    }

    default LiveState read(ResourceId... topics) {
        return cluster().read(() -> Set.copyOf(List.of(topics)));
    }

    default Resource resource(ResourceId topic) {
        Resource resource = read(topic).state().get(topic);
        assertThat(resource).as("%s is there", topic).isNotNull();
        return resource;
    }

    default TopicStatus facts(ResourceId topic) {
        TopicStatus facts = TopicStatus.of(read(topic), topic);
        assertThat(facts).as("%s is there", topic).isNotNull();
        return facts;
    }

    default List<Integer> brokerIds() {
        List<Integer> ids = new ArrayList<>();
        cluster().read(Set::of).platform().brokers().forEach(broker -> ids.add(broker.id()));
        return ids;
    }

    /** Brokers answer from caches that lag behind what was written. */
    default void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }
}
