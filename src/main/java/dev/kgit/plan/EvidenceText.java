package dev.kgit.plan;

import dev.kgit.cluster.Evidence;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Evidence in words. */
final class EvidenceText {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final int MOST = 5;

    private EvidenceText() {}

    static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    static String count(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }

    /** {@code 3 partitions, 1200 records, 4.0 MiB, consumer groups: billing (2 members, lag 17)}. */
    static String evidence(@Nullable Evidence evidence) {
        if (evidence == null) {
            return "how much is in it could not be read";
        }
        Long bytes = evidence.totalBytes();
        return count(evidence.records().size(), "partition")
                + ", " + count(evidence.totalRecords(), "record")
                + ", " + (bytes == null ? "size not readable" : bytes(bytes))
                + ", " + groups(evidence.groups());
    }

    static String groups(@Nullable List<Evidence.Group> groups) {
        if (groups == null) {
            return "consumer groups not readable";
        }
        if (groups.isEmpty()) {
            return "no consumer groups";
        }
        return "consumer groups: "
                + some(groups.stream()
                        .map(group ->
                                group.id() + " (" + count(group.members(), "member") + ", lag " + group.lag() + ")")
                        .toList());
    }

    /** The first few, and how many more there are. */
    static String some(List<String> items) {
        int more = items.size() - MOST;
        return items.stream().limit(MOST).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
