package dev.kgit.cluster;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the principal that kgit runs as may do, as Kafka itself says it. Without an authorizer that is everything.
 *
 * @param principal as access rules name it, {@code User:ci}; null where only the brokers know
 * @param cluster rights on the cluster; empty also where the principal may not even describe it; null where the brokers are
 *     too old to tell
 * @param topics by name, of those that were asked about
 * @param groups whether all consumer groups that were listed could be described
 */
public record Permissions(
        @Nullable String principal,
        @Nullable Set<Permission> cluster,
        SortedMap<String, OnTopic> topics,
        boolean groups) {

    public Permissions {
        topics = Collections.unmodifiableSortedMap(topics);
    }

    /** Whether a topic is there, as far as the principal may know. */
    public enum Presence {
        THERE,
        ABSENT,
        /** It may be there or not: the principal may not describe it. */
        HIDDEN
    }

    /**
     * What may be done with a topic.
     *
     * @param rights of a topic that is not there, whether it could be read, written or deleted can't be known; null where the brokers are too old to tell
     */
    public record OnTopic(Presence presence, @Nullable Set<Permission> rights) {}
}
