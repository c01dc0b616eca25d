package dev.kgit.kinds.connector.live;

import dev.kgit.concurrent.Deadline;
import dev.kgit.connect.ConnectRestApi;
import dev.kgit.connect.RestResponse;
import dev.kgit.connect.RetryingReader;
import dev.kgit.kinds.connector.ConnectorKeys;
import dev.kgit.secret.ProviderLookups;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
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
public final class ConnectorPlugins {

    /** How long a plugin that fails to define its keys is asked again. */
    private static final Duration PATIENCE_WITH_ONE = Duration.ofSeconds(2);

    private final ConnectRestApi rest;
    private final RetryingReader reader;
    private final Map<String, Optional<Set<String>>> passwords = new ConcurrentHashMap<>();
    private volatile @Nullable List<ConnectorPlugin> installed;

    ConnectorPlugins(ConnectRestApi rest, RetryingReader reader) {
        this.rest = rest;
        this.reader = reader;
    }

    /** By class name. */
    List<ConnectorPlugin> installed(Deadline deadline) {
        List<ConnectorPlugin> known = installed;
        if (known != null) {
            return known;
        }
        RestResponse answer = reader.ask(rest.plugins(), deadline);
        if (!answer.isOk()) {
            throw reader.unable("list its plugins", answer, "");
        }
        List<ConnectorPlugin> listed = new ArrayList<>();
        for (JsonNode plugin : answer.json()) {
            listed.add(new ConnectorPlugin(
                    plugin.path("class").asString(""),
                    plugin.path("type").asString("unknown"),
                    plugin.path("version").asString("")));
        }
        listed.sort(Comparator.comparing(ConnectorPlugin::className));
        installed = List.copyOf(listed);
        return List.copyOf(listed);
    }

    /** The plugin that {@code connector.class} names: by class, by simple name, or by that without "Connector". */
    Optional<ConnectorPlugin> find(String connectorClass, Deadline deadline) {
        return installed(deadline).stream()
                .filter(plugin -> plugin.goesBy(connectorClass))
                .findFirst();
    }

    /**
     * The keys that the plugin's own definition types PASSWORD; empty where the worker does not say, so that each value may be
     * a secret.
     */
    Optional<Set<String>> passwords(String connectorClass, Deadline deadline) {
        Optional<Set<String>> known = passwords.get(connectorClass);
        if (known == null) {
            known = ProviderLookups.isIn(connectorClass) ? Optional.empty() : defined(connectorClass, deadline);
            passwords.put(connectorClass, known);
        }
        return known;
    }

    private Optional<Set<String>> defined(String connectorClass, Deadline deadline) {
        RestResponse definition =
                reader.ask(rest.definition(connectorClass), deadline, deadline.earlierOf(PATIENCE_WITH_ONE));
        if (definition.isOk() && definition.json().isArray()) {
            return Optional.of(passwords(definition.json().values()));
        }
        // Workers before 3.2 tell a definition only where they validate something: here, the name of the class.
        RestResponse validation = reader.ask(
                rest.validate(connectorClass, "kgit", Map.of(ConnectorKeys.CLASS, connectorClass)),
                deadline,
                deadline.earlierOf(PATIENCE_WITH_ONE));
        JsonNode configs = validation.json().path("configs");
        return validation.isOk() && configs.isArray()
                ? Optional.of(passwords(configs.values().stream()
                        .map(config -> config.path("definition"))
                        .toList()))
                : Optional.empty();
    }

    private static Set<String> passwords(Collection<JsonNode> definitions) {
        Set<String> keys = new TreeSet<>();
        for (JsonNode key : definitions) {
            if (key.path("type").asString("").equals("PASSWORD")) {
                keys.add(key.path("name").asString(""));
            }
        }
        return Collections.unmodifiableSet(keys);
    }
}
