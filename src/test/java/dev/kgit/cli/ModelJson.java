package dev.kgit.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What a plan or a drift says in JSON. */
final class ModelJson {

    /** Making one takes as long as a command of kgit does. */
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ModelJson() {}

    /** @param list the name of the array */
    static List<String> ids(String json, String list) {
        List<String> ids = new ArrayList<>();
        read(json)
                .ifPresent(document -> document.path(list)
                        .forEach(item -> ids.add(item.path("id").asString())));
        return ids;
    }

    /** A row of a plan. */
    record Row(String action, String cause, boolean blocked, List<String> paths) {}

    static SortedMap<String, Row> rows(String json) {
        SortedMap<String, Row> rows = new TreeMap<>();
        read(json)
                .ifPresent(document -> document.path("changes").forEach(change -> {
                    List<String> paths = new ArrayList<>();
                    change.path("fields")
                            .forEach(field -> paths.add(field.path("path").asString()));
                    rows.put(
                            change.path("id").asString(),
                            new Row(
                                    change.path("action").asString(),
                                    change.path("cause").asString(),
                                    change.path("blocked").asBoolean(),
                                    paths));
                }));
        return rows;
    }

    private static Optional<JsonNode> read(String json) {
        return json.isBlank() ? Optional.empty() : Optional.of(MAPPER.readTree(json));
    }
}
