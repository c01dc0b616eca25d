package dev.kgit.kinds.topic;

import dev.kgit.cluster.ClusterInfo.Broker;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.FindingText;
import dev.kgit.kind.Guard;
import dev.kgit.kind.GuardContext;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Place;
import dev.kgit.model.Quantity;
import dev.kgit.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Replication factors that the cluster can't hold, or under which no broker may fail. */
public final class ReplicationGuard implements Guard {

    private static final String MIN_ISR = TopicKeys.MIN_INSYNC_REPLICAS;

    @Override
    public List<Diagnostic> evaluate(ResourceDiff difference, GuardContext context) {
        if (difference.changeType() == ChangeType.DELETE) {
            return List.of();
        }
        List<Diagnostic> findings = new ArrayList<>();
        boolean factorChanges = difference.field(Resource.REPLICATION_FACTOR) != null;
        Place place = GuardContext.placeOf(difference, Resource.REPLICATION_FACTOR);
        Integer factor = factor(difference);
        List<Broker> brokers = context.live().platform().brokers();
        long usable = brokers.stream().filter(Broker::usable).count();
        if (factorChanges && factor != null && !brokers.isEmpty() && factor > usable) {
            findings.add(Diagnostic.error(
                            "KG151",
                            "replicationFactor " + factor + " is more than the cluster has brokers to hold replicas ("
                                    + usable + " of " + FindingText.count(brokers.size(), "broker") + " usable)")
                    .withHint("declare at most " + usable + ", or add brokers first")
                    .withPlace(place)
                    .withSubject(difference.id()));
        }
        singleReplica(difference, context).ifPresent(findings::add);
        minInSync(difference, context, factor).ifPresent(findings::add);
        return findings;
    }

    /** With one replica the next disk that fails takes the records with it. Where nobody knows how many there are, there may be some. */
    private static Optional<Diagnostic> singleReplica(ResourceDiff difference, GuardContext context) {
        FieldDiff change = difference.field(Resource.REPLICATION_FACTOR);
        FieldValue before = change == null ? null : change.before();
        FieldValue after = change == null ? null : change.after();
        if (before == null || after == null) {
            return Optional.empty();
        }
        boolean cut = difference.changeType() == ChangeType.UPDATE
                && after.text().equals("1")
                && !before.text().equals("1");
        TopicUsage usage = TopicUsage.in(context.evidence(), difference.id());
        if (!cut || (usage != null && !usage.mayHoldRecords())) {
            return Optional.empty();
        }
        return Optional.of(context.findingUnlessAllowed(
                "KG225",
                difference,
                "from " + before.text()
                        + " replicas to 1: one disk or broker that fails takes all records with it; at stake: "
                        + UsageText.usage(usage),
                "single-replica",
                GuardContext.placeOf(difference, Resource.REPLICATION_FACTOR)));
    }

    private static Optional<Diagnostic> minInSync(
            ResourceDiff difference, GuardContext context, @Nullable Integer factor) {
        String effective = TopicDefaults.of(context.live()).effective(difference.desired(), MIN_ISR);
        boolean touched = difference.field(Resource.CONFIG + MIN_ISR) != null
                || difference.field(Resource.REPLICATION_FACTOR) != null;
        long minimum = Quantity.limit(effective, 0);
        // One replica with a minimum of one has nothing to lose; that is what a single broker is like.
        if (factor == null || !touched || (minimum <= factor && (minimum < factor || factor == 1))) {
            return Optional.empty();
        }
        String message = minimum > factor
                ? MIN_ISR + " " + minimum + " is above the replication factor " + factor
                        + ": no producer with acks=all can write"
                : MIN_ISR + " " + minimum
                        + " equals the replication factor: while one broker is down, no producer with acks=all"
                        + " can write";
        return Optional.of(context.findingUnlessAllowed(
                "KG210",
                difference,
                message,
                "min-insync-replicas",
                GuardContext.placeOf(difference, Resource.CONFIG + MIN_ISR)));
    }

    /** What the topic is to have; null where that is left as it is, and uneven. */
    static @Nullable Integer factor(ResourceDiff difference) {
        String declared = difference.desired().text(Resource.REPLICATION_FACTOR);
        Resource live = difference.live();
        String text = declared == null && live != null ? live.text(Resource.REPLICATION_FACTOR) : declared;
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException uneven) {
            return null;
        }
    }
}
