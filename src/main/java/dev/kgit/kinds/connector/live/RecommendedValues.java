package dev.kgit.kinds.connector.live;

import dev.kgit.concurrent.Deadline;
import dev.kgit.connect.ConnectRestApi;
import dev.kgit.connect.RestResponse;
import dev.kgit.connect.RetryingReader;
import dev.kgit.kinds.connector.ConnectorKeys;
import dev.kgit.kinds.connector.live.PluginDefinition.ClosedWords;
import dev.kgit.model.PrintableText;
import dev.kgit.secret.SecretDetector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * The values that a plugin recommends for its keys, where it takes no others: a recommendation alone says nothing of that, so
 * the plugin is asked to validate another value, and one in other letters.
 */
final class RecommendedValues {

    private static final int MOST_WORDS = 100;
    private static final int LONGEST_WORD = 100;
    private static final String NO_SUCH_VALUE = "kgit-no-such-value";

    private final ConnectRestApi rest;
    private final RetryingReader reader;
    private final String connectorClass;
    private final Deadline deadline;

    RecommendedValues(ConnectRestApi rest, RetryingReader reader, String connectorClass, Deadline deadline) {
        this.rest = rest;
        this.reader = reader;
        this.connectorClass = connectorClass;
        this.deadline = deadline;
    }

    /** By key, of these keys; none where the plugin does not validate. */
    SortedMap<String, ClosedWords> among(Collection<String> keys) {
        Optional<RestResponse> answer = validate(Map.of());
        SortedMap<String, List<String>> recommended =
                answer.map(response -> recommended(response, keys)).orElse(Collections.emptySortedMap());
        if (answer.isEmpty() || recommended.isEmpty()) {
            return Collections.emptySortedMap();
        }
        Set<String> wrongAnyway = ValidateResponse.of(answer.get()).errors().keySet();
        Set<String> closed = refused(all(recommended.keySet(), key -> NO_SUCH_VALUE));
        closed.removeAll(wrongAnyway);
        if (closed.isEmpty()) {
            return Collections.emptySortedMap();
        }
        recommended.keySet().retainAll(closed);
        Set<String> exact = refused(all(closed, key -> otherCase(recommended.getOrDefault(key, List.of()))));
        SortedMap<String, ClosedWords> words = new TreeMap<>();
        recommended.forEach((key, values) -> words.put(key, new ClosedWords(values, !exact.contains(key))));
        return words;
    }

    private static SortedMap<String, List<String>> recommended(RestResponse answer, Collection<String> keys) {
        SortedMap<String, List<String>> recommended = new TreeMap<>();
        for (JsonNode config : answer.json().path("configs")) {
            JsonNode value = config.path("value");
            String key = value.path("name").asString("");
            List<String> words = new ArrayList<>();
            value.path("recommended_values").forEach(word -> words.add(word.asString("")));
            if (keys.contains(key)
                    && !words.isEmpty()
                    && words.size() <= MOST_WORDS
                    && words.stream().allMatch(word -> isWord(word) && !SecretDetector.isSensitive(key, word))) {
                recommended.put(key, words.stream().distinct().toList());
            }
        }
        return recommended;
    }

    private static boolean isWord(String word) {
        return !word.isBlank()
                && word.length() <= LONGEST_WORD
                && PrintableText.isClean(word)
                && !word.contains(",")
                && !word.equals(NO_SUCH_VALUE);
    }

    private static SortedMap<String, String> all(Collection<String> keys, UnaryOperator<String> value) {
        SortedMap<String, String> config = new TreeMap<>();
        keys.forEach(key -> config.put(key, value.apply(key)));
        return config;
    }

    /** One of the words in other letters; the same one where it has none. */
    private static String otherCase(List<String> words) {
        return words.stream()
                .map(word -> {
                    String upper = word.toUpperCase(Locale.ROOT);
                    return upper.equals(word) ? word.toLowerCase(Locale.ROOT) : upper;
                })
                .filter(word -> !words.contains(word))
                .findFirst()
                .orElse(NO_SUCH_VALUE);
    }

    /** The keys of the config that the plugin refuses. */
    private Set<String> refused(SortedMap<String, String> config) {
        Set<String> refused = new TreeSet<>(config.keySet());
        refused.retainAll(validate(config)
                .map(answer -> ValidateResponse.of(answer).errors().keySet())
                .orElse(Collections.emptySet()));
        return refused;
    }

    private Optional<RestResponse> validate(Map<String, String> config) {
        Map<String, String> sent = new TreeMap<>(config);
        sent.put(ConnectorKeys.CLASS, connectorClass);
        RestResponse answer = reader.ask(
                rest.validate(connectorClass, "kgit", sent),
                deadline,
                deadline.earlierOf(ConnectorPlugins.PATIENCE_WITH_ONE));
        return Optional.of(answer).filter(RestResponse::isOk);
    }
}
