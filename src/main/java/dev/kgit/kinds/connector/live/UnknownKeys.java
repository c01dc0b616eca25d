package dev.kgit.kinds.connector.live;

import dev.kgit.model.DidYouMean;
import dev.kgit.secret.ProviderLookups;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds mistyped config keys. Connect accepts any key, and many plugins read keys that their definition does not name
 * (Camel's, MirrorMaker's client settings), so that an unknown key alone says little: one says much that is a keystroke or
 * two away from a known key that is not set itself, or that belongs to a part which the config does not have.
 */
public final class UnknownKeys {

    private static final List<String> CLIENTS = List.of("producer.override.", "consumer.override.", "admin.override.");

    /** Beginnings under which Connect and common plugins take keys that no definition names. */
    private static final List<String> FAMILIES = Stream.concat(
                    CLIENTS.stream(),
                    Stream.of(
                            "transforms.",
                            "predicates.",
                            "key.converter.",
                            "value.converter.",
                            "header.converter.",
                            "topic.creation.",
                            "confluent.topic.",
                            "reporter."))
            .toList();

    /** First words of keys that plugins are known to take without naming them. */
    private static final Set<String> OPEN = Set.of("camel", "confluent", "reporter", "producer", "consumer", "admin");

    private static final Pattern PART = Pattern.compile("(transforms|predicates)\\.([^.]+)\\..+");
    private static final Pattern CONVERTER = Pattern.compile("((?:key|value|header)\\.converter)\\..+");
    private static final Pattern GROUP = Pattern.compile("topic\\.creation\\.([^.]+)\\..+");

    /** What Connect itself defines for every connector, transform, predicate and converter: no word of a plugin's. */
    private static final Pattern CONNECTS_OWN =
            Pattern.compile("name|topics|topics\\.regex|tasks\\.max|tasks\\.max\\.enforce"
                    + "|connector\\.(class|plugin\\.version)|config\\.action\\.reload|(key|value|header)\\.converter.*"
                    + "|transforms|predicates|(transforms|predicates)\\..*|errors\\..*|topic\\.creation\\..*"
                    + "|exactly\\.once\\.support|transaction\\.boundary.*|offsets\\.storage\\.topic");

    private static final Pattern OF_EACH_PART = Pattern.compile("type|predicate|negate|plugin\\.version");

    private UnknownKeys() {}

    /**
     * Whether there is a definition that could know the key: the plugin's, or that of the transform, predicate or converter that
     * it configures. Many define nothing and read what they like.
     *
     * @param known all keys that the plugin and Connect define for this config
     */
    static boolean isDefinable(String key, Set<String> known) {
        Matcher part = PART.matcher(key);
        Matcher converter = CONVERTER.matcher(key);
        String owner = part.matches()
                ? part.group(1) + "." + part.group(2) + "."
                : converter.matches() ? converter.group(1) + "." : "";
        return owner.isEmpty()
                ? known.stream().anyMatch(one -> !CONNECTS_OWN.matcher(one).matches())
                : known.stream()
                        .anyMatch(one -> one.startsWith(owner)
                                && !OF_EACH_PART
                                        .matcher(one.substring(owner.length()))
                                        .matches());
    }

    /** Whether it configures a transform, a predicate or a converter. */
    static boolean isOfAPart(String key) {
        return PART.matcher(key).matches() || CONVERTER.matcher(key).matches();
    }

    /**
     * The key that was meant.
     *
     * @param known all keys that the plugin and Connect define for this config
     * @param configured all keys of the config
     */
    static Optional<String> meant(String key, Set<String> known, Collection<String> configured) {
        if (known.contains(key)) {
            return Optional.empty();
        }
        Optional<String> near = nearest("", key, known, configured);
        for (String client : CLIENTS) {
            boolean overrides = key.startsWith(client) && near.isEmpty();
            near = overrides && !ClientOverrideKeys.KNOWN.contains(key.substring(client.length()))
                    ? nearest(client, key, ClientOverrideKeys.KNOWN, configured)
                    : near;
        }
        return near.isPresent() || FAMILIES.stream().anyMatch(key::startsWith) ? near : family(key);
    }

    private static Optional<String> nearest(
            String prefix, String key, Set<String> known, Collection<String> configured) {
        List<String> unset = known.stream()
                .map(prefix::concat)
                .filter(one -> !one.equals(key) && !configured.contains(one))
                .toList();
        return DidYouMean.closestStrictly(key, unset);
    }

    /** {@code producer.overide.acks}: the beginning is mistyped. */
    private static Optional<String> family(String key) {
        for (String family : FAMILIES) {
            long dots = family.chars().filter(c -> c == '.').count();
            int end = -1;
            for (long i = 0; i < dots; i++) {
                end = key.indexOf('.', end + 1);
                if (end < 0) {
                    break;
                }
            }
            String beginning = key.substring(0, end + 1);
            if (end > 0
                    && !beginning.equals(family)
                    && DidYouMean.closestStrictly(beginning, List.of(family)).isPresent()) {
                return Optional.of(family + key.substring(end + 1));
            }
        }
        return Optional.empty();
    }

    /**
     * Why nobody reads the key, though its name is right: it configures a transform, a predicate, a converter or a group of
     * topics that the config does not have.
     *
     * @param config texts by key, null where they are not known
     */
    static Optional<String> unread(String key, Map<String, @Nullable String> config) {
        Matcher part = PART.matcher(key);
        if (part.matches()) {
            return missing(part.group(1), part.group(2), config);
        }
        Matcher converter = CONVERTER.matcher(key);
        if (converter.matches()) {
            String owner = converter.group(1);
            return config.containsKey(owner)
                    ? Optional.empty()
                    : Optional.of("without " + owner + " of its own the connector has the worker's, as it is there");
        }
        Matcher group = GROUP.matcher(key);
        return group.matches() && !group.group(1).equals("default")
                ? missing("topic.creation.groups", group.group(1), config)
                : Optional.empty();
    }

    private static Optional<String> missing(String list, String member, Map<String, @Nullable String> config) {
        String members = config.containsKey(list) ? config.get(list) : "";
        if (members == null || ProviderLookups.isIn(members)) {
            return Optional.empty();
        }
        boolean named = Arrays.stream(members.split(",", -1)).map(String::strip).anyMatch(member::equals);
        return named ? Optional.empty() : Optional.of(list + " does not name " + member);
    }

    /**
     * Keys that share not even their first word with any that is known.
     *
     * @param known all keys that the plugin and Connect define for this config
     */
    static SortedSet<String> strange(Collection<String> configured, Set<String> known) {
        Set<String> words = known.stream().map(UnknownKeys::firstWord).collect(Collectors.toSet());
        words.addAll(OPEN);
        return configured.stream()
                .filter(key -> !key.equals("name") && !words.contains(firstWord(key)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String firstWord(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }
}
