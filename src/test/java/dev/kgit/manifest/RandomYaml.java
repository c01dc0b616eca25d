package dev.kgit.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes maps, lists and texts down as YAML in all the ways that people do: in lines and in braces, with comments, anchors,
 * quotes and blanks wherever they may stand.
 */
final class RandomYaml {

    private final Random random;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, List<String>> anchors = new LinkedHashMap<>();
    private int comments;

    RandomYaml(Random random) {
        this.random = random;
    }

    /** A text in several lines, which is written as a block of them. */
    record Lines(String text, String mark) {}

    static String text(Random random, Map<String, Object> document) {
        RandomYaml yaml = new RandomYaml(random);
        yaml.head();
        yaml.map("", document);
        return yaml.joined();
    }

    private boolean one(int of) {
        return random.nextInt(of) == 0;
    }

    private String joined() {
        if (one(3)) {
            gap(random.nextInt(3) * 2);
        }
        String lineBreak = one(4) ? "\r\n" : "\n";
        String text = String.join(lineBreak, lines);
        return switch (random.nextInt(6)) {
            case 0 -> text;
            case 1 -> text + lineBreak + lineBreak + lineBreak;
            case 2 -> text + lineBreak + "  " + lineBreak;
            default -> text + lineBreak;
        };
    }

    /** Comments at the top; some of them so long that a character of two halves stands where a parser's buffer ends. */
    private void head() {
        if (one(3)) {
            int offset = 1025 * (1 + random.nextInt(2)) + random.nextInt(9) - 4;
            lines.add("# " + "x".repeat(offset - 2) + "\uD83D\uDE80");
        }
        gap(0);
        if (one(6)) {
            lines.add("---");
            gap(0);
        }
    }

    private String comment() {
        String words = List.of("why", "a: b", "- c", "it's \"so\"", "\uD83D\uDE80", "7d", "{ [")
                .get(random.nextInt(7));
        return "# " + words + " " + comments++;
    }

    /** Blank lines and comments before a line that is indented so far. */
    private void gap(int indent) {
        while (one(4)) {
            lines.add(one(3) ? " ".repeat(random.nextInt(4)) : "");
        }
        while (one(4)) {
            int depth = one(4) ? indent + 1 + random.nextInt(5) : one(6) ? Math.max(0, indent - 2) : indent;
            lines.add(" ".repeat(depth) + comment() + (one(5) ? "  " : ""));
            if (one(4)) {
                lines.add("");
            }
        }
    }

    private String behind(boolean plain) {
        return switch (random.nextInt(8)) {
            case 0 -> " " + comment();
            case 1 -> plain ? "\t" + comment() : "   " + comment();
            case 2 -> "  ";
            default -> "";
        };
    }

    private void map(String indent, Map<String, Object> map) {
        for (Map.Entry<String, Object> entry : map.entrySet()) {
            gap(indent.length());
            entry(indent, entry.getKey(), entry.getValue());
        }
        if (one(5) && !lines.get(lines.size() - 1).isBlank()) {
            lines.add(indent + "  " + comment());
        }
    }

    private void entry(String indent, String name, Object value) {
        String key = one(12) ? "\"" + name + "\"" : name;
        if (one(40) && value instanceof String text) {
            lines.add(indent + "? " + key);
            lines.add(indent + ": " + scalar(text, false));
            return;
        }
        String begin = indent + key + ":";
        if (value instanceof Lines block) {
            block(begin, indent + " ".repeat(1 + random.nextInt(3)), block);
        } else if (value instanceof String text) {
            single(begin, indent, text);
        } else if (value instanceof List<?> list) {
            list(begin, indent, list);
        } else {
            map(begin, indent, name, cast(value));
        }
    }

    private void single(String begin, String indent, String text) {
        String scalar = scalar(text, false);
        boolean plain = scalar.equals(text);
        if (one(12)) {
            lines.add(begin + behind(false));
            gap(indent.length() + 2);
            lines.add(indent + "  " + scalar + behind(plain));
        } else if (one(12)) {
            String anchor = "v" + lines.size();
            lines.add(begin + " &" + anchor + " " + scalar + behind(plain));
        } else {
            lines.add(begin + " ".repeat(1 + random.nextInt(2)) + scalar + behind(plain));
        }
    }

    private void block(String begin, String indent, Lines block) {
        String space = one(3) ? "  " : "";
        lines.add(begin + " " + block.mark() + (one(5) ? " " + comment() : ""));
        for (String line : block.text().split("\n", -1)) {
            lines.add(line.isEmpty() ? "" : indent + line + space);
        }
        if (block.mark().contains("+") && one(2)) {
            lines.add("");
        }
    }

    private void map(String begin, String indent, String name, Map<String, Object> map) {
        String kind = name.equals("config") ? kind(map) : "";
        List<String> known = anchors.getOrDefault(kind, List.of());
        if (!known.isEmpty() && one(3)) {
            lines.add(begin + " *" + known.get(random.nextInt(known.size())) + behind(false));
            return;
        }
        String anchor = !kind.isEmpty() && one(4) ? "c" + lines.size() : "";
        String mark = anchor.isEmpty() ? "" : " &" + anchor;
        boolean scalars = map.values().stream().allMatch(RandomYaml::isFlat);
        if (map.isEmpty() || (scalars && one(3))) {
            flow(begin + mark + " ", indent, map);
        } else {
            lines.add(begin + mark + behind(false));
            gap(indent.length() + 2);
            map(indent + " ".repeat(one(4) ? 4 : 2), map);
        }
        if (!anchor.isEmpty()) {
            anchors.computeIfAbsent(kind, all -> new ArrayList<>()).add(anchor);
        }
    }

    /** Whose config it is, so that an alias stands for one of the same kind. */
    private static String kind(Map<String, Object> config) {
        if (config.containsKey("connector.class")) {
            return "connector";
        }
        return config.containsKey("retention.ms") || config.containsKey("cleanup.policy") ? "topic" : "";
    }

    private static boolean isFlat(Object value) {
        return value instanceof String
                || (value instanceof List<?> list && list.stream().allMatch(item -> item instanceof String));
    }

    private void flow(String begin, String indent, Map<String, Object> map) {
        List<String> entries = new ArrayList<>();
        map.forEach((key, value) -> entries.add((one(6) ? "'" + key + "'" : key) + ": "
                + (value instanceof List<?> list ? "[" + flowItems(list) + "]" : scalar((String) value, true))));
        if (entries.isEmpty() || !one(3)) {
            String space = one(3) ? "" : " ";
            String comma = entries.isEmpty() || !one(6) ? "" : ",";
            lines.add(begin + "{" + space + String.join(", ", entries) + comma + space + "}" + behind(false));
            return;
        }
        lines.add(begin + "{" + behind(false));
        for (int i = 0; i < entries.size(); i++) {
            gap(indent.length() + 4);
            lines.add(indent + "    " + entries.get(i) + (i < entries.size() - 1 || one(3) ? "," : "") + behind(false));
        }
        lines.add(indent + "  }" + behind(false));
    }

    private String flowItems(List<?> list) {
        List<String> items = new ArrayList<>();
        list.forEach(item -> items.add(scalar((String) item, true)));
        return String.join(", ", items);
    }

    private void list(String begin, String indent, List<?> list) {
        boolean maps = list.stream().anyMatch(item -> item instanceof Map<?, ?>);
        if (list.isEmpty() || (!maps && one(2))) {
            lines.add(begin + " [" + flowItems(list) + "]" + behind(false));
            return;
        }
        lines.add(begin + behind(false));
        String deeper = one(2) ? indent : indent + "  ";
        for (Object item : list) {
            gap(deeper.length());
            if (item instanceof String text) {
                if (one(8)) {
                    lines.add(deeper + "-" + behind(false));
                    gap(deeper.length() + 2);
                    lines.add(deeper + "  " + scalar(text, false) + behind(false));
                } else {
                    lines.add(deeper + "- " + scalar(text, false) + behind(false));
                }
                continue;
            }
            int first = lines.size();
            if (one(3)) {
                lines.add(deeper + "-" + behind(false));
                map(deeper + "  ", cast(item));
            } else {
                List<Map.Entry<String, Object>> entries =
                        new ArrayList<>(cast(item).entrySet());
                entry(deeper + "  ", entries.get(0).getKey(), entries.get(0).getValue());
                lines.set(first, deeper + "- " + lines.get(first).substring(deeper.length() + 2));
                Map<String, Object> rest = new LinkedHashMap<>();
                entries.subList(1, entries.size()).forEach(entry -> rest.put(entry.getKey(), entry.getValue()));
                map(deeper + "  ", rest);
            }
        }
    }

    private String scalar(String text, boolean flow) {
        ScalarStyle style = flow ? ScalarStyle.FLOW : ScalarStyle.BLOCK;
        if (text.equals("null") || text.equals("true") || text.matches("[0-9]+") || text.contains("${{")) {
            return style.quoted(text).equals(text) || text.equals("null") ? text : "\"" + text + "\"";
        }
        String quoted = style.quoted(text);
        boolean simple = text.chars().allMatch(c -> c >= ' ' && c < 127);
        if (simple && one(6)) {
            return "'" + text.replace("'", "''") + "'";
        }
        if (simple && one(8)) {
            return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        }
        return quoted;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Object map) {
        return (Map<String, Object>) map;
    }
}
