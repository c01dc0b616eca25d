package dev.kgit.kinds.topic;

import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.FindingText;
import dev.kgit.kind.GuardContext;
import dev.kgit.model.Diagnostic;
import java.util.List;

/** What a delete of a topic loses: records, consumers, what connectors read and write. */
final class TopicDeletion {

    private TopicDeletion() {}

    static List<Diagnostic> findings(ResourceDiff delete, GuardContext context) {
        TopicUsage usage = TopicUsage.in(context.evidence(), delete.id());
        List<String> users = context.usersOf(delete.id());
        if (usage != null && !usage.mayHoldRecords() && !isConsumed(usage) && users.isEmpty()) {
            return List.of();
        }
        return List.of(context.findingUnlessAllowed(
                "KG202",
                delete,
                "deleting " + delete.id() + " loses data or consumers: " + UsageText.usage(usage)
                        + (users.isEmpty() ? "" : ", connectors: " + FindingText.abbreviated(users)),
                "data-loss",
                delete.desired().place()));
    }

    /** Unknown groups count as none: the records say enough, and a principal without that permission may still delete. */
    private static boolean isConsumed(TopicUsage usage) {
        return usage.groups() != null && usage.groups().stream().anyMatch(group -> group.members() > 0);
    }
}
