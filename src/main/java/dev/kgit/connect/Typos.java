package dev.kgit.connect;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds mistyped config keys. Connect accepts any key, and many plugins read keys that their definition does not name
 * (Camel's, MirrorMaker's client settings), so an unknown key alone says nothing: only one that is a keystroke or two
 * away from a known key that is not set itself.
 */
final class Typos {

    /** Beginnings under which Connect and common plugins take keys that no definition names. */
    private static final List<String> FAMILIES = List.of(
            "transforms.",
            "predicates.",
            "key.converter.",
            "value.converter.",
            "header.converter.",
            "producer.override.",
            "consumer.override.",
            "admin.override.",
            "topic.creation.",
            "confluent.topic.",
            "reporter.");

    private Typos() {}

    /**
     * The key that was meant.
     *
     * @param known all keys that the plugin and Connect define for this config
     * @param configured all keys of the config
     */
    static Optional<String> meant(String key, Set<String> known, Collection<String> configured) {
        if (known.contains(key) || FAMILIES.stream().anyMatch(key::startsWith)) {
            return Optional.empty();
        }
        Optional<String> near = Nearest.to(
                key, known.stream().filter(one -> !configured.contains(one)).toList());
        return near.isPresent() ? near : family(key);
    }

    /** {@code producer.overide.acks}: the beginning is mistyped. */
    private static Optional<String> family(String key) {
        for (String family : FAMILIES) {
            long dots = family.chars().filter(c -> c == '.').count();
            int end = -1;
            for (long i = 0; i < dots; i++) {
                end = key.indexOf('.', end + 1);
                if (end < 0) {
                    break;
                }
            }
            if (end > 0
                    && Nearest.to(key.substring(0, end + 1), List.of(family)).isPresent()) {
                return Optional.of(family + key.substring(end + 1));
            }
        }
        return Optional.empty();
    }
}
