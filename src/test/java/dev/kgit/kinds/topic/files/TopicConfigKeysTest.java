package dev.kgit.kinds.topic.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.topic.TopicKeys;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.junit.jupiter.api.Test;

class TopicConfigKeysTest {

    @Test
    void areTheKeysOfTheBroker() {
        Set<String> all = new TreeSet<>(TopicConfigKeys.KNOWN);
        all.addAll(TopicKeys.THROTTLES);

        assertThat(all).containsExactlyInAnyOrderElementsOf(LogConfig.configNames());
    }

    @Test
    void takeTheWordsOfTheBroker() {
        Set<String> ofWords = LogConfig.configKeys().values().stream()
                .filter(key -> Set.of(Type.STRING, Type.LIST, Type.BOOLEAN).contains(key.type))
                .map(key -> key.name)
                .filter(name -> !TopicKeys.THROTTLES.contains(name))
                .collect(Collectors.toSet());
        assertThat(TopicConfigKeys.WORDS.keySet()).isEqualTo(ofWords);

        TopicConfigKeys.WORDS.forEach((key, words) -> {
            assertThat(words).allMatch(word -> isTaken(key, word));
            assertThat(isTaken(key, "nonsense")).isFalse();
        });
        assertThat(isTaken("cleanup.policy", "compact, delete")).isTrue();
        assertThat(isTaken("cleanup.policy", "")).isTrue();
        assertThat(isTaken("cleanup.policy", "compact,,delete")).isFalse();
        assertThat(isTaken("preallocate", " TRUE")).isTrue();
        assertThat(isTaken("message.timestamp.type", "logappendtime")).isFalse();
    }

    private static boolean isTaken(String key, String value) {
        try {
            ConfigKey known = Objects.requireNonNull(LogConfig.configKeys().get(key));
            Object parsed = ConfigDef.parseType(key, value, known.type);
            if (known.validator != null) {
                known.validator.ensureValid(key, parsed);
            }
            assertThat(TopicConfigKeys.stranger(key, value)).isEmpty();
            return true;
        } catch (ConfigException refused) {
            assertThat(TopicConfigKeys.stranger(key, value)).isPresent();
            return false;
        }
    }
}
