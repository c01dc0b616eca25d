package dev.kgit.planfile;

import dev.kgit.diff.ChangeType;
import dev.kgit.json.JsonObject;
import dev.kgit.json.MalformedJsonException;
import dev.kgit.model.ResourceId;
import dev.kgit.model.ResourceIdParser;
import dev.kgit.model.Revision;
import dev.kgit.model.Severity;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes out of a saved plan's JSON what is compared later. */
final class SavedPlanReader {

    private final byte[] content;
    private final ResourceIdParser parser;

    SavedPlanReader(byte[] content, ResourceIdParser parser) {
        this.content = content;
        this.parser = parser;
    }

    /** Whether this is a whole plan that was only shown: what {@code plan --format json} prints. */
    static boolean isShown(byte[] content) {
        try {
            return !JsonObject.parse(content).has("saved");
        } catch (MalformedJsonException cut) {
            return false;
        }
    }

    SavedPlan read() throws MalformedJsonException {
        JsonObject root = JsonObject.parse(content);
        JsonObject saved = root.object("saved");
        JsonObject revision = root.object("revision");
        return new SavedPlan(
                saved.text("kgit"),
                time(saved.text("createdAt")),
                root.text("project"),
                root.text("environment"),
                root.object("cluster").nullableText("id"),
                saved.has("connect") ? textsByName(saved.object("connect")) : new TreeMap<>(),
                new Revision(
                        revision.nullableText("commit"),
                        revision.nullableText("branch"),
                        revision.flag("dirty"),
                        List.of(),
                        saved.nullableText("files")),
                root.text("fingerprint"),
                rollbackFrom(saved),
                rows(root),
                unreadable(root));
    }

    private static SortedMap<String, List<String>> textsByName(JsonObject object) throws MalformedJsonException {
        SortedMap<String, List<String>> byName = new TreeMap<>();
        for (String name : object.names()) {
            byName.put(name, List.copyOf(object.texts(name)));
        }
        return byName;
    }

    private static @Nullable String rollbackFrom(JsonObject saved) throws MalformedJsonException {
        String from = saved.nullableText("rollbackFrom");
        if (saved.flag("rollback") != (from != null)) {
            throw new MalformedJsonException("rollback");
        }
        return from;
    }

    private SortedMap<ResourceId, SavedPlan.Row> rows(JsonObject root) throws MalformedJsonException {
        SortedMap<ResourceId, SavedPlan.Row> rows = new TreeMap<>();
        for (JsonObject change : root.objects("changes")) {
            String id = change.text("id");
            SortedMap<String, SavedPlan.Shown> fields = new TreeMap<>();
            for (JsonObject field : change.objects("fields")) {
                fields.put(
                        field.text("path"),
                        new SavedPlan.Shown(field.nullableText("before"), field.nullableText("after")));
            }
            rows.put(
                    parser.parse(id).orElseThrow(() -> new MalformedJsonException(id)),
                    new SavedPlan.Row(
                            changeType(change.text("action")),
                            fields,
                            change.text("basis"),
                            change.has("owner") ? change.text("owner") : null,
                            change.text("operations"),
                            change.numberOrNull("loss"),
                            objections(change)));
        }
        return rows;
    }

    private static SortedSet<String> objections(JsonObject change) throws MalformedJsonException {
        SortedSet<String> codes = new TreeSet<>();
        for (JsonObject finding : change.objects("findings")) {
            if (finding.text("severity").equals(Severity.ERROR.label())) {
                codes.add(finding.text("code"));
            }
        }
        return codes;
    }

    private Set<ResourceId> unreadable(JsonObject root) throws MalformedJsonException {
        Set<ResourceId> unreadable = new TreeSet<>();
        for (JsonObject one : root.objects("unreadable")) {
            String id = one.text("id");
            unreadable.add(parser.parse(id).orElseThrow(() -> new MalformedJsonException(id)));
        }
        return unreadable;
    }

    private static ChangeType changeType(String word) throws MalformedJsonException {
        return Arrays.stream(ChangeType.values())
                .filter(changeType -> changeType.label().equals(word))
                .findFirst()
                .orElseThrow(() -> new MalformedJsonException(word));
    }

    private static Instant time(String text) throws MalformedJsonException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException noTime) {
            throw new MalformedJsonException(text);
        }
    }
}
