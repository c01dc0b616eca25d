package dev.kgit.plan;

import dev.kgit.cluster.Evidence;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many records a row loses, and how many more that may become between a review and the apply. */
public final class RecordLoss {

    /** So many more are nobody's concern, however few were told. */
    private static final long FEW = 1_000;

    private static final int ROOM = 10;

    private RecordLoss() {}

    /** Records that are lost, where a guard has told of it; null where none are, or nobody knows how many. */
    static @Nullable Long of(ResourceDiff difference, List<Diagnostic> findings, @Nullable Evidence evidence) {
        boolean loses = findings.stream()
                .anyMatch(finding ->
                        finding.code().equals("KG202") || finding.code().equals("KG204"));
        if (!loses || evidence == null) {
            return null;
        }
        Long cut = evidence.recordsCut();
        boolean byTime = difference.changeType() == ChangeType.UPDATE
                && difference.field(Resource.CONFIG + RetentionGuard.CLEANUP_POLICY) == null
                && difference.field(Resource.CONFIG + RetentionGuard.REMOTE_STORAGE) == null;
        return byTime && cut != null ? cut : Long.valueOf(evidence.totalRecords());
    }

    /** Whether more is lost than what was told has room for. */
    public static boolean outgrows(@Nullable Long now, @Nullable Long told) {
        return now != null && now > Math.max(FEW, ROOM * (told == null ? 0 : told));
    }

    /** The order of magnitude, for a fingerprint: 0 for what is few. */
    static int magnitude(@Nullable Long records) {
        int magnitude = 0;
        for (long left = records == null ? 0 : records; left > FEW; left /= ROOM) {
            magnitude++;
        }
        return magnitude;
    }
}
