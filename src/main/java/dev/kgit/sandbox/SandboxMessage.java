package dev.kgit.sandbox;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One line between kgit and the process of its sandbox: a verb and named values.
 *
 * <p>From kgit: {@code brokers} with {@code ports}, {@code data} where it is kept, and server properties is answered by {@code brokers} with {@code bootstrap}, {@code internal},
 * {@code cluster}, {@code data} and {@code log}; {@code worker} with {@code name} and the worker's properties under
 * {@code property.} is answered by {@code worker} with {@code name} and {@code url}. Either may be answered by {@code failed}
 * with {@code reason}. Unasked, a {@code gone} with {@code name} and {@code reason} says that a worker gave up. The end of
 * the input ends the sandbox.
 */
public record SandboxMessage(String verb, SortedMap<String, String> values) {

    public static final String BROKERS = "brokers";
    public static final String WORKER = "worker";
    public static final String FAILED = "failed";
    public static final String GONE = "gone";

    private static final String PROPERTY = "property.";

    public SandboxMessage {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** A message; names and values in turn. */
    public static SandboxMessage of(String verb, String... namesAndValues) {
        SortedMap<String, String> values = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new SandboxMessage(verb, values);
    }

    /** The message with one more value. */
    public SandboxMessage with(String name, String value) {
        SortedMap<String, String> all = new TreeMap<>(values);
        all.put(name, value);
        return new SandboxMessage(verb, all);
    }

    /** The message with a set of properties. */
    public SandboxMessage withProperties(Map<String, String> properties) {
        SortedMap<String, String> all = new TreeMap<>(values);
        properties.forEach((key, value) -> all.put(PROPERTY + key, value));
        return new SandboxMessage(verb, all);
    }

    public SortedMap<String, String> properties() {
        SortedMap<String, String> properties = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(PROPERTY)) {
                properties.put(name.substring(PROPERTY.length()), value);
            }
        });
        return properties;
    }

    /** A value that has to be there. */
    public String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("a message '" + verb + "' without '" + name + "'");
        }
        return value;
    }

    /** {@code verb name=value ...}, names and values URL-encoded. */
    public String toLine() {
        StringBuilder line = new StringBuilder(verb);
        values.forEach((name, value) ->
                line.append(' ').append(encoded(name)).append('=').append(encoded(value)));
        return line.toString();
    }

    public static SandboxMessage ofLine(String line) {
        String[] words = line.split(" ", -1);
        SortedMap<String, String> values = new TreeMap<>();
        for (int i = 1; i < words.length; i++) {
            String[] pair = words[i].split("=", 2);
            if (pair.length != 2) {
                throw new IllegalArgumentException("not a message: " + words[0]);
            }
            values.put(decoded(pair[0]), decoded(pair[1]));
        }
        return new SandboxMessage(words[0], values);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
