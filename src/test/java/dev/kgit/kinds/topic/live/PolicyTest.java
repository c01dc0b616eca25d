package dev.kgit.kinds.topic.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.Operation;
import dev.kgit.cluster.ValidationFinding;
import dev.kgit.concurrent.ShutdownHooks;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicOperation;
import dev.kgit.model.FieldValue;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.server.policy.AlterConfigPolicy;
import org.apache.kafka.server.policy.CreateTopicPolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A broker whose administrators have rules of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RealServers
class PolicyTest {

    private Brokers brokers;
    private KafkaTopics kafka;

    @BeforeAll
    void start() {
        brokers = Brokers.start(
                1,
                Map.of(
                        "create.topic.policy.class.name", NamesOfTeams.class.getName(),
                        "alter.config.policy.class.name", NoLongRetention.class.getName()));
        kafka = KafkaTopics.connect(brokers.client(), Duration.ofMinutes(1), Clock.systemUTC(), ShutdownHooks.NONE);
    }

    @AfterAll
    void stop() {
        kafka.close();
        brokers.close();
    }

    @Test
    void saysWhatAPolicyHasAgainstATopicAsAWhole() {
        ValidationFinding objection = only(create("tmp", Map.of("segment.ms", "60000", "retention.ms", "1000")));
        assertThat(objection.path()).isNull();
        assertThat(objection.diagnostic().code()).isEqualTo("KG302");
        assertThat(objection.diagnostic().message()).contains("a name begins with a team");
    }

    @Test
    void saysWhichKeyAPolicyForbids() {
        ValidationFinding objection =
                only(create("team.created", Map.of("segment.ms", "60000", "retention.ms", "9000000000")));
        assertThat(objection.path()).isEqualTo("config.retention.ms");
        assertThat(objection.diagnostic().code()).isEqualTo("KG302");
        assertThat(objection.diagnostic().message()).contains("thirty days are enough");
    }

    @Test
    void saysWhichChangedKeyAPolicyForbids() {
        TopicOperation.CreateTopic there = create("team.altered", Map.of());
        assertThat(kafka.execute(List.of(there), word -> {}).get(0).isDone()).isTrue();
        ValidationFinding objection = only(new TopicOperation.AlterTopicConfig(
                there.id(),
                new TreeMap<>(Map.of(
                        "segment.ms", Optional.of(FieldValue.of("60000")),
                        "retention.ms", Optional.of(FieldValue.of("9000000000"))))));
        assertThat(objection.path()).isEqualTo("config.retention.ms");
    }

    @Test
    void hasNothingAgainstTheRest() {
        assertThat(kafka.validate(List.of(create("team.fine", Map.of("retention.ms", "1000")))))
                .isEmpty();
    }

    private ValidationFinding only(Operation action) {
        List<ValidationFinding> objections = kafka.validate(List.of(action));
        assertThat(objections).hasSize(1);
        return objections.get(0);
    }

    private static TopicOperation.CreateTopic create(String name, Map<String, String> config) {
        TreeMap<String, FieldValue> settings = new TreeMap<>();
        config.forEach((key, value) -> settings.put(key, FieldValue.of(value)));
        return new TopicOperation.CreateTopic(TopicKind.id(name), 1, 1, settings);
    }

    public static final class NamesOfTeams implements CreateTopicPolicy {
        @Override
        public void validate(RequestMetadata request) {
            if (!request.topic().startsWith("team.")) {
                throw new PolicyViolationException("a name begins with a team");
            }
        }

        @Override
        public void configure(Map<String, ?> configs) {}

        @Override
        public void close() {}
    }

    public static final class NoLongRetention implements AlterConfigPolicy {
        @Override
        public void validate(RequestMetadata request) {
            String retention = request.configs().get("retention.ms");
            if (retention != null
                    && Long.parseLong(retention) > Duration.ofDays(30).toMillis()) {
                throw new PolicyViolationException("thirty days are enough");
            }
        }

        @Override
        public void configure(Map<String, ?> configs) {}

        @Override
        public void close() {}
    }
}
