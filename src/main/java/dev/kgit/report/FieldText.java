package dev.kgit.report;

import dev.kgit.diff.ChangeType;
import dev.kgit.diff.FieldDiff;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Quantity;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a field and its values are said on one line. */
final class FieldText {

    /** Longer values are cut: a line is read, a screenful is not. */
    private static final int LONGEST = 200;

    /** How much of what two long values have in common is shown before they part. */
    private static final int RUN_UP = 20;

    /** How much of two values is compared at once. */
    private static final int BLOCK = 1_024;

    private static final long UNLIMITED = -1;

    private FieldText() {}

    /** {@code path: before -> after}, or {@code path: value} where the whole resource comes or goes. */
    static String line(ResourceId id, ChangeType changeType, FieldDiff field) {
        String path = LineEscaper.text(LineEscaper.cut(field.path(), LONGEST));
        String before = field.shownBefore();
        String after = field.shownAfter();
        if (changeType == ChangeType.CREATE && before == null) {
            return path + ": " + said(id, field, after);
        }
        if (changeType == ChangeType.DELETE && after == null) {
            return path + ": " + said(id, field, before);
        }
        return path + ": " + change(id, field);
    }

    /** {@code before -> after}. */
    static String change(ResourceId id, FieldDiff field) {
        String before = field.shownBefore();
        String after = field.shownAfter();
        if (field.isSentAgain()) {
            return said(id, field, after) + ", sent again";
        }
        if (field.sensitive() && before != null && before.equals(after)) {
            return said(id, field, before) + " -> " + said(id, field, after) + ", changed";
        }
        if (before != null && after != null && (before.length() > LONGEST || after.length() > LONGEST)) {
            int from = Math.max(0, common(before, after) - RUN_UP);
            return window(before, from) + " -> " + window(after, from);
        }
        return said(id, field, before) + " -> " + said(id, field, after);
    }

    /** One side of a field. */
    static String said(ResourceId id, FieldDiff field, @Nullable String value) {
        if (value == null) {
            // Brokers have a default for each config key of theirs; a Connect cluster has none for what lives in it.
            return field.path().startsWith(Resource.CONFIG) && !id.isScoped() ? "(default)" : "(none)";
        }
        if (field.sensitive() && value.equals(FieldValue.REDACTED)) {
            return value;
        }
        String shown = value.length() > LONGEST ? window(value, 0) : LineEscaper.value(value);
        if (field.sensitive()) {
            return shown;
        }
        return inUnits(field.path(), value)
                .map(human -> shown + " (" + human + ")")
                .orElse(shown);
    }

    /** What the number of a duration or a size means; empty where the number is easier to read. */
    static Optional<String> inUnits(String path, String value) {
        Optional<Quantity> quantity = Quantity.ofKey(path);
        if (quantity.isEmpty()) {
            return Optional.empty();
        }
        long number;
        try {
            number = Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
        if (number == UNLIMITED && (path.endsWith("retention.ms") || path.endsWith("retention.bytes"))) {
            return Optional.of("unlimited");
        }
        if (number == Long.MAX_VALUE) {
            return Optional.of(quantity.get() == Quantity.DURATION ? "never" : "unlimited");
        }
        return quantity.get().rounded(number);
    }

    private static String window(String value, int from) {
        int start = from > 0 && from < value.length() && Character.isLowSurrogate(value.charAt(from)) ? from - 1 : from;
        String head = start > 0 ? "(" + start + " alike)..." : "";
        if (start >= value.length()) {
            return head;
        }
        int end = Math.min(value.length(), start + LONGEST);
        String tail = end < value.length() ? "...(" + (value.length() - end) + " more)" : "";
        return head + LineEscaper.value(value.substring(start, end)) + tail;
    }

    private static int common(String left, String right) {
        int length = Math.min(left.length(), right.length());
        int same = 0;
        while (same + BLOCK <= length && left.regionMatches(same, right, same, BLOCK)) {
            same += BLOCK;
        }
        while (same < length && left.charAt(same) == right.charAt(same)) {
            same++;
        }
        return same;
    }
}
