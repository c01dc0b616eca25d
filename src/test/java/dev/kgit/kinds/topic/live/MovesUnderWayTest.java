package dev.kgit.kinds.topic.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.OperationResult;
import dev.kgit.fixture.Await;
import dev.kgit.fixture.RealServers;
import dev.kgit.kinds.topic.TopicStatus;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Moves that somebody has begun before: a run of kgit that was killed, or another tool. */
@RealServers
@Order(2)
class MovesUnderWayTest extends MovingFixture {

    @Test
    void showTheFactorTheyComeFromAndTheOneTheyLeadTo() throws Exception {
        ResourceId topic = topicWithData("shown", 1, 12_000_000);
        try (KafkaTopics kafka = kafka()) {
            begun(kafka, topic, List.of(1, 2, 3), UNHURRIED);

            var live = kafka.read(() -> Set.of(topic));
            assertThat(live.state().get(topic).text(Resource.REPLICATION_FACTOR))
                    .isEqualTo("1..3");
            assertThat(TopicStatus.of(live, topic).inFlight()).containsExactly(0);
            assertThat(TopicStatus.of(live, topic).movesTo(3)).isTrue();
            assertThat(TopicStatus.of(live, topic).movesTo(2)).isFalse();
            assertThat(move(kafka, topic, Map.of(0, List.of(1, 2, 3)), FAST)).matches(OperationResult::isDone);
        }
    }

    /** Also faster than the killed run: a run is killed because it is too slow. */
    @Test
    void ofAKilledRunGoOnAtTheRateOfThisOne() throws Exception {
        ResourceId topic = topicWithData("faster", 1, 6_000_000);
        try (KafkaTopics kafka = kafka()) {
            begun(kafka, topic, List.of(1, 2), UNHURRIED / 10);
            kafka.read(() -> Set.of(topic));

            CompletableFuture<OperationResult> moved =
                    CompletableFuture.supplyAsync(() -> move(kafka, topic, Map.of(0, List.of(1, 2)), 3 * UNHURRIED));
            Await.until(() -> throttles().contains("broker 2 follower.replication.throttled.rate=905448"));
            assertThat(moved.get(60, TimeUnit.SECONDS)).matches(OperationResult::isDone);
        }
        assertThat(inSync(topic)).containsExactly(2);
    }

    @Test
    void ofAKilledRunGoOnUnthrottledWhereNoRateIsGiven() throws Exception {
        // At the old rate it would take minutes.
        ResourceId topic = topicWithData("unthrottled", 1, 6_000_000);
        try (KafkaTopics kafka = kafka()) {
            begun(kafka, topic, List.of(1, 2), UNHURRIED / 10);
            kafka.read(() -> Set.of(topic));

            CompletableFuture<OperationResult> moved =
                    CompletableFuture.supplyAsync(() -> move(kafka, topic, Map.of(0, List.of(1, 2)), null));
            assertThat(moved.get(60, TimeUnit.SECONDS)).matches(OperationResult::isDone);
        }
        assertThat(inSync(topic)).containsExactly(2);
    }

    @Test
    void goOnWithoutKgitAndItsThrottleWhenLeft() throws Exception {
        ResourceId topic = topicWithData("left", 1, 6_000_000);
        try (KafkaTopics kafka = kafka()) {
            CompletableFuture<OperationResult> moved =
                    CompletableFuture.supplyAsync(() -> move(kafka, topic, Map.of(0, List.of(1, 2)), UNHURRIED / 10));
            Await.until(() -> moving() == 1 && kafka.isMoving());

            kafka.leave();

            assertThat(moved.get(60, TimeUnit.SECONDS).failure())
                    .isNotNull()
                    .matches(failure -> failure.code().equals("KG317"));
            Await.until(() -> throttles().isEmpty());
            assertThat(kafka.isMoving()).isFalse();
        }
        Await.until(() -> moving() == 0 && inSync(topic).equals(List.of(2)));
    }

    @Test
    void ofSomebodyElseAreNotTakenBackWhenCancelled() throws Exception {
        ResourceId topic = topicWithData("theirs", 1, 6_000_000);
        try (KafkaTopics kafka = kafka()) {
            set(broker(1), "leader.replication.throttled.rate", "1000");
            set(topic(topic), "leader.replication.throttled.replicas", "*");
            begun(topic, List.of(1, 2));
            CompletableFuture<OperationResult> moved =
                    CompletableFuture.supplyAsync(() -> move(kafka, topic, Map.of(0, List.of(1, 2)), FAST));
            Await.until(kafka::isMoving);

            kafka.cancel();

            assertThat(moved.get(60, TimeUnit.SECONDS).failure()).isNotNull();
            assertThat(moving()).isEqualTo(1);
            assertThat(throttles())
                    .as("theirs stands, and kgit adds none to a move that it has not begun")
                    .containsExactly(
                            "broker 1 leader.replication.throttled.rate=1000",
                            "topic " + topic.name() + " leader.replication.throttled.replicas=*");
        } finally {
            set(broker(1), "leader.replication.throttled.rate", null);
            set(topic(topic), "leader.replication.throttled.replicas", null);
            Await.until(() -> moving() == 0 && throttles().isEmpty());
        }
    }

    @Test
    void ofSomebodyElseKeepNobodyFromSweepingWhatAKilledRunHasLeft() throws Exception {
        ResourceId left = topicWithData("swept", 1, 1_000);
        ResourceId theirs = topicWithData("moving", 1, 6_000_000);
        try (KafkaTopics kafka = kafka()) {
            set(broker(1), "leader.replication.throttled.rate", "1000");
            set(topic(theirs), "leader.replication.throttled.replicas", "*");
            begun(theirs, List.of(1, 2));
            new ReplicationThrottle(kafka.connection())
                    .on(
                            Map.of(left.name(), new ReplicationThrottle.Lists(List.of("0:1"), List.of("0:2"))),
                            List.of(2),
                            FAST);
            Await.until(() -> throttles().size() == 6);

            kafka.read(() -> Set.of(left));
            Await.until(() -> kafka.sweepThrottles() == 4 || throttles().size() == 2);
            Await.until(() -> throttles().size() == 2);

            assertThat(throttles()).noneMatch(throttle -> throttle.contains("5448"));
        } finally {
            set(broker(1), "leader.replication.throttled.rate", null);
            set(topic(theirs), "leader.replication.throttled.replicas", null);
            Await.until(() -> moving() == 0 && throttles().isEmpty());
        }
    }

    @Test
    void ofAnotherRunOfKgitKeepTheirRatesWhenThisOneSweeps() throws Exception {
        ResourceId theirs = topicWithData("other-run", 1, 3_000_000);
        try (KafkaTopics kafka = kafka()) {
            begun(kafka, theirs, List.of(1, 2), UNHURRIED / 10);

            assertThat(kafka.sweepThrottles()).isZero();

            assertThat(throttles()).hasSize(6);
            kafka.read(() -> Set.of(theirs));
            assertThat(move(kafka, theirs, Map.of(0, List.of(1, 2)), null)).matches(OperationResult::isDone);
        }
    }

    /** What a run leaves that is killed in the middle. */
    private void begun(KafkaTopics kafka, ResourceId topic, List<Integer> target, long rate) {
        List<String> newcomers = target.stream()
                .filter(broker -> broker != 1)
                .map(broker -> "0:" + broker)
                .toList();
        new ReplicationThrottle(kafka.connection())
                .on(Map.of(topic.name(), new ReplicationThrottle.Lists(List.of("0:1"), newcomers)), target, rate);
        Await.until(() -> throttles().size() == 2 * target.size() + 2);
        begun(topic, target);
    }

    private void begun(ResourceId topic, List<Integer> target) {
        get(admin.alterPartitionReassignments(
                        Map.of(new TopicPartition(topic.name(), 0), Optional.of(new NewPartitionReassignment(target))))
                .all());
        Await.until(() -> moving() == 1);
    }
}
