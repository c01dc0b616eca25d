package dev.kgit.manifest;

import dev.kgit.model.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A map, its entries in the order of the file. */
public record MapNode(Place place, Map<String, Entry> entries) implements Node {

    /** A value and the place of its key. */
    public record Entry(Place keyPlace, Node value) {}

    public MapNode {
        entries = Collections.unmodifiableMap(entries);
    }

    public static MapNode empty(Place place) {
        return new MapNode(place, Map.of());
    }

    @Nullable
    public Node get(String key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    /** The map under the key; null where there is none, or something else. */
    @Nullable
    public MapNode map(String key) {
        Node node = get(key);
        return node == null ? null : node.asMap();
    }

    /** The list under the key; null where there is none, or something else. */
    @Nullable
    public ListNode list(String key) {
        Node node = get(key);
        return node == null ? null : node.asList();
    }

    /** The scalar under the key; null where there is none, or something else, or {@code null} itself. */
    @Nullable
    public ScalarNode scalar(String key) {
        Node node = get(key);
        ScalarNode scalar = node == null ? null : node.asScalar();
        return scalar == null || scalar.isNull() ? null : scalar;
    }

    /** Where the key stands, or this map where it is not there. */
    public Place keyPlace(String key) {
        Entry entry = entries.get(key);
        return entry == null ? place : entry.keyPlace();
    }

    public MapNode without(String key) {
        Map<String, Entry> rest = new LinkedHashMap<>(entries);
        rest.remove(key);
        return new MapNode(place, rest);
    }

    /**
     * This map with another laid over it: maps merge deeply, everything else replaces. A {@code null} stays in the result,
     * since it may have to take away what lies below this map too.
     */
    public MapNode under(MapNode above) {
        Map<String, Entry> merged = new LinkedHashMap<>(entries);
        above.entries.forEach((key, upper) -> merged.merge(key, upper, MapNode::lay));
        return new MapNode(place, merged);
    }

    private static Entry lay(Entry lower, Entry upper) {
        MapNode lowerMap = lower.value().asMap();
        MapNode upperMap = upper.value().asMap();
        return lowerMap == null || upperMap == null ? upper : new Entry(lower.keyPlace(), lowerMap.under(upperMap));
    }

    @Override
    public <T extends @Nullable Object> T fold(
            Function<? super MapNode, ? extends T> map,
            Function<? super ListNode, ? extends T> list,
            Function<? super ScalarNode, ? extends T> scalar) {
        return map.apply(this);
    }
}
