package dev.kgit.kinds.connector.live;

import dev.kgit.connect.RestResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * A worker's judgement of a config, key by key.
 *
 * @param errors what it has against a key's value
 * @param known keys that the plugin and Connect itself define
 */
public record ValidateResponse(SortedMap<String, List<String>> errors, Set<String> known) {

    /** Reads the answer to {@code PUT /connector-plugins/PLUGIN/config/validate}; empty where it is none. */
    static ValidateResponse of(RestResponse answer) {
        SortedMap<String, List<String>> errors = new TreeMap<>();
        SortedSet<String> known = new TreeSet<>();
        for (JsonNode config : answer.json().path("configs")) {
            JsonNode value = config.path("value");
            String key = value.path("name").asString("");
            if (config.path("definition").isObject()) {
                known.add(key);
            }
            List<String> messages = new ArrayList<>();
            value.path("errors").forEach(error -> messages.add(error.asString("")));
            if (!messages.isEmpty()) {
                errors.put(key, messages);
            }
        }
        return new ValidateResponse(errors, known);
    }

    /** Never the values: they can be secrets. */
    @Override
    public String toString() {
        return "Validation" + errors.keySet();
    }
}
