package dev.kgit.manifest;

import dev.kgit.model.Place;
import dev.kgit.model.SensitiveNames;
import dev.kgit.model.Setting;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds secrets that stand in a file as they are. A key whose name says that it holds a secret needs a value that comes
 * from {@code ${{ secret.NAME }}} or that one of Kafka's config providers looks up.
 */
final class PlaintextSecrets {

    /** A lookup by one of Kafka's config providers: {@code ${file:/etc/secrets:password}}. */
    private static final Pattern PROVIDER = Pattern.compile("\\$\\{[A-Za-z0-9_.-]+:[^}]+}");

    /** Keys that name a secret's whereabouts, not the secret itself. */
    private static final Pattern WHEREABOUTS = Pattern.compile(
            "[._-](source|location|path|dir|file|filename|type|class|provider|algorithm|format|name|names|enabled?|ms|seconds"
                    + "|topics?|endpoint|retries|scope|audience|alias|prefix|regex)$");

    private static final Pattern ADDRESS = Pattern.compile("(^|[._-])(ur[il]|connection[._]string)$");
    private static final Pattern ADDRESS_WITH_SECRET =
            Pattern.compile("//[^/@\\s]+:[^/@\\s]+@|(password|passwd|pwd|secret|token|key|sig)=[^;&\\s]");

    private static final Pattern HEADER = Pattern.compile("(^|\\.)headers?$");
    private static final Pattern HEADER_WITH_SECRET =
            Pattern.compile("authorization|api[-_]?key|token|secret|cookie|password|bearer|basic ");

    private static final Pattern PUBLIC_HEADERS = Pattern.compile(
            "((content-type|accept|accept-encoding|user-agent)\\s*[:=][^|;,]*[|;,]?\\s*)+", Pattern.CASE_INSENSITIVE);

    private static final Pattern LOOKUP = Pattern.compile("(" + PROVIDER.pattern() + ")+");
    private static final Place NOWHERE = new Place("", 1, 1);

    private final String hint;
    private final Problems problems;

    private PlaintextSecrets(String hint, Problems problems) {
        this.hint = hint;
        this.problems = problems;
    }

    /** For environment.yaml. */
    static PlaintextSecrets inSettings(Problems problems) {
        return new PlaintextSecrets("write ${{ secret.NAME }}; and change the secret, for Git remembers it", problems);
    }

    /** For all other files. */
    static PlaintextSecrets inResources(Problems problems) {
        return new PlaintextSecrets(
                "use ${{ var.NAME }} of a variable that environment.yaml takes from ${{ secret.NAME }}, or let the worker"
                        + " look it up (${file:...}); and change the secret, for Git remembers it",
                problems);
    }

    /** Reports every property of the map that holds a secret in plain sight. The value is never part of the message. */
    void check(MapNode properties) {
        for (Map.Entry<String, MapNode.Entry> entry : properties.entries().entrySet()) {
            ScalarNode value = Values.scalar(entry.getValue().value());
            if (value != null) {
                check(entry.getKey(), value);
            }
        }
    }

    void check(String key, ScalarNode value) {
        if (value.origin() == ScalarNode.Origin.FILE && exposes(key, value)) {
            problems.error(
                    "KG105", value.place(), "`" + SchemaProblem.shown(key) + "` holds a secret in plain text", hint);
        }
    }

    /**
     * Whether a value that was found live must not be written into a file. What only names a secret's whereabouts may be;
     * what a plugin itself calls a secret may not, whatever its key.
     */
    static boolean isSecret(String key, Setting live) {
        String text = live.value();
        if (text == null) {
            return true;
        }
        boolean says = exposes(key, ScalarNode.text(NOWHERE, text)) && !text.matches("true|false");
        boolean harmless = text.isBlank() || LOOKUP.matcher(text.strip()).matches();
        boolean byName = SensitiveNames.matches(key) && !PROVIDER.matcher(text).find();
        boolean known = live.sensitive() && !(byName && isPublic(key, text));
        return !harmless && (says || known);
    }

    /** Whether a key that sounds like a secret holds none: an address, whereabouts, or headers that everybody sends. */
    private static boolean isPublic(String key, String text) {
        return !HEADER.matcher(dotted(key)).find()
                || PUBLIC_HEADERS.matcher(text.strip()).matches();
    }

    private static boolean exposes(String key, ScalarNode value) {
        String text = value.text().strip();
        if (text.isEmpty()
                || value.kind() == ScalarNode.Kind.BOOLEAN
                || PROVIDER.matcher(text).find()) {
            return false;
        }
        String name = dotted(key);
        String lower = text.toLowerCase(Locale.ROOT);
        if (ADDRESS.matcher(name).find()) {
            return ADDRESS_WITH_SECRET.matcher(lower).find();
        }
        if (!SensitiveNames.matches(key) || WHEREABOUTS.matcher(name).find()) {
            return false;
        }
        return !HEADER.matcher(name).find() || HEADER_WITH_SECRET.matcher(lower).find();
    }

    /** {@code tokenTopic} as {@code token.topic}. */
    private static String dotted(String key) {
        return key.replaceAll("([a-z0-9])([A-Z])", "$1.$2").toLowerCase(Locale.ROOT);
    }
}
