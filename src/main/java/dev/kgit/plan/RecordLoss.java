package dev.kgit.plan;

import org.jspecify.annotations.Nullable;

/** How many records a row loses, and how many more that may become between a review and the apply. */
public final class RecordLoss {

    /** So many more are nobody's concern, however few were told. */
    private static final long FEW = 1_000;

    private static final int ROOM = 10;

    private RecordLoss() {}

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
