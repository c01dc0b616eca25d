package dev.kgit.connect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The connector plugins that a worker has, and what they say of their own keys; asked for once. */
final class Plugins {

    /** How long a plugin that fails to define its keys is asked again. */
    private static final Duration PATIENCE_WITH_ONE = Duration.ofSeconds(2);

    private final RestPort rest;
    private final Asking asking;
    private final Map<String, Set<String>> passwords = new ConcurrentHashMap<>();
    private volatile @Nullable List<Plugin> installed;

    Plugins(RestPort rest, Asking asking) {
        this.rest = rest;
        this.asking = asking;
    }

    /** By class name. */
    List<Plugin> installed(Deadline deadline) {
        List<Plugin> known = installed;
        if (known != null) {
            return known;
        }
        Answer answer = asking.ask(rest.plugins(), deadline);
        if (!answer.isOk()) {
            throw asking.unable("list its plugins", answer, "");
        }
        List<Plugin> listed = new ArrayList<>();
        for (JsonNode plugin : answer.json()) {
            listed.add(new Plugin(
                    plugin.path("class").asString(""),
                    plugin.path("type").asString("unknown"),
                    plugin.path("version").asString("")));
        }
        listed.sort(Comparator.comparing(Plugin::className));
        installed = List.copyOf(listed);
        return List.copyOf(listed);
    }

    /** The plugin that {@code connector.class} names: by class, by simple name, or by that without "Connector". */
    Optional<Plugin> find(String connectorClass, Deadline deadline) {
        return installed(deadline).stream()
                .filter(plugin -> plugin.goesBy(connectorClass))
                .findFirst();
    }

    /** The keys that the plugin's own definition types PASSWORD; none where the worker does not know the plugin. */
    Set<String> passwords(String connectorClass, Deadline deadline) {
        Set<String> known = passwords.get(connectorClass);
        if (known != null) {
            return known;
        }
        Answer answer = asking.ask(rest.definition(connectorClass), deadline, deadline.orIn(PATIENCE_WITH_ONE));
        Set<String> keys = new TreeSet<>();
        if (answer.isOk()) {
            for (JsonNode key : answer.json()) {
                if (key.path("type").asString("").equals("PASSWORD")) {
                    keys.add(key.path("name").asString(""));
                }
            }
        }
        passwords.put(connectorClass, Collections.unmodifiableSet(keys));
        return keys;
    }
}
