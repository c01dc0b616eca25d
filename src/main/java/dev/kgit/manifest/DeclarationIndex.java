package dev.kgit.manifest;

import dev.kgit.model.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gathers what the files of all layers declare, by kind and name. */
public final class DeclarationIndex {

    public static final String TOPICS = "topics";
    public static final String CONNECT_CLUSTERS = "connectClusters";
    public static final String CONNECTORS = "connectors";

    private static final String CONNECT_CLUSTER = "connectCluster";

    private final Map<String, SortedMap<String, Growing>> kinds = new LinkedHashMap<>();
    private final DiagnosticCollector problems;

    /** A declaration that more layers may still add to. */
    private static final class Growing {
        private final Place place;
        private final List<MapNode> layers = new ArrayList<>();
        private int layer = -1;
        private Place latest;

        Growing(Place place) {
            this.place = place;
            this.latest = place;
        }
    }

    public DeclarationIndex(DiagnosticCollector problems) {
        this.problems = problems;
        for (String kind : List.of(TOPICS, CONNECT_CLUSTERS, CONNECTORS)) {
            kinds.put(kind, new TreeMap<>());
        }
    }

    /**
     * Adds a document. Documents come layer by layer, lowest first.
     *
     * @param layer number of the layer, from 0
     */
    public void add(int layer, MapNode document) {
        kinds.forEach((kind, byName) -> {
            MapNode resources = document.map(kind);
            if (resources != null) {
                resources.entries().forEach((name, entry) -> add(layer, kind, byName, name, entry));
            }
        });
    }

    private void add(int layer, String kind, SortedMap<String, Growing> byName, String name, MapNode.Entry entry) {
        Growing growing = byName.computeIfAbsent(name, n -> new Growing(entry.keyPlace()));
        if (growing.layer == layer) {
            problems.error(
                    "KG024",
                    entry.keyPlace(),
                    "`" + SchemaDiagnostics.shown(name) + "` in `" + kind
                            + "` is declared twice in one layer, first at " + growing.latest,
                    inTwoClusters(kind, growing, entry)
                            ? "the key is the connector's name, and an environment takes each name once, in whichever"
                                    + " Connect cluster: give one of them another name, or a repository of its own"
                            : "bring the two together, or move one into the layer of an environment");
            return;
        }
        growing.layer = layer;
        growing.latest = entry.keyPlace();
        MapNode body = entry.value().asMap();
        // What is no map has been complained about; the name counts as declared all the same.
        growing.layers.add(body == null ? MapNode.empty(entry.keyPlace()) : body);
    }

    /** Not one connector twice, but two that would live side by side. */
    private static boolean inTwoClusters(String kind, Growing growing, MapNode.Entry entry) {
        MapNode body = entry.value().asMap();
        ScalarNode there = growing.layers.get(growing.layers.size() - 1).scalar(CONNECT_CLUSTER);
        ScalarNode here = body == null ? null : body.scalar(CONNECT_CLUSTER);
        return kind.equals(CONNECTORS)
                && here != null
                && there != null
                && !here.isUnknown()
                && !there.isUnknown()
                && !here.text().equals(there.text());
    }

    /** What is declared of a kind, by name. */
    public SortedMap<String, Declaration> of(String kind) {
        SortedMap<String, Declaration> declarations = new TreeMap<>();
        kinds.getOrDefault(kind, new TreeMap<>())
                .forEach((name, growing) ->
                        declarations.put(name, new Declaration(name, growing.place, growing.layers)));
        return declarations;
    }
}
