package dev.kgit.diff;

import dev.kgit.model.FieldValue;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One field that differs.
 *
 * @param path {@code partitions}, {@code replicationFactor}, {@code state} or {@code config.KEY}; {@code name} of what is moved
 * @param before the live value; null where there is none
 * @param after the value that it is to have; null where there is to be none (a config key given back to the default)
 */
public record FieldDiff(
        String path, @Nullable FieldValue before, @Nullable FieldValue after, Cause cause) {

    /** Whether it is not known to differ: the live value is masked, or is the lookup that is declared. */
    public boolean isSentAgain() {
        return before != null && after != null && (before.isUnknown() || Objects.equals(before.value(), after.value()));
    }

    public boolean sensitive() {
        return (before != null && before.sensitive()) || (after != null && after.sensitive());
    }

    /** What may be printed of the live value; null where there is none. */
    public @Nullable String shownBefore() {
        return shown(before);
    }

    /** What may be printed of the value that it is to have; null where there is to be none. */
    public @Nullable String shownAfter() {
        return shown(after);
    }

    private @Nullable String shown(@Nullable FieldValue setting) {
        if (setting == null) {
            return null;
        }
        return sensitive() && setting.masked() == null ? FieldValue.REDACTED : setting.shown();
    }
}
