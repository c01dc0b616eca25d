package dev.kgit.kinds.topic.files;

import java.util.Map;
import java.util.Optional;

/** What people write as a topic's config that is none. */
final class TopicConfigAliases {

    /** What people write as config because brokers and tools call it so, and what says it of a topic. */
    private static final Map<String, String> BESIDE_CONFIG = Map.of(
            "partitions", "partitions",
            "num.partitions", "partitions",
            "numPartitions", "partitions",
            "partition.count", "partitions",
            "replication.factor", "replicationFactor",
            "default.replication.factor", "replicationFactor",
            "replicationFactor", "replicationFactor",
            "replication", "replicationFactor",
            "replicas", "replicationFactor");

    /** What brokers call what topics call otherwise. */
    private static final Map<String, String> OF_BROKERS = Map.of(
            "log.retention.bytes", "retention.bytes",
            "log.cleanup.policy", "cleanup.policy",
            "message.max.bytes", "max.message.bytes",
            "log.segment.bytes", "segment.bytes",
            "log.roll.ms", "segment.ms",
            "log.message.timestamp.type", "message.timestamp.type");

    private TopicConfigAliases() {}

    /** What to write instead of a key that Kafka does not know; empty where that is not known either. */
    static Optional<String> insteadOf(String key) {
        String beside = BESIDE_CONFIG.get(key);
        if (beside != null) {
            return Optional.of("write `" + beside + ":` beside `config:`, not in it");
        }
        boolean retention =
                key.matches("log\\.retention\\.(ms|minutes|hours)|retention\\.?([Mm]inutes|[Hh]ours|[Dd]ays)");
        String meant = retention ? "retention.ms" : OF_BROKERS.get(key);
        return Optional.ofNullable(meant)
                .map(config ->
                        "a topic's config calls it `" + config + "`" + (retention ? ", which takes 15m, 12h, 7d" : ""));
    }
}
