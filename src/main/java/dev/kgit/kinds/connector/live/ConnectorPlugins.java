package dev.kgit.kinds.connector.live;

import dev.kgit.concurrent.Deadline;
import dev.kgit.connect.ConnectRestApi;
import dev.kgit.connect.RestResponse;
import dev.kgit.connect.RetryingReader;
import dev.kgit.kinds.connector.ConnectorKeys;
import dev.kgit.model.KgitException;
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
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The connector plugins that a worker has, and what they say of their own keys; asked for once. */
public final class ConnectorPlugins {

    /** How long a plugin that fails to define or validate its keys is asked again. */
    static final Duration PATIENCE_WITH_ONE = Duration.ofSeconds(2);

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
        List<ConnectorPlugin> listed = listed(rest.plugins(), deadline);
        installed = listed;
        return listed;
    }

    /** Converters, transforms and predicates too, where the worker tells them (3.2 and newer); by class name. */
    List<ConnectorPlugin> all(Deadline deadline) {
        return listed(rest.allPlugins(), deadline);
    }

    /** The versions of each connector class; a worker that does not list them stops nothing, since only a remark is made of it. */
    SortedMap<String, SortedSet<String>> versions(Deadline deadline) {
        SortedMap<String, SortedSet<String>> versions = new TreeMap<>();
        try {
            for (ConnectorPlugin plugin : installed(deadline)) {
                versions.computeIfAbsent(plugin.className(), first -> new TreeSet<>())
                        .add(plugin.shown().version());
            }
        } catch (KgitException.Unavailable silent) {
            versions.clear();
        }
        return versions;
    }

    private List<ConnectorPlugin> listed(ConnectRestApi.Request question, Deadline deadline) {
        RestResponse answer = reader.ask(question, deadline);
        if (!answer.isOk() || !answer.json().isArray()) {
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
            known = ProviderLookups.isIn(connectorClass)
                    ? Optional.empty()
                    : definition(connectorClass, true, deadline).map(ConnectorPlugins::passwords);
            passwords.put(connectorClass, known);
        }
        return known;
    }

    /**
     * What the plugin defines, key by key; empty where the worker does not say.
     *
     * @param connector whether it is a connector: only of these do older workers say anything
     */
    Optional<Collection<JsonNode>> definition(String pluginClass, boolean connector, Deadline deadline) {
        RestResponse definition =
                reader.ask(rest.definition(pluginClass), deadline, deadline.earlierOf(PATIENCE_WITH_ONE));
        if (definition.isOk() && definition.json().isArray()) {
            return Optional.of(definition.json().values());
        }
        if (!connector) {
            return Optional.empty();
        }
        // Workers before 3.2 tell a definition only where they validate something: here, the name of the class.
        RestResponse validation = reader.ask(
                rest.validate(pluginClass, "kgit", Map.of(ConnectorKeys.CLASS, pluginClass)),
                deadline,
                deadline.earlierOf(PATIENCE_WITH_ONE));
        JsonNode configs = validation.json().path("configs");
        return validation.isOk() && configs.isArray()
                ? Optional.of(configs.values().stream()
                        .map(config -> config.path("definition"))
                        .filter(JsonNode::isObject)
                        .toList())
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
