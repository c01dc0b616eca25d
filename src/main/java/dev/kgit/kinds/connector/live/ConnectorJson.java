package dev.kgit.kinds.connector.live;

import dev.kgit.connect.MessageSanitizer;
import dev.kgit.kinds.connector.ConnectorState;
import dev.kgit.kinds.connector.ConnectorStatus;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** A connector's JSON as kgit's nouns. */
public final class ConnectorJson {

    private ConnectorJson() {}

    /**
     * The config that a worker returns, without {@code name}.
     *
     * @param passwords keys that the plugin's definition types PASSWORD; empty where nobody says
     */
    static SortedMap<String, FieldValue> config(JsonNode json, Optional<Set<String>> passwords) {
        SortedMap<String, FieldValue> config = new TreeMap<>();
        json.properties().forEach(entry -> {
            String key = entry.getKey();
            if (!key.equals("name") && !entry.getValue().isNull()) {
                String value = entry.getValue().asString("");
                config.put(key, MaskedValues.isMask(value) ? FieldValue.unknown() : FieldValue.of(value));
            }
        });
        return ConfigComparison.sensitive(config, passwords);
    }

    /** What the status says, with the heads of traces. */
    static ConnectorStatus facts(JsonNode status, MessageSanitizer sanitizer) {
        List<ConnectorStatus.Task> tasks = new ArrayList<>();
        for (JsonNode task : status.path("tasks")) {
            String state = task.path("state").asString("UNASSIGNED");
            tasks.add(new ConnectorStatus.Task(
                    task.path("id").asInt(-1),
                    state,
                    task.path("worker_id").asString(""),
                    state.equals("FAILED") ? failure(task, sanitizer) : null));
        }
        tasks.sort(Comparator.comparingInt(ConnectorStatus.Task::id));
        JsonNode connector = status.path("connector");
        String state = connector.path("state").asString("UNASSIGNED");
        return new ConnectorStatus(
                status.path("type").asString("unknown"),
                state,
                tasks,
                state.equals("FAILED") ? failure(connector, sanitizer) : null);
    }

    private static ConnectorStatus.Failure failure(JsonNode failed, MessageSanitizer sanitizer) {
        String trace = failed.path("trace").asString("");
        return new ConnectorStatus.Failure(
                sanitizer.trace(trace), sanitizer.ofSecretsAlone().trace(trace));
    }

    /**
     * The value of the {@code state} field. What is starting counts as running: it was asked to run and has not failed.
     */
    static String state(ConnectorStatus facts) {
        return switch (facts.state()) {
            case "PAUSED" -> ConnectorState.PAUSED;
            case "STOPPED" -> ConnectorState.STOPPED;
            default -> facts.failed() ? ConnectorState.FAILED : ConnectorState.RUNNING;
        };
    }

    static Resource resource(ResourceId id, SortedMap<String, FieldValue> config, ConnectorStatus facts) {
        SortedMap<String, FieldValue> fields = new TreeMap<>();
        config.forEach((key, setting) -> fields.put(Resource.CONFIG + key, setting));
        fields.put(Resource.STATE, FieldValue.of(state(facts)));
        return Resource.live(id, fields);
    }
}
