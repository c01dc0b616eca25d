package dev.kgit.diff;

import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares two resources of one kind field by field. */
final class FieldComparator {

    private final FieldRules rules;

    FieldComparator(FieldRules rules) {
        this.rules = rules;
    }

    /**
     * What differs, by path.
     *
     * @param applied what the files said when they were last applied, or null
     * @param known whether it is known what was applied at all
     */
    List<FieldDiff> fields(Resource wanted, @Nullable Resource applied, Resource there, boolean known) {
        List<FieldDiff> changes = new ArrayList<>();
        for (String path : wanted.fields().keySet()) {
            field(path, wanted, applied, there, known).ifPresent(changes::add);
        }
        for (String path : there.fields().keySet()) {
            if (wanted.field(path) == null) {
                field(path, wanted, applied, there, known).ifPresent(changes::add);
            }
        }
        changes.sort(Comparator.comparing(FieldDiff::path));
        return changes;
    }

    private Optional<FieldDiff> field(
            String path, Resource wanted, @Nullable Resource applied, Resource there, boolean known) {
        FieldValue before = there.field(path);
        FieldValue after = rules.wanted(path, wanted.field(path), before);
        if (!isManaged(wanted, path, after) || !differs(path, before, after)) {
            return Optional.empty();
        }
        Cause cause = known ? cause(wanted, applied, path, before, after) : Cause.UNKNOWN;
        return Optional.of(new FieldDiff(path, before, after, cause));
    }

    /** Whether two declarations of one resource say the same. */
    boolean sameDeclaration(Resource left, Resource right) {
        TreeSet<String> paths = new TreeSet<>(left.fields().keySet());
        paths.addAll(right.fields().keySet());
        return paths.stream().noneMatch(path -> differs(path, left.field(path), right.field(path)));
    }

    private boolean isManaged(Resource wanted, String path, @Nullable FieldValue after) {
        return rules.isManagedWhole(path) ? !rules.isIgnored(path, wanted.lifecycle()) : after != null;
    }

    private boolean differs(String path, @Nullable FieldValue left, @Nullable FieldValue right) {
        if (left == null || right == null) {
            return (left == null) != (right == null);
        }
        if (left.isUnknown() || right.isUnknown()) {
            return false;
        }
        String one = left.text();
        String other = right.text();
        return !one.equals(other) && !rules.typeOf(path).same(one, other);
    }

    private Cause cause(
            Resource wanted,
            @Nullable Resource applied,
            String path,
            @Nullable FieldValue before,
            @Nullable FieldValue after) {
        if (applied == null || applied.lifecycle().absent()) {
            // Declared since: whatever is live was not this project's word.
            return Cause.GIT;
        }
        FieldValue then = applied.field(path);
        if (then != null && then.isUnknown()) {
            return Cause.UNKNOWN;
        }
        if (then != null && then.outside() && differs(path, then, before)) {
            // The files of then say this today. What they said then is written down nowhere.
            return Cause.UNKNOWN;
        }
        boolean filesChanged = differs(path, then, declared(wanted, path, after));
        boolean clusterChanged = differs(path, then, before) && !(then == null && rules.isRunState(path));
        if (filesChanged && clusterChanged) {
            return Cause.BOTH;
        }
        return filesChanged ? Cause.GIT : Cause.DRIFT;
    }

    /** What the files say now; the run state that kgit wants of a resource is not a word of the files. */
    private @Nullable FieldValue declared(Resource wanted, String path, @Nullable FieldValue after) {
        return rules.isRunState(path) ? wanted.field(path) : after;
    }
}
