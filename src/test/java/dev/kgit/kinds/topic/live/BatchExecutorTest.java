package dev.kgit.kinds.topic.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.OperationProgress;
import dev.kgit.cluster.Permit;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import dev.kgit.kafka.BrokerErrors;
import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicOperation;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Redactor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Requests whose answers are made up, against a cluster that is not (it is looked at where answers leave doubt). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RealServers
class BatchExecutorTest {

    private KafkaConnection connection;
    private final List<OperationProgress> words = new ArrayList<>();

    @BeforeAll
    void connect() {
        connection = KafkaConnection.to(Brokers.shared().client(), Duration.ofMinutes(1), Redactor.NONE);
    }

    @AfterAll
    void close() {
        connection.close();
    }

    @Test
    void sendsNoMoreThanBrokersStandInOneRequest() {
        Scripted requests = new Scripted();

        perform(actions(450), requests);

        assertThat(requests.batches).extracting(List::size).containsExactly(200, 200, 50);
    }

    /** Asked before each request: what is on its way when the lease is lost was sent, and nothing after it. */
    @Test
    void sendsNothingMoreOnceItMayNot() {
        Scripted requests = new Scripted();
        Diagnostic lost = Diagnostic.error(Permit.LEASE_LOST, "the lease was lost");
        Permit permit = () -> requests.batches.isEmpty() ? Optional.empty() : Optional.of(lost);

        Map<TopicOperation.CreateTopic, Diagnostic> fates = new BatchExecutor(
                        connection, new BrokerErrors(new Redactor(List.of())), permit, words::add)
                .perform(actions(450), requests);

        assertThat(requests.batches).hasSize(1);
        assertThat(fates.values()).filteredOn(fate -> fate == null).hasSize(200);
        assertThat(fates.values()).filteredOn(fate -> fate != null).hasSize(250).containsOnly(lost);
    }

    @Test
    void cutsBatchesByWeight() {
        Scripted requests = new Scripted();
        requests.weight = 90;

        perform(actions(5), requests);

        assertThat(requests.batches).extracting(List::size).containsExactly(2, 2, 1);
    }

    @Test
    void sendsWhatIsTooLargeByItself() {
        Scripted requests = new Scripted();
        requests.weight = 900;

        assertThat(perform(actions(2), requests).values()).containsOnlyNulls();
        assertThat(requests.batches).extracting(List::size).containsExactly(1, 1);
    }

    @Test
    void neverNamesATopicTwiceInOneRequest() {
        Scripted requests = new Scripted();
        TopicOperation.CreateTopic one = action("twice");
        TopicOperation.CreateTopic two = action("twice");

        Map<TopicOperation.CreateTopic, Diagnostic> fates = perform(List.of(one, two), requests);

        assertThat(requests.batches).extracting(List::size).containsExactly(1, 1);
        assertThat(fates).hasSize(2);
    }

    @Test
    void triesAgainWhatMayPass() {
        TopicOperation.CreateTopic action = action("retried");
        Scripted requests = new Scripted();
        requests.answers(action, new NotControllerException("moved"), new TimeoutException("late"), null);

        assertThat(perform(List.of(action), requests)).containsEntry(action, null);
        assertThat(requests.batches).hasSize(3);
    }

    @Test
    void givesUpOnWhatDoesNotPass() {
        TopicOperation.CreateTopic action = action("stuck");
        Scripted requests = new Scripted();
        requests.answers(
                action,
                IntStream.range(0, 9)
                        .mapToObj(i -> new NotControllerException("moved"))
                        .toArray(RuntimeException[]::new));

        assertThat(perform(List.of(action), requests).get(action).code()).isEqualTo("KG313");
        assertThat(requests.batches).hasSize(4);
    }

    @Test
    void takesATimeoutForDoneWhereTheClusterShowsIt() {
        TopicOperation.CreateTopic action = action("late");
        Scripted requests = new Scripted();
        requests.answers(action, new TimeoutException("late"));
        requests.seen = BatchRequest.Seen.DONE;

        assertThat(perform(List.of(action), requests)).containsEntry(action, null);
        assertThat(requests.batches).hasSize(1);
    }

    @Test
    void takesExistingForDoneOnlyWhereTheClusterShowsIt() {
        TopicOperation.CreateTopic action = action("there");
        Scripted requests = new Scripted();
        requests.answers(action, new TopicExistsException("there"));

        assertThat(perform(List.of(action), requests).get(action).code()).isEqualTo("KG308");
        assertThat(requests.batches).hasSize(1);
    }

    @Test
    void waitsForAQuotaAsLongAsItGetsOn() {
        List<TopicOperation.CreateTopic> actions = actions(12);
        Scripted requests = new Scripted();
        // One more gets through each time: more rounds than anything else is tried.
        for (int i = 0; i < actions.size(); i++) {
            requests.answers(actions.get(i), quotas(i));
        }

        assertThat(perform(actions, requests).values()).hasSize(12).containsOnlyNulls();
        assertThat(words).extracting(OperationProgress::text).anyMatch(text -> text.contains("mutation quota"));
    }

    @Test
    void givesUpOnAQuotaThatLetsNothingThrough() {
        TopicOperation.CreateTopic action = action("starved");
        Scripted requests = new Scripted();
        requests.answers(action, quotas(50));

        assertThat(perform(List.of(action), requests).get(action).code()).isEqualTo("KG306");
    }

    @Test
    void answersForEachOnItsOwn() {
        TopicOperation.CreateTopic good = action("good");
        TopicOperation.CreateTopic bad = action("bad");
        Scripted requests = new Scripted();
        requests.answers(bad, new InvalidRequestException("no"));

        Map<TopicOperation.CreateTopic, Diagnostic> fates = perform(List.of(bad, good), requests);

        assertThat(fates.get(good)).isNull();
        assertThat(fates.get(bad).code()).isEqualTo("KG300");
    }

    private static RuntimeException[] quotas(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ThrottlingQuotaExceededException(2, "quota"))
                .toArray(RuntimeException[]::new);
    }

    private Map<TopicOperation.CreateTopic, Diagnostic> perform(
            List<TopicOperation.CreateTopic> actions, Scripted requests) {
        return new BatchExecutor(connection, new BrokerErrors(new Redactor(List.of())), Permit.ALWAYS, words::add)
                .perform(actions, requests);
    }

    private static List<TopicOperation.CreateTopic> actions(int count) {
        return IntStream.range(0, count).mapToObj(i -> action("topic-" + i)).toList();
    }

    private static TopicOperation.CreateTopic action(String name) {
        return new TopicOperation.CreateTopic(TopicKind.id(name), 1, 1, new TreeMap<>());
    }

    /** Gives each action its answers, one after the other, and success after the last. */
    private static final class Scripted implements BatchRequest<TopicOperation.CreateTopic> {
        final List<List<TopicOperation.CreateTopic>> batches = new ArrayList<>();
        final Map<TopicOperation.CreateTopic, Deque<Throwable>> answers = new IdentityHashMap<>();
        int weight = 1;
        Seen seen = Seen.NOT_DONE;

        void answers(TopicOperation.CreateTopic action, RuntimeException... failures) {
            Deque<Throwable> queue = new ArrayDeque<>();
            for (RuntimeException failure : failures) {
                if (failure != null) {
                    queue.add(failure);
                }
            }
            answers.put(action, queue);
        }

        @Override
        public int weight(TopicOperation.CreateTopic action) {
            return weight;
        }

        @Override
        public Map<TopicOperation.CreateTopic, KafkaFuture<Void>> send(
                List<TopicOperation.CreateTopic> actions, boolean pretend) {
            batches.add(List.copyOf(actions));
            Map<TopicOperation.CreateTopic, KafkaFuture<Void>> futures = new IdentityHashMap<>();
            actions.forEach(action -> futures.put(action, answer(action)));
            return futures;
        }

        private KafkaFuture<Void> answer(TopicOperation.CreateTopic action) {
            Throwable failure = answers.getOrDefault(action, new ArrayDeque<>()).poll();
            KafkaFutureImpl<Void> future = new KafkaFutureImpl<>();
            if (failure == null) {
                future.complete(null);
            } else {
                future.completeExceptionally(failure);
            }
            return future;
        }

        @Override
        public boolean mayBeDone(Throwable failure) {
            return failure instanceof TopicExistsException;
        }

        @Override
        public Seen look(TopicOperation.CreateTopic action, Throwable failure, LiveState now) {
            return seen;
        }
    }
}
