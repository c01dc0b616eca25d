package dev.kgit.kinds.connector;

import dev.kgit.secret.ProviderLookups;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lists of a connector's config that name its parts, as {@code transforms: route,mask}; each is split once. */
final class AliasLists {

    private final Map<String, ? extends @Nullable String> config;
    private final Map<String, Optional<Set<String>>> lists = new HashMap<>();

    /** @param config texts by key, null where they are not known */
    AliasLists(Map<String, ? extends @Nullable String> config) {
        this.config = config;
    }

    boolean has(String key) {
        return config.containsKey(key);
    }

    /** What the list under the key names, nothing where there is no such list; empty where nobody knows. */
    Optional<Set<String>> members(String key) {
        return lists.computeIfAbsent(key, this::split);
    }

    /** What the list under the key names more than once, as far as it is known. */
    Set<String> repeated(String key) {
        Set<String> seen = new HashSet<>();
        return named(key)
                .orElse(Stream.of())
                .filter(member -> !seen.add(member))
                .collect(inOrder());
    }

    private Optional<Set<String>> split(String key) {
        return named(key).map(members -> members.collect(inOrder()));
    }

    private Optional<Stream<String>> named(String key) {
        String list = config.containsKey(key) ? config.get(key) : "";
        return list == null || ProviderLookups.isIn(list)
                ? Optional.empty()
                : Optional.of(
                        Arrays.stream(list.split(",", -1)).map(String::strip).filter(member -> !member.isEmpty()));
    }

    private static Collector<String, ?, Set<String>> inOrder() {
        return Collectors.toCollection(LinkedHashSet::new);
    }
}
