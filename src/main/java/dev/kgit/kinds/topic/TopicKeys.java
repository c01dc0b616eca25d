package dev.kgit.kinds.topic;

import java.util.Set;

/** Keys of a topic's config that mean something to kgit itself. */
public final class TopicKeys {

    public static final String CLEANUP_POLICY = "cleanup.policy";
    public static final String MIN_INSYNC_REPLICAS = "min.insync.replicas";
    public static final String RETENTION_BYTES = "retention.bytes";
    public static final String RETENTION_MS = "retention.ms";

    public static final String LEADER_THROTTLED_REPLICAS = "leader.replication.throttled.replicas";
    public static final String FOLLOWER_THROTTLED_REPLICAS = "follower.replication.throttled.replicas";

    /** Set while replicas move, taken off afterwards: operation, not configuration. */
    public static final Set<String> THROTTLES = Set.of(LEADER_THROTTLED_REPLICAS, FOLLOWER_THROTTLED_REPLICAS);

    private TopicKeys() {}
}
