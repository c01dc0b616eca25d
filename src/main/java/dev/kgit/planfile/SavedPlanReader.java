package dev.kgit.planfile;

import dev.kgit.diff.ChangeType;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes out of a saved plan's JSON what is compared later. */
final class SavedPlanReader {

    private final byte[] content;

    SavedPlanReader(byte[] content) {
        this.content = content;
    }

    /** Whether this is a whole plan that was only shown: what {@code plan --format json} prints. */
    boolean isShown() {
        try {
            return !JsonDocument.read(content).has("saved");
        } catch (JsonDocument.Malformed cut) {
            return false;
        }
    }

    SavedPlan read() throws JsonDocument.Malformed {
        JsonDocument root = JsonDocument.read(content);
        JsonDocument saved = root.object("saved");
        JsonDocument revision = root.object("revision");
        return new SavedPlan(
                saved.text("kgit"),
                time(saved.text("createdAt")),
                root.text("project"),
                root.text("environment"),
                root.object("cluster").textOrNull("id"),
                saved.has("connect") ? saved.object("connect").textsByName() : new TreeMap<>(),
                new Revision(
                        revision.textOrNull("commit"),
                        revision.textOrNull("branch"),
                        revision.truth("dirty"),
                        List.of(),
                        saved.textOrNull("files")),
                root.text("fingerprint"),
                rollbackFrom(saved),
                rows(root));
    }

    private static @Nullable String rollbackFrom(JsonDocument saved) throws JsonDocument.Malformed {
        String from = saved.textOrNull("rollbackFrom");
        if (saved.truth("rollback") != (from != null)) {
            throw new JsonDocument.Malformed("rollback");
        }
        return from;
    }

    private static SortedMap<ResourceId, SavedPlan.Row> rows(JsonDocument root) throws JsonDocument.Malformed {
        SortedMap<ResourceId, SavedPlan.Row> rows = new TreeMap<>();
        for (JsonDocument change : root.objects("changes")) {
            String id = change.text("id");
            SortedMap<String, SavedPlan.Shown> fields = new TreeMap<>();
            for (JsonDocument field : change.objects("fields")) {
                fields.put(
                        field.text("path"), new SavedPlan.Shown(field.textOrNull("before"), field.textOrNull("after")));
            }
            rows.put(
                    ResourceId.parse(id).orElseThrow(() -> new JsonDocument.Malformed(id)),
                    new SavedPlan.Row(
                            changeType(change.text("action")),
                            fields,
                            change.text("basis"),
                            change.has("owner") ? change.text("owner") : null,
                            change.text("operations"),
                            change.numberOrNull("loss")));
        }
        return rows;
    }

    private static ChangeType changeType(String word) throws JsonDocument.Malformed {
        return Arrays.stream(ChangeType.values())
                .filter(changeType -> changeType.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new JsonDocument.Malformed(word));
    }

    private static Instant time(String text) throws JsonDocument.Malformed {
        try {
            return Instant.parse(text);
        } catch (DateTimeException noTime) {
            throw new JsonDocument.Malformed(text);
        }
    }
}
