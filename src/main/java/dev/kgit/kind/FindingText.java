package dev.kgit.kind;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers and lists in the words of findings. */
public final class FindingText {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final int MOST = 5;

    private FindingText() {}

    /** {@code 4.0 MiB}. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** {@code 1 record}, {@code 2 records}. */
    public static String count(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }

    /** The first few, and how many more there are. */
    public static String abbreviated(List<String> items) {
        int more = items.size() - MOST;
        return items.stream().limit(MOST).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
