package dev.kgit.kinds.connector.live;

import dev.kgit.kinds.connector.ConnectorKeys;
import dev.kgit.model.FieldValue;
import dev.kgit.secret.SecretDetector;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A live config held against a declared one, key by key. A live value that is masked is neither equal nor different. */
public final class ConfigComparison {

    private ConfigComparison() {}

    static SortedMap<String, String> texts(SortedMap<String, FieldValue> config) {
        SortedMap<String, String> texts = new TreeMap<>();
        config.forEach((key, setting) -> texts.put(key, setting.text()));
        texts.remove("name");
        return texts;
    }

    /** The values that are not masked. */
    static SortedMap<String, String> known(SortedMap<String, FieldValue> config) {
        SortedMap<String, FieldValue> known = new TreeMap<>(config);
        known.values().removeIf(FieldValue::isUnknown);
        return texts(known);
    }

    /**
     * The config with these keys marked as known secrets, and with what looks like one marked as guessed.
     *
     * @param passwords keys that the plugin types PASSWORD; empty where nobody says, so that each value may be a secret
     */
    static SortedMap<String, FieldValue> sensitive(
            SortedMap<String, FieldValue> config, Optional<Set<String>> passwords) {
        SortedMap<String, FieldValue> marked = new TreeMap<>(config);
        marked.replaceAll((key, setting) -> {
            if (passwords.isPresent() && passwords.get().contains(key)) {
                return setting.asSensitive();
            }
            if (passwords.isEmpty() && !ConnectorKeys.isReadByKgit(key)) {
                return setting.asGuessed();
            }
            String value = setting.value();
            return value != null && SecretDetector.isSensitive(key, value) ? setting.asGuessed() : setting;
        });
        return marked;
    }

    /** Whether anything is to be written. Kept keys don't count; a declared key that the worker masks does. */
    static boolean differ(SortedMap<String, FieldValue> live, Map<String, String> wanted, Collection<String> keep) {
        return !patch(live, wanted, keep).isEmpty();
    }

    /** Keys to set, and with a null keys to take away. */
    static SortedMap<String, @Nullable String> patch(
            SortedMap<String, FieldValue> live, Map<String, String> wanted, Collection<String> keep) {
        SortedMap<String, @Nullable String> changes = new TreeMap<>();
        live.keySet().forEach(key -> {
            if (!wanted.containsKey(key) && !keep.contains(key)) {
                changes.put(key, null);
            }
        });
        wanted.forEach((key, value) -> {
            FieldValue there = live.get(key);
            if (!keep.contains(key) && (there == null || !value.equals(there.value()))) {
                changes.put(key, value);
            }
        });
        return changes;
    }

    /** Whether what is there can't have come from this config. */
    static boolean contradict(SortedMap<String, FieldValue> live, Map<String, String> wanted) {
        SortedMap<String, @Nullable String> changes = patch(live, wanted, List.of());
        changes.keySet().removeIf(key -> {
            FieldValue there = live.get(key);
            return there != null && there.isUnknown() && wanted.containsKey(key);
        });
        return !changes.isEmpty();
    }
}
