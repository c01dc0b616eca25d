package dev.kgit.planfile;

import dev.kgit.diff.Verb;
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
            return !JsonTree.read(content).has("saved");
        } catch (JsonTree.Malformed cut) {
            return false;
        }
    }

    SavedPlan read() throws JsonTree.Malformed {
        JsonTree root = JsonTree.read(content);
        JsonTree saved = root.object("saved");
        JsonTree revision = root.object("revision");
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

    private static @Nullable String rollbackFrom(JsonTree saved) throws JsonTree.Malformed {
        String from = saved.textOrNull("rollbackFrom");
        if (saved.truth("rollback") != (from != null)) {
            throw new JsonTree.Malformed("rollback");
        }
        return from;
    }

    private static SortedMap<ResourceId, SavedPlan.Row> rows(JsonTree root) throws JsonTree.Malformed {
        SortedMap<ResourceId, SavedPlan.Row> rows = new TreeMap<>();
        for (JsonTree change : root.objects("changes")) {
            String id = change.text("id");
            SortedMap<String, SavedPlan.Shown> fields = new TreeMap<>();
            for (JsonTree field : change.objects("fields")) {
                fields.put(
                        field.text("path"), new SavedPlan.Shown(field.textOrNull("before"), field.textOrNull("after")));
            }
            rows.put(
                    ResourceId.parse(id).orElseThrow(() -> new JsonTree.Malformed(id)),
                    new SavedPlan.Row(
                            verb(change.text("action")),
                            fields,
                            change.text("basis"),
                            change.has("owner") ? change.text("owner") : null,
                            change.text("operations"),
                            change.numberOrNull("loss")));
        }
        return rows;
    }

    private static Verb verb(String word) throws JsonTree.Malformed {
        return Arrays.stream(Verb.values())
                .filter(verb -> verb.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new JsonTree.Malformed(word));
    }

    private static Instant time(String text) throws JsonTree.Malformed {
        try {
            return Instant.parse(text);
        } catch (DateTimeException noTime) {
            throw new JsonTree.Malformed(text);
        }
    }
}
