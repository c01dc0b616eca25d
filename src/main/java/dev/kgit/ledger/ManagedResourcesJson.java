package dev.kgit.ledger;

import dev.kgit.json.JsonObject;
import dev.kgit.json.JsonOutput;
import dev.kgit.json.MalformedJsonException;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ManagedResource.Status;
import dev.kgit.model.ResourceId;
import dev.kgit.model.ResourceIdParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What a project manages, in groups of what has all but its name and topic id in common. */
public final class ManagedResourcesJson {

    /** Where the file is not known. */
    private static final String NO_FILE = "";

    private ManagedResourcesJson() {}

    private record Group(@Nullable String run, @Nullable String commit, boolean dirty, Status status) {}

    static void write(JsonGenerator json, String name, SortedMap<ResourceId, ManagedResource> managed) {
        Map<Group, Map<String, Map<ResourceId, String>>> groups = new LinkedHashMap<>();
        managed.forEach((id, resource) -> groups.computeIfAbsent(
                        new Group(resource.run(), resource.commit(), resource.dirty(), resource.status()),
                        none -> new TreeMap<>())
                .computeIfAbsent(resource.file() == null ? NO_FILE : resource.file(), none -> new LinkedHashMap<>())
                .put(id, resource.incarnation()));
        json.writeArrayPropertyStart(name);
        groups.forEach((group, files) -> {
            json.writeStartObject();
            JsonOutput.text(json, "run", group.run());
            JsonOutput.text(json, "commit", group.commit());
            json.writeBooleanProperty("dirty", group.dirty());
            json.writeStringProperty("status", group.status().name().toLowerCase(Locale.ROOT));
            json.writeObjectPropertyStart("files");
            files.forEach((file, ids) -> {
                json.writeObjectPropertyStart(file);
                ids.forEach((id, topicId) -> json.writeStringProperty(id.toString(), topicId));
                json.writeEndObject();
            });
            json.writeEndObject();
            json.writeEndObject();
        });
        json.writeEndArray();
    }

    static SortedMap<ResourceId, ManagedResource> read(List<JsonObject> groups, ResourceIdParser parser)
            throws MalformedJsonException {
        SortedMap<ResourceId, ManagedResource> managed = new TreeMap<>();
        for (JsonObject group : groups) {
            String run = group.textOrNull("run");
            String commit = group.textOrNull("commit");
            boolean dirty = group.flag("dirty");
            Status status = status(group.text("status"));
            JsonObject files = group.object("files");
            for (String name : files.names()) {
                String file = name.equals(NO_FILE) ? null : name;
                JsonObject ids = files.object(name);
                for (String id : ids.names()) {
                    managed.put(
                            LedgerJson.id(id, parser),
                            new ManagedResource(run, commit, dirty, file, ids.text(id), status));
                }
            }
        }
        return managed;
    }

    private static Status status(String word) throws MalformedJsonException {
        for (Status status : Status.values()) {
            if (status.name().toLowerCase(Locale.ROOT).equals(word)) {
                return status;
            }
        }
        throw new MalformedJsonException("no status: " + word);
    }
}
