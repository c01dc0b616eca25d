package dev.kgit.manifest;

import dev.kgit.model.Place;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a file as it was read: where it stands and what it says. Nothing is interpreted yet, so that config values
 * keep their source text.
 */
public sealed interface Node permits MapNode, ListNode, ScalarNode {

    /** Where the node begins. */
    Place place();

    <T extends @Nullable Object> T fold(
            Function<? super MapNode, ? extends T> map,
            Function<? super ListNode, ? extends T> list,
            Function<? super ScalarNode, ? extends T> scalar);

    default @Nullable MapNode asMap() {
        return this.<@Nullable MapNode>fold(map -> map, list -> null, scalar -> null);
    }

    default @Nullable ListNode asList() {
        return this.<@Nullable ListNode>fold(map -> null, list -> list, scalar -> null);
    }

    default @Nullable ScalarNode asScalar() {
        return this.<@Nullable ScalarNode>fold(map -> null, list -> null, scalar -> scalar);
    }
}
