package dev.kgit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Redactor;
import dev.kgit.model.ResourceId;
import java.util.List;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.junit.jupiter.api.Test;

class BrokerErrorsTest {

    private static final ResourceId TOPIC = TopicKind.id("orders");

    private final BrokerErrors refusals = new BrokerErrors(new Redactor(List.of("hunter2")));

    @Test
    void namesAPolicyAndWhatItSays() {
        Diagnostic why = refusals.of(TOPIC, new PolicyViolationException("names begin with a team"));

        assertThat(why.code()).isEqualTo("KG302");
        assertThat(why.message())
                .isEqualTo("topic/orders: a policy of the brokers forbids it: names begin with a team");
        assertThat(why.subject()).isEqualTo(TOPIC);
    }

    @Test
    void takesSecretsOutOfWhatBrokersRepeat() {
        Diagnostic why = refusals.of(TOPIC, new InvalidConfigurationException("Invalid value hunter2 for x"));

        assertThat(why.message()).contains("(sensitive)").doesNotContain("hunter2");
    }

    @Test
    void keepsWhatBrokersSayOnOneLine() {
        Diagnostic why = refusals.of(TOPIC, new InvalidRequestException("one\n::error::two\u001b[31m\u202e three"));

        assertThat(why.message()).doesNotContain("\n", "\u001b", "\u202e");
    }

    @Test
    void doesNotRepeatDumpsOfRequests() {
        Diagnostic why = refusals.of(TOPIC, new ClusterAuthorizationException("Request(processor=1, buffer=...)"));

        assertThat(why.code()).isEqualTo("KG410");
        assertThat(why.message()).doesNotContain("Request(");
    }

    @Test
    void pointsToTheLogWhereABrokerSaysNothing() {
        assertThat(refusals.of(TOPIC, new UnknownServerException("The server experienced an error"))
                        .hint())
                .contains("log");
    }

    @Test
    void tellsTooLateFromNo() {
        assertThat(refusals.of(TOPIC, new TimeoutException("late")).code()).isEqualTo("KG313");
    }
}
