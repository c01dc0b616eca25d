package dev.kgit.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts the schema of the resource files together from what is common and the parts of the sections. */
final class ResourceSchema {

    private static final String COMMON = "/dev/kgit/manifest/common.schema.json";

    /** A word in an id that stands for any name. */
    private static final Pattern ANY_NAME = Pattern.compile("[A-Z_]{2,}");

    private ResourceSchema() {}

    /**
     * The schema, in the layout in which its parts are written.
     *
     * @throws IllegalStateException where a part lacks a member
     */
    static String of(List<KindSection> sections) {
        List<String> keys = new ArrayList<>();
        List<String> descriptions = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        List<String> properties = new ArrayList<>();
        List<String> definitions = new ArrayList<>();
        for (KindSection section : sections) {
            String json = section.schema();
            SyntaxNode part = JsonSyntaxParser.of(json);
            keys.add("`" + section.name() + "`");
            section.further().forEach(key -> keys.add("`" + key + "`"));
            descriptions.add(member(section, part, "description").text());
            ids.add(member(section, part, "id").text());
            addMembers(json, member(section, part, "properties"), properties);
            addMembers(json, member(section, part, "$defs"), definitions);
        }
        return SchemaText.read(COMMON)
                .replace("\"@properties\": {}", String.join(",\n    ", properties))
                .replace("\"@defs\": {}", String.join(",\n    ", definitions))
                .replace("@KEYS@", Sections.either(keys))
                .replace("@SECTIONS@", all(descriptions))
                .replace("@IDS@", Sections.either(ids))
                .replace(
                        "@ID_PATTERN@",
                        ids.stream().map(ResourceSchema::pattern).collect(Collectors.joining("|")));
    }

    private static SyntaxNode member(KindSection section, SyntaxNode part, String name) {
        SyntaxNode member = part.get(name);
        if (member == null) {
            throw new IllegalStateException("the schema of " + section.name() + " lacks " + name);
        }
        return member;
    }

    private static void addMembers(String json, SyntaxNode map, List<String> into) {
        map.pairs()
                .forEach(pair ->
                        into.add(json.substring(pair.key().start(), pair.value().end())));
    }

    private static String pattern(String id) {
        return "^" + ANY_NAME.matcher(id).replaceAll("[^/]+") + "$";
    }

    /** {@code a, b, and c}. */
    private static String all(List<String> phrases) {
        int last = phrases.size() - 1;
        return last <= 0
                ? String.join("", phrases)
                : String.join(", ", phrases.subList(0, last)) + ", and " + phrases.get(last);
    }
}
