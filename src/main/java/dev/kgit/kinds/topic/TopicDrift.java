package dev.kgit.kinds.topic;

import dev.kgit.cluster.LiveState;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.DriftType;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Resource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What drift has to say of topics: replicas that move, partitions that have grown. */
final class TopicDrift {

    private TopicDrift() {}

    static Optional<DriftType> type(ResourceDiff difference, LiveState live) {
        return isOnItsWay(difference, TopicStatus.of(live, difference.id()))
                ? Optional.of(DriftType.IN_FLIGHT)
                : Optional.empty();
    }

    /** Whether nothing differs but the replicas, and those are moving to where they are expected. */
    private static boolean isOnItsWay(ResourceDiff difference, @Nullable TopicStatus status) {
        Integer factor = ReplicationGuard.factor(difference);
        return status != null
                && factor != null
                && status.isReassigning()
                && status.movesTo(factor)
                && difference.fields().size() == 1
                && difference.field(Resource.REPLICATION_FACTOR) != null;
    }

    static List<Diagnostic> findings(ResourceDiff difference, String environment) {
        return hasGrown(difference)
                ? List.of(Diagnostic.info("KG205", "partitions can't be taken away again: apply refuses to")
                        .withHint("take them up with `kgit adopt -e " + environment + " " + difference.id() + "`")
                        .withSubject(difference.id()))
                : List.of();
    }

    private static boolean hasGrown(ResourceDiff difference) {
        FieldDiff partitions = difference.field(Resource.PARTITIONS);
        return partitions != null
                && partitions.before() != null
                && partitions.after() != null
                && Integer.parseInt(partitions.before().text())
                        > Integer.parseInt(partitions.after().text());
    }

    static Optional<Diagnostic> underWay(TopicStatus status) {
        if (status.isReassigning()) {
            return Optional.of(Diagnostic.info("KG161", "a reassignment is under way")
                    .withHint("wait for it; kafka-reassign-partitions.sh tells its progress and cancels it"));
        }
        return status.throttled()
                ? Optional.of(Diagnostic.info("KG161", "replication is throttled though nothing moves")
                        .withHint("apply takes off what a killed run of kgit has left; what others have left goes with"
                                + " kafka-reassign-partitions.sh --verify, or kafka-configs.sh --delete-config"))
                : Optional.empty();
    }
}
