package dev.kgit.kinds.connector;

import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which topics a connector's config names: they have to be there before it. */
public final class ConnectorTopics {

    /** Sources call topics of another cluster, or those that they write to, {@code topics} too. */
    private static final Pattern SOURCE = Pattern.compile("Source|Mirror");

    /** What a mirror calls topics are those of the other cluster. */
    private static final Pattern MIRROR = Pattern.compile("Mirror");

    private static final List<String> WRITTEN = List.of("topic", "topics", "kafka.topic");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]+");

    private static final String CONFLUENT_COMMAND = "_confluent-command";

    private ConnectorTopics() {}

    /** The topics that the connector names, each with the config key that names it. */
    static SortedMap<ResourceId, String> of(Resource connector) {
        SortedMap<ResourceId, String> topics = new TreeMap<>();
        if (!isSource(connector)) {
            names(topics, "topics", connector.config("topics"));
        }
        for (Map.Entry<String, FieldValue> entry : connector.config().entrySet()) {
            if (ConnectorKeys.isTopicName(entry.getKey())) {
                names(topics, entry.getKey(), entry.getValue().value());
            }
        }
        if (isLicensed(connector) && connector.config("confluent.topic") == null) {
            topics.putIfAbsent(TopicKind.id(CONFLUENT_COMMAND), ConnectorKeys.CLASS);
        }
        return topics;
    }

    /** All topics that have to be there before the connector, as far as its config tells. */
    static SortedSet<ResourceId> named(Resource connector, SortedSet<ResourceId> deleted) {
        SortedSet<ResourceId> topics = new TreeSet<>(of(connector).keySet());
        topics.addAll(writtenBy(connector).keySet());
        topics.addAll(matched(connector, deleted));
        return topics;
    }

    /** Which of these are topics that a sink reads by {@code topics.regex}. */
    static List<ResourceId> matched(Resource connector, SortedSet<ResourceId> ids) {
        String regex = connector.config("topics.regex");
        if (regex == null || isSource(connector)) {
            return List.of();
        }
        try {
            Predicate<String> matches = Pattern.compile(regex).asMatchPredicate();
            return ids.stream()
                    .filter(id -> id.isOf(TopicKind.NAME) && matches.test(id.name()))
                    .toList();
        } catch (PatternSyntaxException leftToTheWorker) {
            return List.of();
        }
    }

    /**
     * The topics that a source seems to write to, by the usual names of the key that says so. Where they are declared they
     * come before it: else it, or the broker for it, creates them its own way. Nobody misses them where they are not.
     */
    static SortedMap<ResourceId, String> writtenBy(Resource connector) {
        SortedMap<ResourceId, String> topics = new TreeMap<>();
        if (isSource(connector) && !MIRROR.matcher(simpleName(connector)).find()) {
            WRITTEN.forEach(key -> names(topics, key, connector.config(key)));
        }
        topics.keySet().removeIf(topic -> !NAME.matcher(topic.name()).matches());
        return topics;
    }

    /** By its class, or because it names no topics to read, without which no sink runs. */
    static boolean isSource(Resource connector) {
        return SOURCE.matcher(simpleName(connector)).find()
                || Stream.of("topics", "topics.regex")
                        .noneMatch(key -> connector.field(Resource.CONFIG + key) != null
                                || connector.lifecycle().ignore().contains(key));
    }

    private static String simpleName(Resource connector) {
        String type = connector.config(ConnectorKeys.CLASS);
        return type == null ? "" : type.substring(type.lastIndexOf('.') + 1);
    }

    /** Confluent's licensed connectors keep their license in a topic, which they name {@code confluent.topic.*} to reach. */
    private static boolean isLicensed(Resource connector) {
        String type = connector.config(ConnectorKeys.CLASS);
        return type != null
                && type.startsWith("io.confluent.")
                && connector.config().keySet().stream()
                        .anyMatch(key -> key.startsWith("confluent.topic.") || key.equals("confluent.license"));
    }

    private static void names(SortedMap<ResourceId, String> topics, String key, @Nullable String list) {
        if (list == null || list.contains("${")) {
            return;
        }
        Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(name -> topics.putIfAbsent(TopicKind.id(name), key));
    }
}
