package dev.kgit.kinds.connector;

import dev.kgit.model.KafkaAddresses;
import dev.kgit.model.Resource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** In which Kafka cluster a topic lives that a connector's config names: some keys bring the address of another one. */
enum TopicCluster {
    /** In the one that the worker belongs to, as far as anybody can tell. */
    HERE,
    /** In another one. */
    ELSEWHERE,
    /** The address is none of those that are known of this cluster, which may have others. */
    UNKNOWN;

    private static final String CONSUMER = "consumer.override.bootstrap.servers";
    private static final String PRODUCER = "producer.override.bootstrap.servers";

    /** Keys that have an address beside them; most plugins want one, also where it is the worker's own. */
    private static final Pattern WITH_ADDRESS = Pattern.compile("(reporter)\\.[^.]+\\.topic\\.name"
            + "|(confluent\\.topic)|confluent\\.(?:license|topic\\..*)"
            + "|((?:schema\\.history\\.internal|database\\.history)\\.kafka)\\.topic");

    /** Where the topic lives that the key names. */
    static TopicCluster of(Resource connector, String key, KafkaAddresses cluster) {
        String addressKey = addressKey(key);
        String servers = connector.config(addressKey);
        if (servers == null || cluster.isUnknown() || cluster.hasOneOf(servers)) {
            return HERE;
        }
        if (servers.contains("${")) {
            return UNKNOWN;
        }
        // Nobody overrides the worker's own address by itself. What has to be given everywhere says less: it may be
        // another
        // listener.
        boolean override = addressKey.equals(CONSUMER) || addressKey.equals(PRODUCER);
        return override || !cluster.workers().isEmpty() ? ELSEWHERE : UNKNOWN;
    }

    /** The key that says to which servers the client goes that uses the topic. */
    static String addressKey(String key) {
        Matcher found = WITH_ADDRESS.matcher(key);
        if (found.matches()) {
            @Nullable String prefix = firstOf(found);
            return (prefix == null ? "confluent.topic" : prefix) + ".bootstrap.servers";
        }
        return key.equals(ConnectorKeys.TOPICS) || key.equals(ConnectorKeys.TOPICS_REGEX) ? CONSUMER : PRODUCER;
    }

    private static @Nullable String firstOf(Matcher found) {
        for (int group = 1; group <= found.groupCount(); group++) {
            if (found.group(group) != null) {
                return found.group(group);
            }
        }
        return null;
    }
}
