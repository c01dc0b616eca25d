package dev.kgit.manifest;

import dev.kgit.model.DesiredState;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps files in canonical form that were in it before they were edited. Others stay as their authors have them. */
final class CanonicalEdits {

    private CanonicalEdits() {}

    /** The same texts, in canonical form where the files were, or are new; as they are where that would say something else. */
    static Map<String, String> of(EditSession bench, Map<String, String> texts) {
        SortedMap<String, String> canonical = new TreeMap<>(texts);
        canonical.replaceAll((path, text) -> isCanonical(bench, path) ? formatted(bench, path, text) : text);
        return canonical.equals(texts) || says(bench, canonical).equals(says(bench, texts)) ? canonical : texts;
    }

    private static boolean isCanonical(EditSession bench, String path) {
        return bench.text(path)
                .map(text -> bench.isYaml(path) && formatted(bench, path, text).equals(text))
                .orElse(true);
    }

    private static String formatted(EditSession bench, String path, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        String formatted = YamlFormatter.format(path, content, bench.sections()).value();
        return formatted == null ? text : formatted;
    }

    private static Map<ResourceId, Object> says(EditSession bench, Map<String, String> texts) {
        Map<ResourceId, Object> said = new TreeMap<>();
        State state = bench.reading(texts).map(DesiredState::state).orElse(State.EMPTY);
        state.resources()
                .forEach((id, resource) -> said.put(id, AdoptionEdits.values(resource) + " " + resource.lifecycle()));
        return said;
    }
}
