package dev.kgit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.concurrent.ShutdownHooks;
import dev.kgit.kinds.topic.live.KafkaTopics;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.KgitException;
import dev.kgit.model.Place;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClientPropertyCheckTest {

    private static final Place PLACE = new Place("environments/dev/environment.yaml", 3, 3);

    private static SortedMap<String, FieldValue> with(String key, String value) {
        return new TreeMap<>(Map.of(
                "bootstrap.servers",
                FieldValue.of("localhost:1"),
                key,
                new FieldValue(value, FieldValue.Sensitivity.NONE, null, PLACE)));
    }

    @Test
    void aMistypedPropertyIsAnErrorAtItsLineWithWhatWasMeant() {
        List<Diagnostic> said = ClientPropertyCheck.objections(with("security.protcol", "SASL_SSL"));
        assertThat(said).hasSize(1);
        assertThat(said.get(0).code()).isEqualTo("KG404");
        assertThat(said.get(0).hint()).isEqualTo("did you mean `security.protocol`?");
        assertThat(said.get(0).place()).isEqualTo(PLACE);
    }

    @Test
    void nothingIsConnectedToWithOne() {
        assertThatThrownBy(() -> KafkaTopics.connect(
                        with("security.protcol", "SASL_SSL"),
                        Duration.ofSeconds(1),
                        Clock.systemUTC(),
                        ShutdownHooks.NONE))
                .isInstanceOf(KgitException.Invalid.class);
    }

    @Test
    void aPropertyOfAPluginOrOfAnotherClientIsNobodysMistake() {
        assertThat(ClientPropertyCheck.objections(with("com.example.login.tenant", "a")))
                .isEmpty();
        assertThat(ClientPropertyCheck.objections(with("max.poll.records", "10"))).isEmpty();
    }
}
