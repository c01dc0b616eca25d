package dev.kgit.secret;

/** JSON in a value, read for its names and texts alone: what is not closed or not valid is read as far as it goes. */
final class JsonText {

    private static final int DEEPEST = 2;

    private JsonText() {}

    static boolean looksLike(String text) {
        return text.length() > 1 && (text.charAt(0) == '{' || text.charAt(0) == '[') && text.indexOf('"') > 0;
    }

    /** Whether a text in it is a secret by its name, or by its form. */
    static boolean holdsSecret(String value, int depth) {
        boolean escaped = value.startsWith("{\\\"") || value.startsWith("[{\\\"");
        String text = escaped ? value.replace("\\\"", "\"") : value;
        if (isKeySet(text)) {
            return true;
        }
        String name = "";
        int i = 0;
        while (i < text.length()) {
            if (text.charAt(i) != '"') {
                // A name counts for the text right behind it, not for what a list or another object holds.
                name = "{[,".indexOf(text.charAt(i)) >= 0 ? "" : name;
                i++;
                continue;
            }
            StringBuilder content = new StringBuilder();
            int end = string(text, i + 1, content);
            int next = end;
            while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
                next++;
            }
            if (next < text.length() && text.charAt(next) == ':') {
                name = content.toString();
                i = next + 1;
            } else {
                if (isSecret(name, content.toString(), depth)) {
                    return true;
                }
                name = "";
                i = end;
            }
        }
        return false;
    }

    private static boolean isSecret(String name, String value, int depth) {
        ConfigKey key = ConfigKey.of(name);
        if (!NonSecretValues.isType(value) && SecretDetector.isNamedSecret(KeyClassifier.of(key), value)) {
            return true;
        }
        return depth < DEEPEST && SecretDetector.byForm(key, KeyClassifier.NOTHING, value, depth + 1) != null;
    }

    /** Keys of Tink that are not encrypted, and private JSON web keys. */
    private static boolean isKeySet(String text) {
        return text.contains("\"SYMMETRIC\"")
                || text.contains("\"ASYMMETRIC_PRIVATE\"")
                || (text.contains("\"kty\"") && (text.contains("\"d\"") || text.contains("\"k\"")));
    }

    /** Reads a string up to its closing quote; the place behind that. */
    private static int string(String text, int from, StringBuilder content) {
        int i = from;
        while (i < text.length() && text.charAt(i) != '"') {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char escaped = text.charAt(i + 1);
                content.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped);
                i += 2;
            } else {
                content.append(c);
                i++;
            }
        }
        return Math.min(text.length(), i + 1);
    }
}
