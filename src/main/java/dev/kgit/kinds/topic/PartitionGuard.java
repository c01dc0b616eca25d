package dev.kgit.kinds.topic;

import dev.kgit.diff.ChangeType;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.Guard;
import dev.kgit.kind.GuardContext;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import dev.kgit.model.Resource;
import java.util.List;

/** Partitions only grow, and growing moves keys to other partitions. */
public final class PartitionGuard implements Guard {

    @Override
    public List<Diagnostic> evaluate(ResourceDiff difference, GuardContext context) {
        FieldDiff change = difference.field(Resource.PARTITIONS);
        if (difference.changeType() != ChangeType.UPDATE
                || change == null
                || change.before() == null
                || change.after() == null) {
            return List.of();
        }
        int before = Integer.parseInt(change.before().text());
        int after = Integer.parseInt(change.after().text());
        Place place = GuardContext.placeOf(difference, Resource.PARTITIONS);
        if (after < before) {
            return List.of(Diagnostic.error(
                            "KG205",
                            "Kafka can't take partitions away: " + before + " are there, " + after
                                    + (after == 1 ? " is" : " are") + " declared")
                    .withHint("declare at least " + before
                            + ", or create a topic with another name and move producers and consumers to it")
                    .withPlace(place)
                    .withSubject(difference.id()));
        }
        TopicUsage evidence = TopicUsage.in(context.evidence(), difference.id());
        if (evidence != null && !evidence.mayHoldRecords()) {
            return List.of(Diagnostic.info(
                            "KG206",
                            "from " + before + " to " + after
                                    + " partitions: the topic holds no records, so no key moves")
                    .withPlace(place)
                    .withSubject(difference.id()));
        }
        return List.of(context.findingUnlessAllowed(
                "KG206",
                difference,
                "from " + before + " to " + after
                        + " partitions: keys move to other partitions, the order by key breaks; "
                        + (evidence == null ? "consumer groups not readable" : UsageText.groups(evidence.groups())),
                "partition-increase",
                place));
    }
}
