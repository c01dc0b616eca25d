package dev.kgit.kinds.connector.live;

import dev.kgit.cluster.ClusterInfo;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.ResourceStatus;
import dev.kgit.concurrent.BackgroundExecutor;
import dev.kgit.concurrent.Deadline;
import dev.kgit.connect.ConnectRestApi;
import dev.kgit.connect.MessageSanitizer;
import dev.kgit.connect.RestResponse;
import dev.kgit.connect.RetryDelays;
import dev.kgit.connect.RetryingReader;
import dev.kgit.connect.TransportException;
import dev.kgit.kinds.connector.ConnectorKeys;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.connector.ConnectorStatus;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.KgitException;
import dev.kgit.model.Redactor;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads connectors: all in one request where the worker can, one by one where a bad connector spoils that. What a
 * listing leaves out is absent only when the worker says so of that very connector.
 */
public final class ConnectorReader {

    /** How long a connector that the worker fails to tell about is asked for again. */
    private static final Duration PATIENCE_WITH_ONE = Duration.ofSeconds(5);

    private final String cluster;
    private final ConnectRestApi rest;
    private final RetryingReader reader;
    private final ConnectorPlugins plugins;
    private final Redactor redactor;
    private final BackgroundExecutor pool;

    ConnectorReader(
            String cluster,
            ConnectRestApi rest,
            RetryingReader reader,
            ConnectorPlugins plugins,
            Redactor redactor,
            BackgroundExecutor pool) {
        this.cluster = cluster;
        this.rest = rest;
        this.reader = reader;
        this.plugins = plugins;
        this.redactor = redactor;
        this.pool = pool;
    }

    /** The names that are there, with as much as the listing told of each. */
    record Listing(SortedMap<String, Raw> connectors) {}

    /** A connector as the worker tells it; null where it has not been asked yet. */
    record Raw(@Nullable JsonNode config, @Nullable JsonNode status) {

        static final Raw UNREAD = new Raw(null, null);

        boolean isWhole() {
            return config != null && config.isObject() && status != null && status.has("connector");
        }
    }

    Listing list(Deadline deadline) {
        RestResponse all = expanded(deadline);
        SortedMap<String, Raw> connectors = new TreeMap<>();
        if (all != null && all.json().isObject()) {
            all.json()
                    .properties()
                    .forEach(entry -> connectors.put(
                            entry.getKey(),
                            new Raw(
                                    entry.getValue().path("info").path("config"),
                                    entry.getValue().path("status"))));
            return new Listing(connectors);
        }
        // Workers before 2.3 ignore the parameters and answer with names.
        RestResponse names = all != null && all.json().isArray() ? all : reader.ask(rest.names(), deadline);
        if (!names.json().isArray()) {
            // It may quote the config of any connector.
            String words = names.words().isEmpty()
                    ? ""
                    : MessageSanitizer.ofUnknownConfig(redactor).message(names.words());
            throw reader.unable("list its connectors", names, words);
        }
        names.json().forEach(name -> connectors.put(name.asString(""), Raw.UNREAD));
        return new Listing(connectors);
    }

    /** All in one request; null where that fails, as it does as a whole when one connector's plugin is gone. */
    private @Nullable RestResponse expanded(Deadline deadline) {
        try {
            RestResponse answer = rest.everything().send(deadline.remaining().dividedBy(2));
            reader.refuseStrangers(answer);
            return answer.isOk() ? answer : null;
        } catch (TransportException silence) {
            return null;
        }
    }

    LiveState read(
            ClusterInfo.Worker self, Listing listing, Set<ResourceId> wanted, boolean everything, Deadline deadline) {
        SortedSet<String> names = new TreeSet<>();
        wanted.stream()
                .filter(id -> id.isOf(ConnectorKind.NAME) && id.scope().equals(cluster))
                .forEach(id -> names.add(id.name()));
        if (everything) {
            names.addAll(listing.connectors().keySet());
        }
        List<Found> found =
                pool.each(names, name -> one(name, listing.connectors().get(name), deadline), RetryDelays.WAIT);

        Map<String, Optional<Set<String>>> passwords = passwords(found, deadline);
        SortedMap<ResourceId, Resource> state = new TreeMap<>();
        SortedMap<ResourceId, ResourceStatus> facts = new TreeMap<>();
        List<LiveState.ReadFailure> readFailures = new ArrayList<>();
        // Together, since a failed one may have to be asked about.
        pool.each(found, one -> told(one, passwords), RetryDelays.WAIT).stream()
                .flatMap(Optional::stream)
                .forEach(one -> {
                    state.put(one.resource().id(), one.resource());
                    facts.put(one.resource().id(), one.facts());
                });
        for (Found one : found) {
            if (one.readFailure() != null) {
                readFailures.add(new LiveState.ReadFailure(one.id(), one.readFailure()));
            }
        }
        SortedSet<ResourceId> others = new TreeSet<>();
        listing.connectors().keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> others.add(ConnectorKind.id(cluster, name)));
        return new LiveState(
                new ClusterInfo(null, List.of(), new TreeMap<>(Map.of(cluster, self.with(assignments(listing))))),
                new State(state),
                facts,
                Map.of(),
                others,
                readFailures);
    }

    private static SortedSet<String> assignments(Listing listing) {
        SortedSet<String> assignments = new TreeSet<>();
        listing.connectors().forEach((name, raw) -> {
            JsonNode status = raw.status();
            String worker = status == null
                    ? ""
                    : status.path("connector").path("worker_id").asString("");
            if (!worker.isEmpty()) {
                assignments.add(name + " " + worker);
            }
        });
        return assignments;
    }

    /** What became of reading one: there (config and status), absent (all null), or not to be read (gap). */
    private record Found(
            ResourceId id,
            @Nullable JsonNode config,
            @Nullable JsonNode status,
            @Nullable Diagnostic readFailure) {}

    /** A connector in kgit's nouns. */
    private record Told(Resource resource, ConnectorStatus facts) {}

    private Optional<Told> told(Found one, Map<String, Optional<Set<String>>> passwords) {
        if (one.config() == null || one.status() == null) {
            return Optional.empty();
        }
        Optional<Set<String>> secret = passwords.getOrDefault(pluginOf(one.config()), Optional.empty());
        SortedMap<String, FieldValue> config = ConnectorJson.config(one.config(), secret);
        MessageSanitizer sanitizer = MessageSanitizer.of(redactor, config);
        ConnectorStatus facts = ConnectorJson.facts(one.status(), sanitizer);
        return Optional.of(new Told(ConnectorJson.resource(one.id(), config, facts), facts));
    }

    /** One connector that the worker fails to tell about says nothing of the others. */
    private Found one(String name, @Nullable Raw listed, Deadline deadline) {
        ResourceId id = ConnectorKind.id(cluster, name);
        try {
            return asked(id, name, listed, deadline);
        } catch (KgitException.Unavailable silent) {
            String why = silent.diagnostics().get(0).message();
            return new Found(id, null, null, readFailure(id, "this connector can't be read: " + why));
        }
    }

    private Found asked(ResourceId id, String name, @Nullable Raw listed, Deadline deadline) {
        if (listed != null && listed.isWhole()) {
            return new Found(id, listed.config(), listed.status(), null);
        }
        Deadline failing = deadline.earlierOf(PATIENCE_WITH_ONE);
        // The config alone: unlike the connector's "info" it needs no plugin.
        RestResponse config = reader.ask(rest.config(name), deadline, failing);
        if (config.isAbsent()) {
            return new Found(id, null, null, null);
        }
        if (!config.isOk() || !config.json().isObject()) {
            return new Found(id, null, null, readFailure(id, "config", config));
        }
        RestResponse status = reader.ask(rest.status(name), deadline, failing);
        if (!status.isOk() && !status.isAbsent()) {
            return new Found(id, null, null, readFailure(id, "status", status));
        }
        // No status yet: created a moment ago. Its facts then say UNASSIGNED.
        return new Found(id, config.json(), status.json(), null);
    }

    private Diagnostic readFailure(ResourceId id, String part, RestResponse answer) {
        // What it holds is not known, so any of it may be a secret.
        String words = answer.words().isEmpty()
                ? ""
                : MessageSanitizer.ofUnknownConfig(redactor).message(answer.words());
        if (words.isEmpty() && answer.status() == 400 && !ConnectorKeys.isAskable(id.name())) {
            words = "the worker's REST server refuses this name in a path";
        }
        return readFailure(
                id,
                "the %s of this connector can't be read: HTTP %d%s"
                        .formatted(part, answer.status(), words.isEmpty() ? "" : ", " + words));
    }

    private static Diagnostic readFailure(ResourceId id, String message) {
        return Diagnostic.error("KG457", message)
                .withHint("the worker's log tells more; until it can be read kgit changes nothing about it")
                .withSubject(id);
    }

    private Map<String, Optional<Set<String>>> passwords(Collection<Found> found, Deadline deadline) {
        SortedSet<String> classes = new TreeSet<>();
        found.forEach(one -> {
            if (one.config() != null) {
                classes.add(pluginOf(one.config()));
            }
        });
        classes.remove("");
        Map<String, Optional<Set<String>>> byClass = new TreeMap<>();
        List<String> inOrder = List.copyOf(classes);
        List<Optional<Set<String>>> keys =
                pool.each(inOrder, plugin -> plugins.passwords(plugin, deadline), RetryDelays.WAIT);
        for (int i = 0; i < inOrder.size(); i++) {
            byClass.put(inOrder.get(i), keys.get(i));
        }
        return byClass;
    }

    private static String pluginOf(JsonNode config) {
        return config.path(ConnectorKeys.CLASS).asString("");
    }
}
