package dev.kgit.kind;

import java.util.List;
import java.util.stream.Collectors;

/** Numbers and lists in the words of findings. */
public final class FindingText {

    private static final int MOST = 5;

    private FindingText() {}

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
