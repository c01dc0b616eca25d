package dev.kgit.kinds.topic;

import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.PlatformFacts;
import dev.kgit.model.FieldType;
import dev.kgit.model.Resource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the brokers say of topic config as such.
 *
 * @param types types of the config keys, as the broker states them
 * @param inherited what a topic has for a config key that it does not set itself, where seen
 */
public record TopicDefaults(Map<String, FieldType> types, Map<String, String> inherited) implements PlatformFacts {

    public static final TopicDefaults NONE = new TopicDefaults(Map.of(), Map.of());

    /** What a reading has seen of them. */
    public static TopicDefaults of(LiveState live) {
        TopicDefaults seen = live.facts(TopicKind.NAME, TopicDefaults.class);
        return seen == null ? NONE : seen;
    }

    public boolean isEmpty() {
        return types.isEmpty() && inherited.isEmpty();
    }

    public FieldType typeOf(String configKey) {
        return types.getOrDefault(configKey, FieldType.TEXT);
    }

    /** What a topic has for a config key in the end: its own value, or what it inherits; null where that is not known. */
    public @Nullable String effective(@Nullable Resource topic, String key) {
        String own = topic == null ? null : topic.config(key);
        return own != null ? own : inherited.get(key);
    }
}
