package dev.kgit.diff;

import dev.kgit.model.FieldType;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Lifecycle;
import dev.kgit.model.Resource;
import org.jspecify.annotations.Nullable;

/** How the fields of one kind of resource compare. */
public interface FieldRules {

    /** Rules of a kind whose values are texts and nothing else. */
    FieldRules TEXT = path -> FieldType.TEXT;

    /** The type of a field's values, which decides when two texts are the same value. */
    FieldType typeOf(String path);

    /**
     * Whether such fields are managed as a whole: what is live and not declared is given back, or taken away. All others are
     * managed only where they are declared.
     */
    default boolean isManagedWhole(String path) {
        return path.startsWith(Resource.CONFIG);
    }

    /** What {@code ignore} calls a field that is managed as a whole. */
    default String ignoredAs(String path) {
        return path.startsWith(Resource.CONFIG) ? path.substring(Resource.CONFIG.length()) : path;
    }

    /** Whether somebody else owns a field that would be managed as a whole. */
    default boolean isIgnored(String path, Lifecycle terms) {
        return isManagedWhole(path) && terms.ignore().contains(ignoredAs(path));
    }

    /** Whether a resource is no more than its fields, so that it goes field by field, and what somebody else owns of it stays. */
    default boolean isMadeOfFields() {
        return false;
    }

    /** What a field should be: what is declared, unless the kind knows better by what is live. */
    default @Nullable FieldValue wanted(String path, @Nullable FieldValue declared, @Nullable FieldValue live) {
        return declared;
    }

    /** Whether a field says how the resource is doing and not what it is: it is the same resource while that changes. */
    default boolean isRunState(String path) {
        return false;
    }

    /** Whether files can declare a field to be as it is live; that something has failed is nothing to declare. */
    default boolean isDeclarable(String path, FieldValue live) {
        return true;
    }

    /** Whether a secret may stand in a field. */
    default boolean mayHoldSecret(String path) {
        return path.startsWith(Resource.CONFIG);
    }
}
