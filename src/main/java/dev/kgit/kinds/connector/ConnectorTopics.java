package dev.kgit.kinds.connector;

import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.KafkaAddresses;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

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

    /** The topics of this cluster that the connector names, each with the config key that names it. */
    static SortedMap<ResourceId, String> of(Resource connector, KafkaAddresses cluster) {
        SortedMap<ResourceId, String> topics = new TreeMap<>();
        if (!isSource(connector)) {
            names(topics, connector, ConnectorKeys.TOPICS, cluster);
        }
        for (String key : connector.config().keySet()) {
            if (ConnectorKeys.isTopicName(key)) {
                names(topics, connector, key, cluster);
            }
        }
        // Confluent's licensed connectors keep their license in a topic, which these keys are about, whether or not
        // they name it.
        if (isConfluent(connector) && connector.config("confluent.topic") == null) {
            connector.config().keySet().stream()
                    .filter(ConnectorTopics::isOfLicense)
                    .findFirst()
                    .filter(key -> TopicCluster.of(connector, key, cluster) != TopicCluster.ELSEWHERE)
                    .ifPresent(key -> topics.putIfAbsent(TopicKind.id(CONFLUENT_COMMAND), key));
        }
        return topics;
    }

    /** The topics that a sink reads, as {@code topics} names them. */
    static SortedSet<ResourceId> readByName(Resource connector, KafkaAddresses cluster) {
        SortedSet<ResourceId> topics = new TreeSet<>();
        of(connector, cluster).forEach((topic, key) -> {
            if (key.equals(ConnectorKeys.TOPICS)) {
                topics.add(topic);
            }
        });
        return topics;
    }

    /** All topics that have to be there before the connector, as far as its config tells. */
    static SortedSet<ResourceId> named(Resource connector, SortedSet<ResourceId> deleted, KafkaAddresses cluster) {
        SortedSet<ResourceId> topics = new TreeSet<>(of(connector, cluster).keySet());
        topics.addAll(writtenBy(connector, cluster).keySet());
        if (TopicCluster.of(connector, ConnectorKeys.TOPICS_REGEX, cluster) != TopicCluster.ELSEWHERE) {
            topics.addAll(matched(connector, deleted));
        }
        return topics;
    }

    /** Whether the key is there for the license alone, and names no topic itself. */
    static boolean isOfLicense(String key) {
        return key.startsWith("confluent.topic.") || key.equals("confluent.license");
    }

    /** Which of these are topics that a sink reads by {@code topics.regex}. */
    static List<ResourceId> matched(Resource connector, SortedSet<ResourceId> ids) {
        String regex = connector.config(ConnectorKeys.TOPICS_REGEX);
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
    static SortedMap<ResourceId, String> writtenBy(Resource connector, KafkaAddresses cluster) {
        SortedMap<ResourceId, String> topics = new TreeMap<>();
        if (isSource(connector) && !MIRROR.matcher(simpleName(connector)).find()) {
            WRITTEN.forEach(key -> names(topics, connector, key, cluster));
        }
        topics.keySet().removeIf(topic -> !NAME.matcher(topic.name()).matches());
        return topics;
    }

    /** By its class, or because it names no topics to read, without which no sink runs. */
    static boolean isSource(Resource connector) {
        return SOURCE.matcher(simpleName(connector)).find()
                || Stream.of(ConnectorKeys.TOPICS, ConnectorKeys.TOPICS_REGEX)
                        .noneMatch(key -> connector.field(Resource.CONFIG + key) != null
                                || connector.lifecycle().ignore().contains(key));
    }

    private static String simpleName(Resource connector) {
        String type = connector.config(ConnectorKeys.CLASS);
        return type == null ? "" : type.substring(type.lastIndexOf('.') + 1);
    }

    private static boolean isConfluent(Resource connector) {
        String type = connector.config(ConnectorKeys.CLASS);
        return type != null && type.startsWith("io.confluent.");
    }

    private static void names(
            SortedMap<ResourceId, String> topics, Resource connector, String key, KafkaAddresses cluster) {
        String list = connector.config(key);
        boolean elsewhere = TopicCluster.of(connector, key, cluster) == TopicCluster.ELSEWHERE;
        if (list == null || list.contains("${") || elsewhere) {
            return;
        }
        Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(name -> topics.putIfAbsent(TopicKind.id(name), key));
    }
}
