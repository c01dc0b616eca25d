package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.junit.jupiter.api.Test;

class TopicConfigKeysTest {

    @Test
    void areTheKeysOfTheBroker() {
        Set<String> all = new TreeSet<>(TopicConfigKeys.KNOWN);
        all.addAll(TopicConfigKeys.THROTTLES);

        assertThat(all).containsExactlyInAnyOrderElementsOf(LogConfig.configNames());
    }
}
