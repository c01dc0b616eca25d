package dev.kgit.kinds.topic.files;

import dev.kgit.kinds.topic.TopicKeys;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The config keys that a topic has in Kafka 4.3. The broker has the last word; this is for spotting typos. */
final class TopicConfigKeys {

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

    static final Set<String> KNOWN = new TreeSet<>(Set.of(
            "cleanup.policy",
            "compression.gzip.level",
            "compression.lz4.level",
            "compression.type",
            "compression.zstd.level",
            "delete.retention.ms",
            "file.delete.delay.ms",
            "flush.messages",
            "flush.ms",
            "index.interval.bytes",
            "internal.segment.bytes",
            "local.retention.bytes",
            "local.retention.ms",
            "max.compaction.lag.ms",
            "max.message.bytes",
            "message.timestamp.after.max.ms",
            "message.timestamp.before.max.ms",
            "message.timestamp.type",
            "min.cleanable.dirty.ratio",
            "min.compaction.lag.ms",
            "min.insync.replicas",
            "preallocate",
            "remote.log.copy.disable",
            "remote.log.delete.on.disable",
            "remote.storage.enable",
            "retention.bytes",
            "retention.ms",
            "segment.bytes",
            "segment.index.bytes",
            "segment.jitter.ms",
            "segment.ms",
            "unclean.leader.election.enable"));

    private static final List<String> TRUTH = List.of("true", "false");

    /** The words that a key takes, where it takes words. */
    static final Map<String, List<String>> WORDS = Map.of(
            TopicKeys.CLEANUP_POLICY,
            List.of("delete", "compact"),
            "compression.type",
            List.of("uncompressed", "zstd", "lz4", "snappy", "gzip", "producer"),
            "message.timestamp.type",
            List.of("CreateTime", "LogAppendTime"),
            "preallocate",
            TRUTH,
            "remote.log.copy.disable",
            TRUTH,
            "remote.log.delete.on.disable",
            TRUTH,
            "remote.storage.enable",
            TRUTH,
            "unclean.leader.election.enable",
            TRUTH);

    private TopicConfigKeys() {}

    /** The first word of the value that the key does not take; empty where there is none, or where it takes others than words. */
    static Optional<String> stranger(String key, String value) {
        List<String> words = WORDS.get(key);
        if (words == null) {
            return Optional.empty();
        }
        if (!key.equals(TopicKeys.CLEANUP_POLICY)) {
            String word = words == TRUTH ? value.strip().toLowerCase(Locale.ROOT) : value;
            return words.contains(word) ? Optional.empty() : Optional.of(value);
        }
        // The one list; that it may be empty is new in Kafka 4.
        return value.isBlank()
                ? Optional.empty()
                : Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .filter(word -> !words.contains(word))
                        .findFirst();
    }

    /** What to write instead of a key that is no topic's; empty where that is not known. */
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
