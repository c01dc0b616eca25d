package dev.kgit.manifest;

/** The first line of a file, which tells editors its schema. */
final class Modeline {

    private static final String BEGIN = "# yaml-language-server: $schema=";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Modeline() {}

    /** The line for the file at this path from the repository's root, with a line break. */
    static String of(String path) {
        String schema = switch (path.substring(path.lastIndexOf('/') + 1)) {
            case ManifestRepository.KGIT_YAML -> "kgit";
            case ManifestRepository.ENVIRONMENT_YAML -> "environment";
            default -> "resources";
        };
        long depth = path.chars().filter(c -> c == '/').count();
        return BEGIN + "../".repeat((int) depth) + "schemas/" + schema + ".schema.json\n";
    }

    /** The text with the line before it; the text itself where some line of its own says a schema. */
    static String before(String path, String text) {
        if (text.lines().anyMatch(line -> line.strip().startsWith(BEGIN))) {
            return text;
        }
        String line = text.contains("\r\n") ? of(path).replace("\n", "\r\n") : of(path);
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        return marked ? BYTE_ORDER_MARK + line + text.substring(1) : line + text;
    }
}
