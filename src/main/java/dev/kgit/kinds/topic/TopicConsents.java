package dev.kgit.kinds.topic;

import dev.kgit.model.Quantity;
import dev.kgit.model.Resource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What each consent can open for a topic. */
final class TopicConsents {

    private static final Map<String, Set<String>> FIELDS = Map.of(
            "partition-increase",
            Set.of(Resource.PARTITIONS),
            "data-loss",
            Set.of(
                    Resource.CONFIG + RetentionGuard.RETENTION_MS,
                    Resource.CONFIG + RetentionGuard.RETENTION_BYTES,
                    Resource.CONFIG + RetentionGuard.CLEANUP_POLICY,
                    Resource.CONFIG + RetentionGuard.REMOTE_STORAGE),
            "single-replica",
            Set.of(Resource.REPLICATION_FACTOR),
            "min-insync-replicas",
            Set.of(Resource.REPLICATION_FACTOR, Resource.CONFIG + TopicKeys.MIN_INSYNC_REPLICAS));

    private TopicConsents() {}

    static Optional<Set<String>> fieldsUnder(String consent) {
        return Optional.of(FIELDS.getOrDefault(consent, Set.of()));
    }

    static boolean mayNeedConsent(String path, String before, String after) {
        return switch (path) {
            case Resource.PARTITIONS -> Quantity.limit(after, Long.MAX_VALUE) > Quantity.limit(before, 0);
            case Resource.REPLICATION_FACTOR ->
                Quantity.limit(after, Long.MAX_VALUE) < Quantity.limit(before, Long.MAX_VALUE);
            case Resource.CONFIG + RetentionGuard.RETENTION_MS, Resource.CONFIG + RetentionGuard.RETENTION_BYTES ->
                Quantity.limit(after, Long.MAX_VALUE) < Quantity.limit(before, Long.MAX_VALUE);
            default -> true;
        };
    }
}
