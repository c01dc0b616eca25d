package dev.kgit.manifest;

import dev.kgit.model.Place;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A list. */
public record ListNode(Place place, List<Node> items) implements Node {

    public ListNode {
        items = List.copyOf(items);
    }

    @Override
    public <T extends @Nullable Object> T fold(
            Function<? super MapNode, ? extends T> map,
            Function<? super ListNode, ? extends T> list,
            Function<? super ScalarNode, ? extends T> scalar) {
        return list.apply(this);
    }
}
