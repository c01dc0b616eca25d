package dev.kgit.kinds.connector;

import dev.kgit.model.KafkaAddresses;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a connector's tasks do in the Kafka cluster of its worker, as far as its config tells. Of names, those that end with a
 * star stand for all that begin so.
 *
 * @param name of the connector
 * @param reads topics, or beginnings of their names
 * @param writes the same
 * @param creates topics that it makes where they are not there
 * @param checksConfig topics of which it looks at the config
 * @param groups consumer groups
 */
public record ConnectorNeeds(
        String name,
        boolean isSource,
        SortedSet<String> reads,
        SortedSet<String> writes,
        SortedSet<String> creates,
        SortedSet<String> checksConfig,
        SortedSet<String> groups) {

    /** Letters that stand for themselves, and then any text. */
    private static final Pattern BEGINNING = Pattern.compile("\\^?((?:[A-Za-z0-9_-]|\\\\\\.)+)\\.\\*\\$?");

    /** Topics in which a plugin keeps what it has to remember: read, written, and made where they are not there. */
    private static final Pattern KEPT = Pattern.compile(
            "confluent\\.(topic|license).*|(schema\\.history\\.internal|database\\.history)\\.kafka\\.topic"
                    + "|offsets\\.storage\\.topic");

    public ConnectorNeeds {
        reads = Collections.unmodifiableSortedSet(reads);
        writes = Collections.unmodifiableSortedSet(writes);
        creates = Collections.unmodifiableSortedSet(creates);
        checksConfig = Collections.unmodifiableSortedSet(checksConfig);
        groups = Collections.unmodifiableSortedSet(groups);
    }

    /**
     * Reads them off a config.
     *
     * @param declared what a pattern may name
     */
    public static ConnectorNeeds of(Resource connector, SortedSet<ResourceId> declared, KafkaAddresses cluster) {
        boolean source = ConnectorTopics.isSource(connector);
        SortedSet<String> reads = new TreeSet<>();
        SortedSet<String> writes = new TreeSet<>();
        SortedSet<String> creates = new TreeSet<>();
        SortedSet<String> checks = new TreeSet<>();
        SortedMap<ResourceId, String> named = new TreeMap<>(ConnectorTopics.of(connector, cluster));
        named.putAll(ConnectorTopics.writtenBy(connector, cluster));
        for (Map.Entry<ResourceId, String> entry : named.entrySet()) {
            String topic = entry.getKey().name();
            String key = entry.getValue();
            boolean kept = KEPT.matcher(key).matches();
            if (kept || (!source && key.equals(ConnectorKeys.TOPICS))) {
                reads.add(topic);
            }
            if (kept || source || !key.equals(ConnectorKeys.TOPICS)) {
                writes.add(topic);
            }
            if (kept) {
                creates.add(topic);
                checks.add(topic);
            }
        }
        reads.addAll(byRegex(connector, declared));
        if (source) {
            prefixes(connector).forEach(writes::add);
            if (connector.config().keySet().stream().anyMatch(key -> key.startsWith(ConnectorKeys.TOPIC_CREATION))) {
                creates.addAll(writes);
            }
        }
        SortedSet<String> groups = new TreeSet<>();
        if (!source) {
            groups.add(OffsetGuard.group(connector));
        }
        return new ConnectorNeeds(connector.id().name(), source, reads, writes, creates, checks, groups);
    }

    /** A beginning where the regular expression is no more than that; else the declared topics that it matches. */
    private static List<String> byRegex(Resource connector, SortedSet<ResourceId> declared) {
        String regex = connector.config(ConnectorKeys.TOPICS_REGEX);
        if (regex == null || ConnectorTopics.isSource(connector)) {
            return List.of();
        }
        Matcher beginning = BEGINNING.matcher(regex);
        return beginning.matches()
                ? List.of(beginning.group(1).replace("\\.", ".") + "*")
                : ConnectorTopics.matched(connector, declared).stream()
                        .map(ResourceId::name)
                        .toList();
    }

    private static Stream<String> prefixes(Resource connector) {
        String prefix = connector.config(ConnectorKeys.TOPIC_PREFIX);
        return prefix == null || prefix.isEmpty() || prefix.contains("${") ? Stream.of() : Stream.of(prefix + "*");
    }
}
