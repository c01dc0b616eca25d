package dev.kgit.kinds.topic;

import dev.kgit.kind.FindingText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The usage of a topic in words. */
final class UsageText {

    private UsageText() {}

    /** {@code 3 partitions, 1200 records, 4.0 MiB, consumer groups: billing (2 members, lag 17)}. */
    static String usage(@Nullable TopicUsage usage) {
        if (usage == null) {
            return "how much is in it could not be read";
        }
        Long bytes = usage.totalBytes();
        return FindingText.count(usage.records().size(), "partition")
                + ", " + FindingText.count(usage.totalRecords(), "record")
                + ", " + (bytes == null ? "size not readable" : FindingText.bytes(bytes))
                + ", " + groups(usage.groups());
    }

    static String groups(@Nullable List<TopicUsage.Group> groups) {
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
