package dev.kgit.report;

import dev.kgit.diff.Cause;
import dev.kgit.diff.FieldDiff;
import dev.kgit.kind.DriftType;
import dev.kgit.model.FieldValue;
import dev.kgit.model.ResourceId;
import dev.kgit.plan.Drift;
import dev.kgit.plan.ResourceDrift;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How drift is said, the same in every dressing. */
final class DriftText {

    private DriftText() {}

    /** One letter that shows the kind at a glance. */
    static String symbol(DriftType kind) {
        return switch (kind) {
            case CHANGED, PAUSED, IN_FLIGHT -> "~";
            case MISSING -> "-";
            case EXTRA, UNEXPECTED -> "+";
            case RECREATED, FAILED -> "!";
        };
    }

    /** What the kind means, for those who meet it for the first time. */
    static String meaning(ResourceDrift item) {
        return switch (item.kind()) {
            case CHANGED -> "a value is not the one that was applied";
            case MISSING ->
                item.cause() == Cause.UNKNOWN ? "is declared and is not there" : "was applied and is not there";
            case RECREATED -> "was deleted and created again behind kgit's back";
            case EXTRA -> "a config key is set that was not applied";
            case PAUSED -> "was paused or stopped";
            case FAILED -> "the connector or a task of it has failed";
            case IN_FLIGHT -> "a reassignment is under way or has left something behind";
            case UNEXPECTED -> "was deleted by an apply and is there";
        };
    }

    /** Whether the fields alone say what happened. */
    static boolean saysItself(ResourceDrift item) {
        return !item.fields().isEmpty() && (item.kind() == DriftType.CHANGED || item.kind() == DriftType.EXTRA);
    }

    /** {@code path: applied 604800000 (7d), found 86400000 (1d)}; declared, where it is not known what was applied. */
    static String line(ResourceId id, FieldDiff field) {
        String path = LineEscaper.text(LineEscaper.cut(field.path(), 200));
        return path + (field.cause() == Cause.UNKNOWN ? ": declared " : ": applied ")
                + FieldText.said(id, field, field.shownAfter()) + ", found "
                + FieldText.said(id, field, field.shownBefore());
    }

    /** Where the applied value is declared, if elsewhere than the resource itself: {@code topics.yaml:12}. */
    static Optional<String> declaredAt(ResourceDrift item, FieldDiff field) {
        return Optional.ofNullable(field.after())
                .map(FieldValue::place)
                .filter(place -> item.source() == null
                        || !place.file().equals(item.source().file())
                        || place.line() != item.source().line())
                .map(place -> LineEscaper.name(place.file()) + ":" + place.line());
    }

    /**
     * {@code Drift: 2 changed, 1 missing. 4 unmanaged.}; never "no drift" where something could not be read, nor where some stands
     * that a former run has told.
     */
    static String summary(Drift drift) {
        int known = drift.knownItems();
        List<String> counts = new ArrayList<>();
        for (Map.Entry<DriftType, Integer> count :
                drift.with(drift.newItems()).counts().entrySet()) {
            if (count.getValue() > 0) {
                counts.add(count.getValue() + " " + count.getKey().label());
            }
        }
        int unread = drift.unreadable().size();
        String unmanaged = " " + drift.unmanaged() + " unmanaged."
                + (drift.accepted() > 0 ? " " + drift.accepted() + " accepted for a while." : "");
        String since = known > 0 ? ", " + known + " known" : "";
        if (!counts.isEmpty()) {
            return (known > 0 ? "New drift: " : "Drift: ") + String.join(", ", counts) + since + "." + unmanaged
                    + (unread > 0 ? " " + unread + " could not be read." : "");
        }
        if (unread > 0) {
            return (known > 0 ? "Nothing new seen that differs" + since : "Nothing seen that differs") + ", but "
                    + unread + " could not be read." + unmanaged;
        }
        return none(drift) + "." + unmanaged;
    }

    /** What is said where nothing differs, or nothing that is new. */
    static String none(Drift drift) {
        if (drift.knownItems() > 0) {
            return "No new drift, " + drift.knownItems() + " known";
        }
        return drift.neverApplied() ? "Nothing was applied yet, so nothing was compared" : "No drift";
    }

    /** What was compared with. */
    static String applied(Drift drift) {
        if (drift.neverApplied()) {
            return "(nothing yet)";
        }
        return drift.known()
                ? PlanTextReport.revision(drift.applied())
                : "(not known; live is compared with the files as they are)";
    }
}
