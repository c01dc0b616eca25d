package dev.kgit.kinds.connector;

import dev.kgit.configschema.KafkaConfigs;
import dev.kgit.model.DidYouMean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
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

    /** Beginnings under which Connect takes keys that no list of its own names. */
    private static final List<String> OF_CONNECT = Stream.concat(
                    ConnectorSchema.OVERRIDES.keySet().stream(),
                    Stream.of(
                            "transforms.",
                            "predicates.",
                            "key.converter.",
                            "value.converter.",
                            "header.converter.",
                            "topic.creation."))
            .toList();

    /** The same, and those of common plugins. */
    private static final List<String> FAMILIES = Stream.concat(
                    OF_CONNECT.stream(), Stream.of("confluent.topic.", "reporter."))
            .toList();

    /** First words of keys that plugins are known to take without naming them. */
    private static final Set<String> OPEN = Set.of("camel", "confluent", "reporter", "producer", "consumer", "admin");

    private static final Pattern PART = Pattern.compile("(transforms|predicates)\\.([^.]+)\\..+");
    private static final Pattern CONVERTER = Pattern.compile("((?:key|value|header)\\.converter)\\..+");
    private static final Pattern GROUP = Pattern.compile("topic\\.creation\\.([^.]+)\\..+");

    private UnknownKeys() {}

    /**
     * A key of a config that nothing reads.
     *
     * @param detail MISTYPED: the key that was meant; UNREAD: why nothing does; UNDEFINED: the key that names the class
     *     which does not
     */
    public record UnknownKey(String key, Reason reason, String detail) {}

    /** Why nothing reads a key. */
    public enum Reason {
        /** It is a keystroke or two away from one that is known. */
        MISTYPED,
        /** It belongs to a part that the config does not have. */
        UNREAD,
        /** The definition that could know it knows nothing like it. */
        UNDEFINED
    }

    /**
     * The keys that nothing seems to read.
     *
     * @param config texts by key, null where they are not known
     * @param known all keys that the plugin and Connect define for this config
     */
    public static List<UnknownKey> in(SortedMap<String, @Nullable String> config, Set<String> known) {
        return in(config, known, false);
    }

    /**
     * The same.
     *
     * @param whole whether the plugin's whole definition is among the known keys, so that any other is none of its own
     */
    public static List<UnknownKey> in(SortedMap<String, @Nullable String> config, Set<String> known, boolean whole) {
        List<UnknownKey> unknown = new ArrayList<>();
        AliasLists lists = new AliasLists(config);
        Set<String> definers = definers(known);
        Set<String> strange = strange(config.keySet(), known);
        Set<String> unset = new TreeSet<>(known);
        unset.removeAll(config.keySet());
        for (String key : config.keySet()) {
            if (known.contains(key)) {
                continue;
            }
            String owner = owner(key);
            boolean defined = definers.contains(owner);
            Optional<String> meant = meantOf(key, unset, config.keySet()).filter(near -> defined || owner.isEmpty());
            Optional<String> unread = unread(key, lists);
            if (meant.isPresent()) {
                unknown.add(new UnknownKey(key, Reason.MISTYPED, meant.get()));
            } else if (unread.isPresent()) {
                unknown.add(new UnknownKey(key, Reason.UNREAD, unread.get()));
            } else if (defined && (strange.contains(key) || !owner.isEmpty() || whole) && !isHandedOn(key)) {
                unknown.add(new UnknownKey(key, Reason.UNDEFINED, classKey(owner)));
            }
        }
        return unknown;
    }

    /**
     * The parts of a config whose definition names keys of their own, by what their keys begin with; the empty text is the
     * plugin. Many define nothing and read what they like.
     */
    private static Set<String> definers(Set<String> known) {
        Set<String> definers = new HashSet<>();
        for (String key : known) {
            String owner = owner(key);
            boolean ofConnect = owner.isEmpty()
                    ? isOfEveryConnector(key)
                    : KafkaConfigs.PART.schema().properties().containsKey(key.substring(owner.length()));
            if (!ofConnect) {
                definers.add(owner);
            }
        }
        return definers;
    }

    /** Whether Connect itself defines the key, whatever the plugin. */
    private static boolean isOfEveryConnector(String key) {
        return KafkaConfigs.SINK.schema().properties().containsKey(key)
                || KafkaConfigs.SOURCE.schema().properties().containsKey(key)
                || OF_CONNECT.stream().anyMatch(key::startsWith);
    }

    /** What the key of a transform, a predicate or a converter begins with; empty for other keys. */
    private static String owner(String key) {
        Matcher part = PART.matcher(key);
        Matcher converter = CONVERTER.matcher(key);
        return part.matches()
                ? part.group(1) + "." + part.group(2) + "."
                : converter.matches() ? converter.group(1) + "." : "";
    }

    /** The key that names the class of such an owner. */
    private static String classKey(String owner) {
        if (owner.isEmpty()) {
            return ConnectorKeys.CLASS;
        }
        return CONVERTER.matcher(owner + "x").matches() ? owner.substring(0, owner.length() - 1) : owner + "type";
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
        return meantOf(
                key, known.stream().filter(one -> !configured.contains(one)).toList(), configured);
    }

    /** @param unset the known keys that the config does not say */
    private static Optional<String> meantOf(String key, Collection<String> unset, Collection<String> configured) {
        Optional<String> near = DidYouMean.closestKey(key, unset);
        for (Map.Entry<String, KafkaConfigs> client : ConnectorSchema.OVERRIDES.entrySet()) {
            if (near.isEmpty() && key.startsWith(client.getKey())) {
                near = nearestOf(client.getKey(), client.getValue(), key, configured);
            }
        }
        return near.isPresent() || FAMILIES.stream().anyMatch(key::startsWith) ? near : family(key);
    }

    /** An override of a client that does not know it; the worker says nothing of those. */
    private static Optional<String> nearestOf(
            String prefix, KafkaConfigs client, String key, Collection<String> configured) {
        Set<String> keys = client.schema().properties().keySet();
        return keys.contains(key.substring(prefix.length()))
                ? Optional.empty()
                : nearest(prefix, key, keys, configured);
    }

    private static Optional<String> nearest(
            String prefix, String key, Set<String> known, Collection<String> configured) {
        List<String> unset = known.stream()
                .map(prefix::concat)
                .filter(one -> !one.equals(key) && !configured.contains(one))
                .toList();
        return DidYouMean.closestKey(key, unset);
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
     */
    static Optional<String> unread(String key, AliasLists lists) {
        Matcher part = PART.matcher(key);
        if (part.matches()) {
            return missing(part.group(1), part.group(2), lists);
        }
        Matcher converter = CONVERTER.matcher(key);
        if (converter.matches()) {
            String owner = converter.group(1);
            return lists.has(owner)
                    ? Optional.empty()
                    : Optional.of("without " + owner + " of its own the connector has the worker's, as it is there");
        }
        Matcher group = GROUP.matcher(key);
        return group.matches() && !group.group(1).equals("default")
                ? missing("topic.creation.groups", group.group(1), lists)
                : Optional.empty();
    }

    private static Optional<String> missing(String list, String member, AliasLists lists) {
        return lists.members(list)
                .filter(members -> !members.contains(member))
                .map(members -> list + " does not name " + member);
    }

    /**
     * Keys that share not even their first word with any that is known.
     *
     * @param known all keys that the plugin and Connect define for this config
     */
    private static SortedSet<String> strange(Collection<String> configured, Set<String> known) {
        Set<String> words = known.stream().map(UnknownKeys::firstWord).collect(Collectors.toSet());
        words.addAll(OPEN);
        return configured.stream()
                .filter(key -> !key.equals("name") && !words.contains(firstWord(key)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Whether plugins may hand it on without naming it: many have clients of their own, and take their settings under a beginning of
     * their own, as {@code reporter.admin.client.id}.
     */
    private static boolean isHandedOn(String key) {
        if (ConnectorSchema.OVERRIDES.keySet().stream().anyMatch(key::startsWith)
                || GROUP.matcher(key).matches()) {
            return false;
        }
        if (key.indexOf('.') > 0 && OPEN.contains(firstWord(key))) {
            return true;
        }
        for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
            String rest = key.substring(dot + 1);
            if (ConnectorSchema.OVERRIDES.values().stream()
                    .anyMatch(client -> client.schema().properties().containsKey(rest))) {
                return true;
            }
        }
        return false;
    }

    private static String firstWord(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }
}
