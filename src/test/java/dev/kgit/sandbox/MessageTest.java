package dev.kgit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageTest {

    @Test
    void isOneLineWhateverItsValuesHold() {
        Message message = Message.of(Message.FAILED, "reason", "two\nlines, a = b & c, 100 %, ünïcode \u0001");

        assertThat(message.toLine()).doesNotContain("\n");
        assertThat(Message.ofLine(message.toLine())).isEqualTo(message);
    }

    @Test
    void keepsPropertiesApartFromItsOwnValues() {
        Message message = Message.of(Message.WORKER, "name", "main").withProperties(Map.of("name", "x", "a b", ""));

        Message read = Message.ofLine(message.toLine());
        assertThat(read.value("name")).isEqualTo("main");
        assertThat(read.properties()).containsExactly(Map.entry("a b", ""), Map.entry("name", "x"));
    }

    @Test
    void refusesWhatIsNoMessage() {
        assertThatThrownBy(() -> Message.ofLine("brokers nonsense")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Message.of("brokers").value("ports")).isInstanceOf(IllegalArgumentException.class);
    }
}
