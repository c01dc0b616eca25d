package dev.kgit.ledger;

import dev.kgit.ledger.JsonFields.Malformed;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ManagedResource.Status;
import dev.kgit.model.ResourceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What a project manages, in groups of what has all but its name and topic id in common. */
public final class ManagedJson {

    /** Where the file is not known. */
    private static final String NO_FILE = "";

    private ManagedJson() {}

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
            LedgerJson.writeText(json, "run", group.run());
            LedgerJson.writeText(json, "commit", group.commit());
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

    static SortedMap<ResourceId, ManagedResource> read(List<JsonFields> groups) throws Malformed {
        SortedMap<ResourceId, ManagedResource> managed = new TreeMap<>();
        for (JsonFields group : groups) {
            String run = group.textOrNull("run");
            String commit = group.textOrNull("commit");
            boolean dirty = group.flag("dirty");
            Status status = status(group.text("status"));
            JsonFields files = group.fields("files");
            for (String name : files.names()) {
                String file = name.equals(NO_FILE) ? null : name;
                JsonFields ids = files.fields(name);
                for (String id : ids.names()) {
                    managed.put(LedgerJson.id(id), new ManagedResource(run, commit, dirty, file, ids.text(id), status));
                }
            }
        }
        return managed;
    }

    private static Status status(String word) throws Malformed {
        for (Status status : Status.values()) {
            if (status.name().toLowerCase(Locale.ROOT).equals(word)) {
                return status;
            }
        }
        throw new Malformed("no status: " + word);
    }
}
