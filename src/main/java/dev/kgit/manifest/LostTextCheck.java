package dev.kgit.manifest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a YAML text says and another one that would take its place does not: keys, by path, and comments. */
public final class LostTextCheck {

    private final Set<String> losses = new LinkedHashSet<>();

    private LostTextCheck() {}

    /** Each in a word, as {@code topics.orders.protected} or {@code # ours}; empty where nothing would be lost. */
    public static List<String> of(byte[] content, String instead) {
        DiagnosticCollector problems = new DiagnosticCollector();
        String text = Utf8Decoder.decode("a file", content, problems);
        List<Node> before = text == null ? List.of() : YamlNodeReader.read("a file", text, problems);
        if (text == null || problems.hasErrors()) {
            return List.of("all of it, which can't be read");
        }
        LostTextCheck losses = new LostTextCheck();
        List<Node> after = YamlNodeReader.read("a file", instead, new DiagnosticCollector());
        for (int i = 0; i < before.size(); i++) {
            losses.compare(
                    "",
                    before.get(i),
                    i < after.size()
                            ? after.get(i)
                            : MapNode.empty(before.get(i).place()));
        }
        List<String> comments = new ArrayList<>(comments(text));
        comments(instead).forEach(comments::remove);
        losses.losses.addAll(comments);
        return List.copyOf(losses.losses);
    }

    private void compare(String path, Node before, Node after) {
        MapNode map = before.asMap();
        MapNode now = after.asMap();
        if (map == null) {
            return;
        }
        map.entries().forEach((key, entry) -> {
            MapNode.Entry same = now == null ? null : now.entries().get(key);
            String name = path.isEmpty() ? key : path + "." + key;
            if (same == null) {
                losses.add(SchemaDiagnostics.shown(name));
            } else {
                compare(name, entry.value(), same.value());
            }
        });
    }

    private static List<String> comments(String text) {
        return YamlComments.texts(text).stream().map(SchemaDiagnostics::shown).toList();
    }
}
