package dev.kgit.kinds.topic;

import dev.kgit.diff.ChangeType;
import dev.kgit.diff.FieldDiff;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What going back does not bring back of a topic: names and configs come back, data and partitions don't. */
final class TopicRollback {

    private static final String RETENTION = Resource.CONFIG + "retention.";
    private static final String CLEANUP = Resource.CONFIG + RetentionGuard.CLEANUP_POLICY;

    private TopicRollback() {}

    static List<Diagnostic> irreversible(ResourceId id, ChangeType changeType, List<FieldDiff> fields) {
        return switch (changeType) {
            case CREATE -> List.of(lost(id, id + " comes back empty: what was in it is gone"));
            case UPDATE ->
                fields.stream()
                        .flatMap(field -> irreversible(id, field).stream())
                        .toList();
            case DELETE -> List.of();
        };
    }

    private static Optional<Diagnostic> irreversible(ResourceId id, FieldDiff field) {
        if (field.path().equals(Resource.PARTITIONS)) {
            Long there = number(field.shownBefore());
            Long wanted = number(field.shownAfter());
            return there == null || wanted == null || wanted >= there
                    ? Optional.empty()
                    : Optional.of(Diagnostic.warning(
                                    "KG621", id + " stays at " + there + " partitions: they can't be taken away")
                            .withHint("keep `partitions: " + there + "` in the files when you take the rest back")
                            .withSubject(id));
        }
        if (field.path().startsWith(RETENTION) && keepsMore(field)) {
            return Optional.of(lost(
                    id,
                    id + " keeps more again, but what has been deleted meanwhile by "
                            + field.path().substring(Resource.CONFIG.length()) + " is gone"));
        }
        if (field.path().equals(CLEANUP)) {
            return Optional.of(lost(id, id + " gets its cleanup.policy back, but not what the other one took out"));
        }
        return Optional.empty();
    }

    /** A limit that goes up or away; -1 is none. */
    private static boolean keepsMore(FieldDiff field) {
        Long before = number(field.shownBefore());
        Long after = number(field.shownAfter());
        if (before == null || before < 0) {
            return false;
        }
        return after == null || after < 0 || after > before;
    }

    private static Diagnostic lost(ResourceId id, String message) {
        return Diagnostic.warning("KG620", message).withSubject(id);
    }

    private static @Nullable Long number(@Nullable String text) {
        return Stream.ofNullable(text)
                .filter(digits -> digits.matches("-?\\d{1,18}"))
                .map(Long::valueOf)
                .findFirst()
                .orElse(null);
    }
}
