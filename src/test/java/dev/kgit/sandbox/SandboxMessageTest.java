package dev.kgit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SandboxMessageTest {

    @Test
    void isOneLineWhateverItsValuesHold() {
        SandboxMessage message =
                SandboxMessage.of(SandboxMessage.FAILED, "reason", "two\nlines, a = b & c, 100 %, ünïcode \u0001");

        assertThat(message.toLine()).doesNotContain("\n");
        assertThat(SandboxMessage.ofLine(message.toLine())).isEqualTo(message);
    }

    @Test
    void keepsPropertiesApartFromItsOwnValues() {
        SandboxMessage message =
                SandboxMessage.of(SandboxMessage.WORKER, "name", "main").withProperties(Map.of("name", "x", "a b", ""));

        SandboxMessage read = SandboxMessage.ofLine(message.toLine());
        assertThat(read.value("name")).isEqualTo("main");
        assertThat(read.properties()).containsExactly(Map.entry("a b", ""), Map.entry("name", "x"));
    }

    @Test
    void refusesWhatIsNoMessage() {
        assertThatThrownBy(() -> SandboxMessage.ofLine("brokers nonsense"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SandboxMessage.of("brokers").value("ports"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
