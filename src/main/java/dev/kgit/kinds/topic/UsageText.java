package dev.kgit.kinds.topic;

import dev.kgit.kind.FindingText;
import dev.kgit.model.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The usage of a topic in words. */
public final class UsageText {

    private UsageText() {}

    /** {@code 3 partitions, 1200 records, 4.0 MiB, consumer groups: billing (2 members, lag 17)}. */
    static String usage(@Nullable TopicUsage usage) {
        if (usage == null) {
            return "how much is in it could not be read";
        }
        Long bytes = usage.totalBytes();
        String least = atLeast(usage);
        return FindingText.count(usage.records().size(), "partition")
                + ", " + least + FindingText.count(usage.totalRecords(), "record")
                + ", " + (bytes == null ? "size not readable" : least + Quantity.measuredBytes(bytes))
                + ", " + groups(usage.groups())
                + uncounted(usage);
    }

    /** What stands before a number that is not all of it. */
    static String atLeast(TopicUsage usage) {
        return usage.isWhole() ? "" : "at least ";
    }

    /** {@code ; partition 0 is offline and was not counted}; empty where all was. */
    static String uncounted(TopicUsage usage) {
        if (usage.isWhole()) {
            return "";
        }
        List<String> partitions =
                usage.uncounted().stream().map(String::valueOf).toList();
        return partitions.size() == 1
                ? "; partition " + partitions.get(0) + " is offline and was not counted"
                : "; partitions " + FindingText.abbreviated(partitions) + " are offline and were not counted";
    }

    /** {@code consumer groups: billing (2 members, lag 17)}; null: not readable. */
    public static String groups(@Nullable List<TopicUsage.Group> groups) {
        if (groups == null) {
            return "consumer groups not readable";
        }
        if (groups.isEmpty()) {
            return "no consumer groups";
        }
        return "consumer groups: "
                + FindingText.abbreviated(groups.stream()
                        .map(group -> group.id() + " (" + FindingText.count(group.members(), "member") + ", lag "
                                + group.lag() + ")")
                        .toList());
    }
}
