package dev.kgit.configschema;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A key that several classes have, each in a sense of its own, where an editor's schema can't know which class is meant. */
final class AmbiguousKey {

    private final Map<String, Set<String>> ownersByDescription = new LinkedHashMap<>();
    private final Set<ObjectNode> schemas = new LinkedHashSet<>();

    /** @param owner null: whichever class it is */
    void add(ConfigSchema.@Nullable Plugin owner, ObjectNode schema) {
        Set<String> owners = ownersByDescription.computeIfAbsent(
                schema.path("description").asString(""), none -> new LinkedHashSet<>());
        if (owner != null) {
            // The same for Cast$Key and Cast$Value.
            owners.add(owner.className().replaceAll(".*\\.|\\$.*", ""));
        }
        schemas.add(schema);
    }

    /** What all of them say of it; where they differ, any value will do. */
    ObjectNode schema() {
        String description = ownersByDescription.entrySet().stream()
                .map(each -> each.getValue().isEmpty()
                        ? each.getKey()
                        : String.join(", ", each.getValue()) + ": " + each.getKey())
                .collect(Collectors.joining("\n\n"));
        return schemas.size() == 1
                ? schemas.iterator().next().deepCopy().put("description", description)
                : EditorProperty.ofAnyValue(description);
    }
}
