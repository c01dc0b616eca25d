package dev.kgit.plan;

import dev.kgit.diff.ChangeType;
import dev.kgit.diff.FieldDiff;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a plan back to an earlier commit does not bring back: names and configs come back, data and partitions don't. */
public final class RollbackWarnings {

    private static final String RETENTION = Resource.CONFIG + "retention.";
    private static final String CLEANUP = Resource.CONFIG + "cleanup.policy";

    private RollbackWarnings() {}

    /** What can't be undone, change by change. */
    public static List<Diagnostic> in(Plan plan) {
        List<Diagnostic> told = new ArrayList<>();
        for (ResourceChange change : plan.changes()) {
            change.id().asTopic().ifPresent(topic -> {
                if (change.action() == ChangeType.CREATE) {
                    told.add(lost(change, change.id() + " comes back empty: what was in it is gone"));
                } else if (change.action() == ChangeType.UPDATE) {
                    change.fields().forEach(field -> inTopic(change, field).ifPresent(told::add));
                }
            });
        }
        return told;
    }

    private static Optional<Diagnostic> inTopic(ResourceChange change, FieldDiff field) {
        if (field.path().equals(Resource.PARTITIONS)) {
            Long there = number(field.shownBefore());
            Long wanted = number(field.shownAfter());
            return there == null || wanted == null || wanted >= there
                    ? Optional.empty()
                    : Optional.of(Diagnostic.warning(
                                    "KG621",
                                    change.id() + " stays at " + there + " partitions: they can't be taken away")
                            .withHint("keep `partitions: " + there + "` in the files when you take the rest back")
                            .about(change.id()));
        }
        if (field.path().startsWith(RETENTION) && keepsMore(field)) {
            return Optional.of(lost(
                    change,
                    change.id() + " keeps more again, but what has been deleted meanwhile by "
                            + field.path().substring(Resource.CONFIG.length()) + " is gone"));
        }
        if (field.path().equals(CLEANUP)) {
            return Optional.of(
                    lost(change, change.id() + " gets its cleanup.policy back, but not what the other one took out"));
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

    private static Diagnostic lost(ResourceChange change, String message) {
        return Diagnostic.warning("KG620", message).about(change.id());
    }

    private static @Nullable Long number(@Nullable String text) {
        return text == null || !text.matches("-?\\d{1,18}") ? null : Long.valueOf(text);
    }
}
