package dev.kgit.kinds.topic.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.Operation;
import dev.kgit.cluster.OperationResult;
import dev.kgit.cluster.Permit;
import dev.kgit.fixture.Await;
import dev.kgit.fixture.RealServers;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicOperation;
import dev.kgit.kinds.topic.TopicStatus;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Moves from beginning to end, and those that are ended early. */
@RealServers
@Order(2)
class ReassignerTest extends MovingFixture {

    @Test
    void goesFromOneToThreeToTwoReplicasWithItsData() throws Exception {
        ResourceId topic = topicWithData("grow", 3, 1_000_000);
        try (KafkaTopics kafka = kafka()) {
            assertThat(move(kafka, topic, Map.of(0, List.of(1, 2, 3), 1, List.of(2, 3, 1), 2, List.of(3, 1, 2)), FAST))
                    .matches(OperationResult::isDone);
            assertThat(replicas(topic)).containsExactly(List.of(1, 2, 3), List.of(2, 3, 1), List.of(3, 1, 2));
            Await.until(() -> leaders(topic).equals(List.of(1, 2, 3)));
            assertThat(inSync(topic)).allMatch(isr -> isr == 3);

            assertThat(move(kafka, topic, Map.of(0, List.of(2, 3), 1, List.of(2, 1), 2, List.of(1, 2)), FAST))
                    .matches(OperationResult::isDone);
            assertThat(replicas(topic)).containsExactly(List.of(2, 3), List.of(2, 1), List.of(1, 2));
            Await.until(() -> leaders(topic).equals(List.of(2, 2, 1)));
        }
    }

    @Test
    void isThrottledWhileItCopiesAndTellsHowFarItIs() throws Exception {
        ResourceId topic = topicWithData("throttled", 1, 5_000_000);
        try (KafkaTopics kafka = kafka()) {
            CompletableFuture<OperationResult> moved =
                    CompletableFuture.supplyAsync(() -> move(kafka, topic, Map.of(0, List.of(1, 2)), UNHURRIED));
            Await.until(() -> throttles().size() == 6);

            assertThat(throttles())
                    .contains(
                            "broker 1 leader.replication.throttled.rate=305448",
                            "broker 2 follower.replication.throttled.rate=305448");
            assertThat(TopicStatus.of(kafka.read(() -> Set.of(topic)), topic)).matches(facts -> facts.isReassigning());
            assertThat(kafka.read(() -> Set.of(topic)).state().get(topic).config())
                    .isEmpty();
            assertThat(moved.get(60, TimeUnit.SECONDS)).matches(OperationResult::isDone);
        }
        assertThat(words)
                .anyMatch(word -> word.text().matches("0 of 1 partitions moved, .* of .*, \\d+ %, .*/s, \\d+ s left"));
    }

    @Test
    void takesTheMoveAndItsThrottlesBackWhenInterrupted() throws Exception {
        ResourceId topic = topicWithData("interrupted", 2, 12_000_000);
        AtomicReference<OperationResult> outcome = new AtomicReference<>();
        AtomicReference<Boolean> stillInterrupted = new AtomicReference<>();
        try (KafkaTopics kafka = kafka()) {
            Thread thread = new Thread(() -> {
                outcome.set(move(kafka, topic, Map.of(0, List.of(1, 2), 1, List.of(2, 3)), UNHURRIED));
                stillInterrupted.set(Thread.currentThread().isInterrupted());
            });
            thread.start();
            Await.until(() -> moving() == 2);

            thread.interrupt();
            thread.join(60_000);
        }
        assertThat(outcome.get()).isNotNull().matches(it -> !it.isDone());
        assertThat(stillInterrupted.get()).isTrue();
        assertThat(moving()).isZero();
        Await.until(() -> replicas(topic).equals(List.of(List.of(1), List.of(2))));
    }

    @Test
    void takesTheMoveAndItsThrottlesBackWhenCancelled() throws Exception {
        ResourceId topic = topicWithData("cancelled", 1, 12_000_000);
        try (KafkaTopics kafka = kafka()) {
            CompletableFuture<OperationResult> moved =
                    CompletableFuture.supplyAsync(() -> move(kafka, topic, Map.of(0, List.of(1, 2)), UNHURRIED));
            Await.until(() -> moving() == 1);

            kafka.cancel();

            OperationResult outcome = moved.get(60, TimeUnit.SECONDS);
            assertThat(outcome.failure()).isNotNull();
            assertThat(outcome.failure().code()).isEqualTo("KG314");
        }
        assertThat(moving()).isZero();
        Await.until(() -> replicas(topic).equals(List.of(List.of(1))));
    }

    /** What is under way goes on by itself; of what was set only the own throttles are touched again. */
    @Test
    void asksForNothingMoreWhenTheLeaseIsLost() throws Exception {
        ResourceId topic = topicWithData("lost", 1, 12_000_000);
        AtomicBoolean lost = new AtomicBoolean();
        Permit permit = () ->
                lost.get() ? Optional.of(Diagnostic.error(Permit.LEASE_LOST, "the lease was lost")) : Optional.empty();
        Operation move = new TopicOperation.Reassign(topic, new TreeMap<>(Map.of(0, List.of(1, 2))), UNHURRIED);
        try (KafkaTopics kafka = kafka()) {
            CompletableFuture<OperationResult> moved = CompletableFuture.supplyAsync(
                    () -> kafka.execute(List.of(move), permit, word -> {}).get(0));
            Await.until(() -> moving() == 1);

            lost.set(true);

            OperationResult outcome = moved.get(60, TimeUnit.SECONDS);
            assertThat(outcome.failure()).extracting(Diagnostic::code).isEqualTo("KG508");
        }
        Await.until(() -> throttles().isEmpty());
        Await.until(() -> replicas(topic).equals(List.of(List.of(1, 2))));
    }

    @Test
    void takesTheMoveAndItsThrottlesBackWhenTheJvmIsToldToEnd() throws Exception {
        ResourceId topic = topicWithData("ended", 1, 12_000_000);
        try (KafkaTopics kafka = kafka()) {
            CompletableFuture<OperationResult> moved =
                    CompletableFuture.supplyAsync(() -> move(kafka, topic, Map.of(0, List.of(1, 2)), UNHURRIED));
            Await.until(() -> moving() == 1 && !duties.isEmpty());

            duties.get(0).run();

            Await.until(() -> moving() == 0);
            Await.until(() -> throttles().isEmpty());
            assertThat(moved.get(60, TimeUnit.SECONDS)).matches(outcome -> !outcome.isDone());
        }
    }

    @Test
    void leavesThrottlesAloneThatSomebodyElseHasSet() throws Exception {
        ResourceId topic = topicWithData("foreign", 1, 100_000);
        ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
        set(broker, "leader.replication.throttled.rate", "7000000");
        Await.until(() -> throttles().size() == 1);
        try (KafkaTopics kafka = kafka()) {
            assertThat(move(kafka, topic, Map.of(0, List.of(1, 2)), FAST)).matches(OperationResult::isDone);

            assertThat(throttles()).containsExactly("broker 1 leader.replication.throttled.rate=7000000");
        } finally {
            set(broker, "leader.replication.throttled.rate", null);
            Await.until(() -> throttles().isEmpty());
        }
    }

    @Test
    void waitsForAMoveThatIsOnItsWayThereAlready() throws Exception {
        ResourceId topic = topicWithData("underway", 1, 1_000_000);
        admin.alterPartitionReassignments(Map.of(
                        new TopicPartition(topic.name(), 0), Optional.of(new NewPartitionReassignment(List.of(2, 3)))))
                .all()
                .get();
        try (KafkaTopics kafka = kafka()) {
            assertThat(move(kafka, topic, Map.of(0, List.of(2, 3)), null)).matches(OperationResult::isDone);
        }
        assertThat(replicas(topic)).containsExactly(List.of(2, 3));
    }

    @Test
    void refusesToMoveToABrokerThatIsDown() throws Exception {
        ResourceId topic = topicWithData("down", 1, 1_000);
        brokers.stop(3);
        try (KafkaTopics kafka = kafka()) {
            Await.until(() -> nodes() == 2);
            OperationResult outcome = move(kafka, topic, Map.of(0, List.of(1, 3)), null);

            assertThat(outcome.failure()).isNotNull();
            assertThat(outcome.failure().code()).isEqualTo("KG303");
            assertThat(kafka.read(Set::of).platform().brokers())
                    .filteredOn(broker -> broker.id() == 3)
                    .singleElement()
                    .matches(broker -> !broker.usable());
        } finally {
            brokers.restart(3);
            Await.until(() -> nodes() == 3);
        }
    }

    /** Nor asks it for its throttle or its log sizes: an answer would be waited for. */
    @Test
    void takesReplicasOffABrokerThatIsDownWithoutAskingIt() throws Exception {
        ResourceId topic = topicWithData("off", 1, 1_000);
        try (KafkaTopics kafka = kafka(Duration.ofMinutes(2))) {
            assertThat(move(kafka, topic, Map.of(0, List.of(1, 3)), null)).matches(OperationResult::isDone);
            brokers.stop(3);
            Await.until(() -> nodes() == 2);
            long begun = System.nanoTime();
            assertThat(move(kafka, topic, Map.of(0, List.of(1, 2)), FAST)).matches(OperationResult::isDone);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMinutes(1));
            assertThat(inSync(topic)).containsExactly(2);
        } finally {
            brokers.restart(3);
            Await.until(() -> nodes() == 3);
        }
    }

    @Test
    void namesTheBrokerThatGoesDownAndWhatIsTakenBackAndLeft() throws Exception {
        ResourceId topic = topicWithData("dies", 1, 12_000_000);
        try (KafkaTopics kafka = kafka(Duration.ofSeconds(8))) {
            CompletableFuture<OperationResult> moved =
                    CompletableFuture.supplyAsync(() -> move(kafka, topic, Map.of(0, List.of(1, 3)), UNHURRIED));
            Await.until(() -> moving() == 1 && throttles().size() == 6);
            brokers.stop(3);

            OperationResult outcome = moved.get(2, TimeUnit.MINUTES);
            assertThat(outcome.failure()).isNotNull();
            assertThat(outcome.failure().code()).as("%s", outcome.failure()).isEqualTo("KG318");
            assertThat(outcome.failure().message())
                    .contains(
                            "broker 3 went down",
                            "0 of 1 partitions were done",
                            "taken back",
                            "the replication throttle of broker 3 is left");
            assertThat(moving()).isZero();
        } finally {
            brokers.restart(3);
            Await.until(() -> nodes() == 3);
        }
        try (KafkaTopics next = kafka()) {
            next.read(() -> Set.of(topic));
            Await.until(() -> next.sweepThrottles() > 0 || throttles().isEmpty());
        }
    }

    @Test
    void sweepsWhatAKilledRunHasLeftAndNothingElse() throws Exception {
        ResourceId topic = topicWithData("killed", 1, 1_000);
        ConfigResource one = new ConfigResource(ConfigResource.Type.BROKER, "1");
        ConfigResource two = new ConfigResource(ConfigResource.Type.BROKER, "2");
        try (KafkaTopics kafka = kafka()) {
            // What a run has set that was killed before it could take it off.
            new ReplicationThrottle(kafka.connection())
                    .on(
                            Map.of(topic.name(), new ReplicationThrottle.Lists(List.of("0:1"), List.of("0:2"))),
                            List.of(1, 2),
                            FAST);
            set(two, "leader.replication.throttled.rate", "7000000");
            Await.until(() -> throttles().size() == 6);
            Await.until(() -> throttles().contains("broker 2 leader.replication.throttled.rate=7000000"));

            kafka.read(() -> Set.of(topic));
            // As an apply does between its steps.
            kafka.read(() -> Set.of(TopicKind.id("another")));
            Await.until(() -> kafka.sweepThrottles() == 5 || throttles().size() == 1);

            Await.until(() -> throttles().equals(List.of("broker 2 leader.replication.throttled.rate=7000000")));
        } finally {
            set(one, "leader.replication.throttled.rate", null);
            set(two, "leader.replication.throttled.rate", null);
            Await.until(() -> throttles().isEmpty());
        }
    }
}
