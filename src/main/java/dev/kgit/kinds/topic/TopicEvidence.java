package dev.kgit.kinds.topic;

import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.EvidenceRequest;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Quantity;
import dev.kgit.model.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which topics could lose something by a difference, and how many records they do. */
final class TopicEvidence {

    private TopicEvidence() {}

    static List<EvidenceRequest> requests(ResourceDiff difference, TopicDefaults defaults) {
        return isAtStake(difference)
                ? List.of(new TopicUsage.Request(difference.id(), newRetention(difference, defaults)))
                : List.of();
    }

    private static boolean isAtStake(ResourceDiff difference) {
        if (difference.changeType() != ChangeType.UPDATE) {
            return difference.changeType() == ChangeType.DELETE;
        }
        return difference.field(Resource.PARTITIONS) != null
                || difference.field(Resource.REPLICATION_FACTOR) != null
                || difference.field(Resource.CONFIG + RetentionGuard.RETENTION_MS) != null
                || difference.field(Resource.CONFIG + RetentionGuard.RETENTION_BYTES) != null
                || difference.field(Resource.CONFIG + RetentionGuard.REMOTE_STORAGE) != null
                || difference.field(Resource.CONFIG + RetentionGuard.CLEANUP_POLICY) != null;
    }

    private static @Nullable Long newRetention(ResourceDiff difference, TopicDefaults defaults) {
        FieldDiff change = difference.field(Resource.CONFIG + RetentionGuard.RETENTION_MS);
        if (difference.changeType() != ChangeType.UPDATE || change == null) {
            return null;
        }
        String after = change.after() == null
                ? defaults.inherited().get(RetentionGuard.RETENTION_MS)
                : change.after().value();
        long retention = Quantity.limit(after, -1);
        return retention < 0 ? null : retention;
    }

    /** Records that are lost, where a guard has told of it; null where none are, or nobody knows how many. */
    static @Nullable Long recordsLost(ResourceDiff difference, List<Diagnostic> findings, @Nullable Evidence evidence) {
        boolean loses = findings.stream()
                .anyMatch(finding ->
                        finding.code().equals("KG202") || finding.code().equals("KG204"));
        if (!loses || !(evidence instanceof TopicUsage usage)) {
            return null;
        }
        Long cut = usage.recordsCut();
        boolean byTime = difference.changeType() == ChangeType.UPDATE
                && difference.field(Resource.CONFIG + RetentionGuard.CLEANUP_POLICY) == null
                && difference.field(Resource.CONFIG + RetentionGuard.REMOTE_STORAGE) == null;
        long counted = byTime && cut != null ? cut : usage.totalRecords();
        return usage.isWhole() ? counted : Math.max(1, counted);
    }
}
