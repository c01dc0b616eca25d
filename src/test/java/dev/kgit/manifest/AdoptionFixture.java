package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.model.DesiredState;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Values that have changed on a cluster, and files that are to say what they are. */
final class AdoptionFixture {

    /** What has changed live: values by {@code id path}; null: no longer set. */
    private final Map<String, @Nullable String> changes = new LinkedHashMap<>();

    AdoptionFixture live(String id, String path, @Nullable String value) {
        changes.put(id + " " + path, value);
        return this;
    }

    /** As if nothing had changed live. */
    void clear() {
        changes.clear();
    }

    private static Resource changed(DesiredState declared, ResourceId id, Map<String, @Nullable String> values) {
        Resource resource = Objects.requireNonNull(declared.state().get(id));
        SortedMap<String, FieldValue> fields = new TreeMap<>(resource.fields());
        values.forEach((path, value) -> {
            if (value == null) {
                fields.remove(path);
            } else {
                fields.put(path, FieldValue.of(value));
            }
        });
        return Resource.live(id, fields);
    }

    /** Adopts what has changed live. */
    ProposedEdits adopt(MemoryTree tree) {
        DesiredState declared = Reading.desired(tree);
        Map<ResourceId, Map<String, @Nullable String>> byId = new TreeMap<>();
        changes.forEach((key, value) -> {
            String[] parts = key.split(" ", 2);
            byId.computeIfAbsent(BuiltInKinds.ALL.parse(parts[0]).orElseThrow(), id -> new TreeMap<>())
                    .put(parts[1], value);
        });
        List<AdoptionEdits.Taking> takings = new ArrayList<>();
        byId.forEach((id, values) ->
                takings.add(new AdoptionEdits.Taking(changed(declared, id, values), new TreeSet<>(values.keySet()))));
        EnvironmentSettings env = Reading.environment(tree);
        return new AdoptionEdits(new EditSession(tree, SampleLookups.NOTHING, env, BuiltInKinds.SECTIONS), declared)
                .adopt(takings, List.of());
    }

    /** Adopts everything; the text of the one file that had to change. */
    String adopted(MemoryTree tree, String file) {
        ProposedEdits adoption = adopt(tree);
        assertThat(adoption.refused()).isEmpty();
        assertThat(adoption.files().keySet()).containsExactly(file);
        tellsWhereItWrote(adoption);
        DesiredState before = Reading.desired(tree);
        DesiredState after = Reading.desired(new OverlaySourceTree(tree, adoption.files()));
        assertThat(after.state().ids()).isEqualTo(before.state().ids());
        Map<String, @Nullable String> wanted = new TreeMap<>();
        before.state()
                .resources()
                .forEach((id, resource) ->
                        AdoptionEdits.values(resource).forEach((path, value) -> wanted.put(id + " " + path, value)));
        wanted.putAll(changes);
        wanted.values().removeIf(Objects::isNull);
        Map<String, String> said = new TreeMap<>();
        after.state()
                .resources()
                .forEach((id, resource) ->
                        AdoptionEdits.values(resource).forEach((path, value) -> said.put(id + " " + path, value)));
        assertThat(said).isEqualTo(wanted);
        return Objects.requireNonNull(adoption.files().get(file));
    }

    /** Each edit names a place of a file that was written, and the line there is about that key or resource. */
    private static void tellsWhereItWrote(ProposedEdits adoption) {
        adoption.edits().forEach(edit -> {
            String text = adoption.files().get(edit.place().file());
            assertThat(text).as("%s was written", edit.place()).isNotNull();
            String line =
                    text.lines().skip(edit.place().line() - 1L).findFirst().orElse("");
            String key = edit.path().substring(edit.path().startsWith("config.") ? "config.".length() : 0);
            if (edit.after() != null) {
                assertThat(line).as("%s", edit).contains(key);
            }
        });
    }
}
