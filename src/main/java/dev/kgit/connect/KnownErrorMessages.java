package dev.kgit.connect;

import dev.kgit.model.FieldValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sentences that Connect, Kafka's clients and the JDK write, and that give nothing away: all that changes in them are names
 * of keys and classes, numbers, and values that stand in the repository. A sentence is known as a whole or not at all.
 */
final class KnownErrorMessages {

    private static final String CLASS = "(?:[a-z][a-z0-9_]*+\\.)++[A-Z]\\w*+(?:\\$\\w++)*+";

    /** What may stand in place of a word in braces. */
    private static final Map<String, String> PARTS = Map.of(
            "key", "[\\w.\\-]{1,200}",
            "value", ".*?",
            "class", CLASS,
            "number", "-?\\d{1,10}",
            "constants", "[\\w .,\\-\\[\\]]{1,300}",
            "rest", ".+");

    private static final Pattern PART = Pattern.compile("\\{([a-z]+)}");

    /** In the words of ConfigDef, AbstractHerder, ConnectorsResource, the worker, the JDK's sockets and Kafka's clients. */
    private static final List<Sentence> SENTENCES = List.of(
                    "Invalid value {value} for configuration {key}: {rest}",
                    "Invalid value {value} for configuration {key}",
                    "Missing required configuration \"{key}\" which has no default value.",
                    "Not a number of type {constants}",
                    "Expected value to be either true or false",
                    "Expected value to be {constants}, but it was a {class}",
                    "Expected a comma separated list.",
                    "Class {class} could not be found.",
                    "Class {class} could not be found",
                    "Value must be at least {number}",
                    "Value must be no more than {number}",
                    "Value must be non-null",
                    "entry must be non null",
                    "String must be non-empty",
                    "String must be one of: {constants}",
                    "String must be one of (case insensitive): {constants}",
                    "String may not contain control sequences but had the following ASCII chars: {constants}",
                    "Must configure one of topics or topics.regex",
                    "topics and topics.regex are mutually exclusive options, but both are set.",
                    "Connector configuration is invalid and contains the following {number} error(s):",
                    "You can also find the above list of errors at the endpoint"
                            + " `/connector-plugins/{connectorType}/config/validate`",
                    "Failed to find any class that implements Connector and which name matches {class}",
                    "Cannot complete request momentarily due to stale configuration (typically caused by a concurrent"
                            + " config change)",
                    "Cannot complete request because of a conflicting operation (e.g. worker rebalance)",
                    "Conflicting operation during rebalance",
                    "Request timed out",
                    "Timed out waiting for the worker",
                    "Tolerance exceeded in error handler",
                    "Exiting WorkerSinkTask due to unrecoverable exception.",
                    "Unrecoverable exception from producer send callback",
                    "Task failed initialization and will not be started.",
                    "Connection refused",
                    "Connection reset",
                    "Connection reset by peer",
                    "Broken pipe",
                    "Read timed out",
                    "connect timed out",
                    "Connect timed out",
                    "No route to host",
                    "Network is unreachable",
                    "Failed to construct kafka consumer",
                    "Failed to construct kafka producer",
                    "Failed to create new KafkaAdminClient",
                    "JsonConverter with schemas.enable requires \"schema\" and \"payload\" fields and may not contain"
                            + " additional fields. If you are trying to deserialize plain JSON data, set"
                            + " schemas.enable=false in your converter configuration.")
            .stream()
            .map(Sentence::of)
            .toList();

    /** A longer text is none of these sentences. */
    private static final int LONGEST = 2_000;

    private final Set<String> keys;
    private final BiPredicate<String, String> declared;

    /**
     * Sentences about one config.
     *
     * @param keys names of keys that may be shown
     * @param declared whether a key is declared with that value, which may be shown then
     */
    KnownErrorMessages(Set<String> keys, BiPredicate<String, String> declared) {
        this.keys = keys;
        this.declared = declared;
    }

    /** The sentence as it may be shown; empty where it is not known. */
    Optional<String> shown(String sentence) {
        if (sentence.length() > LONGEST) {
            return Optional.empty();
        }
        return SENTENCES.stream()
                .flatMap(known -> shown(known, sentence).stream())
                .findFirst();
    }

    private Optional<String> shown(Sentence known, String sentence) {
        Matcher match = known.pattern().matcher(sentence);
        if (!match.matches()) {
            return Optional.empty();
        }
        int key = known.parts().indexOf("key");
        @Nullable String about = key < 0 ? null : match.group(key + 1);
        if (about != null && !keys.contains(about)) {
            return Optional.empty();
        }
        StringBuilder shown = new StringBuilder();
        int from = 0;
        for (int i = 0; i < known.parts().size(); i++) {
            String text = match.group(i + 1);
            String part = known.parts().get(i);
            Optional<String> safe = Optional.of(text);
            if (part.equals("value")) {
                boolean quotable = about != null && declared.test(about, text);
                safe = Optional.of(quotable ? text : FieldValue.REDACTED);
            } else if (part.equals("rest")) {
                safe = shown(text);
            }
            if (safe.isEmpty()) {
                return Optional.empty();
            }
            shown.append(sentence, from, match.start(i + 1)).append(safe.get());
            from = match.end(i + 1);
        }
        return Optional.of(shown.append(sentence.substring(from)).toString());
    }

    /**
     * A sentence with places for what changes in it.
     *
     * @param parts what stands there, in order
     */
    private record Sentence(Pattern pattern, List<String> parts) {

        static Sentence of(String text) {
            List<String> parts =
                    PART.matcher(text).results().map(match -> match.group(1)).toList();
            StringBuilder expression = new StringBuilder();
            Matcher part = PART.matcher(text);
            int from = 0;
            while (part.find()) {
                expression
                        .append(Pattern.quote(text.substring(from, part.start())))
                        .append('(')
                        .append(PARTS.getOrDefault(part.group(1), ""))
                        .append(')');
                from = part.end();
            }
            expression.append(Pattern.quote(text.substring(from)));
            return new Sentence(Pattern.compile(expression.toString(), Pattern.DOTALL), parts);
        }
    }
}
