package dev.kgit.cluster;

import dev.kgit.cluster.FakeTopics.Refusal;
import dev.kgit.kinds.connector.ConnectorOperation;
import dev.kgit.kinds.connector.ConnectorStatus;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.secret.SecretDetector;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The connectors of a {@link FakeCluster}: what a worker keeps, and what it says to requests about them. */
final class FakeConnectors {

    /** A connector as it stands. */
    static final class Connector {
        final SortedMap<String, String> config = new TreeMap<>();
        /** Keys whose values the worker returns masked. */
        final Set<String> masked = new HashSet<>();
        /** running, paused or stopped. */
        String target = "running";

        @Nullable
        String connectorTrace;

        final SortedMap<Integer, String> taskTraces = new TreeMap<>();
        /** How often the config was written; each time costs a restart of the tasks. */
        int writes;

        int restarts;
    }

    final SortedMap<ResourceId, Connector> byId = new TreeMap<>();

    /** Plugins that the workers have; empty: any class will do. */
    final Set<String> plugins = new HashSet<>();

    void put(ResourceId id, Map<String, String> config, String state) {
        Connector connector = new Connector();
        connector.config.putAll(config);
        connector.target = state;
        byId.put(id, connector);
    }

    Resource resource(ResourceId id) {
        Connector connector = byId.get(id);
        SortedMap<String, FieldValue> fields = new TreeMap<>();
        boolean failed = connector.connectorTrace != null || !connector.taskTraces.isEmpty();
        fields.put(
                Resource.STATE,
                FieldValue.of(failed && connector.target.equals("running") ? "failed" : connector.target));
        connector.config.forEach((key, value) -> {
            FieldValue plain = connector.masked.contains(key) ? FieldValue.unknown() : FieldValue.of(value);
            fields.put(Resource.CONFIG + key, SecretDetector.isSensitive(key, value) ? plain.asGuessed() : plain);
        });
        return Resource.live(id, fields);
    }

    ConnectorStatus facts(ResourceId id) {
        Connector connector = byId.get(id);
        String asTarget = connector.target.equals("running") ? "RUNNING" : connector.target.toUpperCase(Locale.ROOT);
        int tasks = connector.target.equals("stopped")
                ? 0
                : Integer.parseInt(connector.config.getOrDefault("tasks.max", "1"));
        List<ConnectorStatus.Task> list = IntStream.range(0, tasks)
                .mapToObj(task -> {
                    String trace = connector.taskTraces.get(task);
                    return new ConnectorStatus.Task(
                            task, trace == null ? asTarget : "FAILED", "worker:8083", failure(trace));
                })
                .toList();
        String type = connector.config.containsKey("topics") ? "sink" : "source";
        return new ConnectorStatus(
                type, connector.connectorTrace == null ? asTarget : "FAILED", list, failure(connector.connectorTrace));
    }

    private static ConnectorStatus.@Nullable Failure failure(@Nullable String trace) {
        return trace == null ? null : new ConnectorStatus.Failure(trace, "(guarded)");
    }

    @Nullable
    Refusal create(ConnectorOperation.CreateConnector action, boolean really) {
        Refusal bad = bad(action.config());
        if (bad == null && really) {
            Connector there = byId.get(action.id());
            if (there != null) {
                return there.config.equals(texts(action.config()))
                        ? null
                        : Refusal.whole("KG363", "it is there already, with another config");
            }
            put(action.id(), texts(action.config()), action.state() == null ? "running" : action.state());
            byId.get(action.id()).writes = 1;
        }
        return bad;
    }

    @Nullable
    Refusal update(ConnectorOperation.UpdateConnector action, boolean really) {
        Refusal bad = bad(action.config());
        return bad != null || !really ? bad : write(action.id(), action.config(), action.keep());
    }

    private @Nullable Refusal write(ResourceId id, SortedMap<String, FieldValue> config, List<String> keep) {
        Connector connector = byId.get(id);
        if (connector == null) {
            return Refusal.whole("KG364", "there is no connector " + id.name());
        }
        SortedMap<String, String> next = new TreeMap<>(texts(config));
        keep.forEach(key -> {
            String kept = connector.config.get(key);
            if (kept != null) {
                next.put(key, kept);
            }
        });
        if (next.equals(connector.config)) {
            return null;
        }
        connector.config.clear();
        connector.config.putAll(next);
        connector.writes++;
        connector.connectorTrace = null;
        connector.taskTraces.clear();
        return null;
    }

    @Nullable
    Refusal turn(ConnectorOperation.ChangeConnectorState action, boolean really) {
        Connector connector = byId.get(action.id());
        if (connector == null) {
            // Asked before the connector is created in the same plan: nothing against it. Done: nothing to turn.
            return really
                    ? Refusal.whole(
                            "KG364", "there is no connector " + action.id().name())
                    : null;
        }
        if (really) {
            connector.target = action.to();
        }
        return null;
    }

    @Nullable
    Refusal restart(ConnectorOperation.RestartConnector action, boolean really) {
        Connector connector = byId.get(action.id());
        if (connector == null) {
            return Refusal.whole("KG364", "there is no connector " + action.id().name());
        }
        if (really) {
            connector.connectorTrace = null;
            connector.taskTraces.clear();
            connector.restarts++;
        }
        return null;
    }

    @Nullable
    Refusal delete(ConnectorOperation.DeleteConnector action, boolean really) {
        if (really) {
            byId.remove(action.id());
        }
        return null;
    }

    @Nullable
    Refusal move(ConnectorOperation.MoveConnector action, boolean really) {
        Refusal bad = bad(action.config());
        if (bad == null && really) {
            if (!byId.containsKey(action.id()) && !byId.containsKey(action.from())) {
                return Refusal.whole(
                        "KG364", "there is no connector " + action.from().name());
            }
            if (!byId.containsKey(action.id())) {
                put(action.id(), texts(action.config()), action.state());
                byId.get(action.id()).writes = 1;
            }
            byId.get(action.id()).target = action.state();
            byId.remove(action.from());
        }
        return bad;
    }

    private @Nullable Refusal bad(SortedMap<String, FieldValue> config) {
        FieldValue plugin = config.get("connector.class");
        String path = Resource.CONFIG + "connector.class";
        if (plugin == null) {
            return Refusal.at(path, "KG353", "the config names no connector.class");
        }
        return plugins.isEmpty() || plugins.contains(plugin.text())
                ? null
                : Refusal.at(path, "KG350", "the workers have no plugin " + plugin.text());
    }

    private static SortedMap<String, String> texts(SortedMap<String, FieldValue> config) {
        SortedMap<String, String> texts = new TreeMap<>();
        config.forEach((key, setting) -> texts.put(key, setting.text()));
        return texts;
    }
}
