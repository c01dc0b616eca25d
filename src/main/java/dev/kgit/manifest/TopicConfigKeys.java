package dev.kgit.manifest;

import java.util.Set;
import java.util.TreeSet;

/** The config keys that a topic has in Kafka 4.3. The broker has the last word; this is for spotting typos. */
final class TopicConfigKeys {

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

    /** Set while replicas move, taken off afterwards: operation, not configuration. */
    static final Set<String> THROTTLES =
            Set.of("leader.replication.throttled.replicas", "follower.replication.throttled.replicas");

    private TopicConfigKeys() {}
}
