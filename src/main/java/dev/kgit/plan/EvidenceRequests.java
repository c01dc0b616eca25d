package dev.kgit.plan;

import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.LiveState;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.Diff;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.model.Resource;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which topics have to be looked into before a plan can be judged: those that could lose something, and those that are
 * not declared where it matters how many partitions a sink has to read.
 */
final class EvidenceRequests {

    private EvidenceRequests() {}

    static SortedSet<Evidence.Question> of(Diff diff, LiveState live) {
        SortedSet<Evidence.Question> questions = new TreeSet<>();
        for (ResourceDiff difference : diff.differences()) {
            difference.id().asTopic().ifPresent(topic -> {
                if (isAtStake(difference)) {
                    questions.add(new Evidence.Question(topic, newRetention(difference, live)));
                }
            });
            if (difference.id().asConnector().isPresent() && difference.changeType() != ChangeType.DELETE) {
                questions.addAll(partitionsFor(difference.desired(), live));
            }
        }
        return questions;
    }

    private static List<Evidence.Question> partitionsFor(Resource sink, LiveState live) {
        if (RetentionGuard.number(sink.config("tasks.max"), 1) <= 1) {
            return List.of();
        }
        return ConnectorTopics.of(sink).entrySet().stream()
                .filter(topic -> topic.getValue().equals("topics"))
                .filter(topic -> live.others().contains(topic.getKey()))
                .map(topic -> new Evidence.Question(topic.getKey(), null))
                .toList();
    }

    private static boolean isAtStake(ResourceDiff difference) {
        if (difference.changeType() != ChangeType.UPDATE) {
            return difference.changeType() == ChangeType.DELETE;
        }
        return difference.field(Resource.PARTITIONS) != null
                || difference.field(Resource.REPLICATION_FACTOR) != null
                || difference.field(Resource.CONFIG + RetentionGuard.RETENTION_MS) != null
                || difference.field(Resource.CONFIG + RetentionGuard.RETENTION_BYTES) != null
                || difference.field(Resource.CONFIG + RetentionGuard.REMOTE_STORAGE) != null
                || difference.field(Resource.CONFIG + RetentionGuard.CLEANUP_POLICY) != null;
    }

    private static @Nullable Long newRetention(ResourceDiff difference, LiveState live) {
        FieldDiff change = difference.field(Resource.CONFIG + RetentionGuard.RETENTION_MS);
        if (difference.changeType() != ChangeType.UPDATE || change == null) {
            return null;
        }
        String after = change.after() == null
                ? live.inherited().get(RetentionGuard.RETENTION_MS)
                : change.after().value();
        long retention = RetentionGuard.number(after, -1);
        return retention < 0 ? null : retention;
    }
}
