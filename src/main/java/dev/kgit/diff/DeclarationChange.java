package dev.kgit.diff;

import dev.kgit.model.FieldValue;
import dev.kgit.model.Lifecycle;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one declaration of a resource became another, between two commits: its fields, and what the files say about how it
 * may be treated.
 *
 * @param changeType whether it was declared, changed or taken out of the files
 * @param fields what changed, by path; terms by the keys they have in the files
 */
public record DeclarationChange(ChangeType changeType, List<FieldDiff> fields) {

    public DeclarationChange {
        fields = List.copyOf(fields);
    }

    /**
     * The change; null where both say the same.
     *
     * @param before null: not declared
     * @param after null: no longer declared
     */
    public static @Nullable DeclarationChange between(@Nullable Resource before, @Nullable Resource after) {
        if (before == null && after == null) {
            return null;
        }
        SortedMap<String, FieldValue> then = said(before);
        SortedMap<String, FieldValue> now = said(after);
        SortedMap<String, FieldValue> all = new TreeMap<>(then);
        all.putAll(now);
        List<FieldDiff> fields = new ArrayList<>();
        for (String path : all.keySet()) {
            FieldValue left = then.get(path);
            FieldValue right = now.get(path);
            if (!same(left, right)) {
                fields.add(new FieldDiff(path, left, right, Cause.GIT));
            }
        }
        if (before == null) {
            return new DeclarationChange(ChangeType.CREATE, fields);
        }
        if (after == null) {
            return new DeclarationChange(ChangeType.DELETE, fields);
        }
        return fields.isEmpty() ? null : new DeclarationChange(ChangeType.UPDATE, fields);
    }

    /** A value that can't be known any more, as a secret of an old commit, counts as unchanged. */
    private static boolean same(@Nullable FieldValue left, @Nullable FieldValue right) {
        if (left == null || right == null) {
            return left == null && right == null;
        }
        return left.isUnknown() || right.isUnknown() || Objects.equals(left.value(), right.value());
    }

    private static SortedMap<String, FieldValue> said(@Nullable Resource resource) {
        SortedMap<String, FieldValue> said = new TreeMap<>();
        if (resource == null) {
            return said;
        }
        said.putAll(resource.fields());
        Lifecycle terms = resource.lifecycle();
        if (terms.absent()) {
            said.put("state", FieldValue.of("absent"));
        }
        if (terms.deletionProtected()) {
            said.put("protected", FieldValue.of("true"));
        }
        put(
                said,
                "allow",
                terms.allow().entrySet().stream()
                        .map(entry -> entry.getKey() + (entry.getValue().isEmpty() ? "" : ": " + entry.getValue()))
                        .toList());
        put(said, "ignore", terms.ignore());
        put(said, "plaintext", terms.plaintext());
        put(said, "dependsOn", terms.dependsOn());
        ResourceId formerly = terms.formerly();
        put(said, "formerly", formerly == null ? List.of() : List.of(formerly.name()));
        return said;
    }

    private static void put(SortedMap<String, FieldValue> said, String key, Collection<?> values) {
        if (!values.isEmpty()) {
            said.put(key, FieldValue.of(values.stream().map(Object::toString).collect(Collectors.joining(","))));
        }
    }
}
