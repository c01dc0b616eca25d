package dev.kgit.manifest;

import dev.kgit.model.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gathers what the files of all layers declare, by section and name. */
final class DeclarationIndex {

    private final Map<String, SortedMap<String, Growing>> sectionsByName = new LinkedHashMap<>();
    private final Sections sections;
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

    DeclarationIndex(Sections sections, DiagnosticCollector problems) {
        this.sections = sections;
        this.problems = problems;
        for (String section : sections.names()) {
            sectionsByName.put(section, new TreeMap<>());
        }
    }

    /**
     * Adds a document. Documents come layer by layer, lowest first.
     *
     * @param layer number of the layer, from 0
     */
    void add(int layer, MapNode document) {
        sectionsByName.forEach((section, byName) -> {
            MapNode resources = document.map(section);
            if (resources != null) {
                resources.entries().forEach((name, entry) -> add(layer, section, byName, name, entry));
            }
        });
    }

    private void add(int layer, String section, SortedMap<String, Growing> byName, String name, MapNode.Entry entry) {
        Growing growing = byName.computeIfAbsent(name, n -> new Growing(entry.keyPlace()));
        if (growing.layer == layer) {
            problems.error(
                    "KG024",
                    entry.keyPlace(),
                    "`" + SchemaDiagnostics.shown(name) + "` in `" + section
                            + "` is declared twice in one layer, first at " + growing.latest,
                    hintOnTwice(section, growing, entry)
                            .orElse("bring the two together, or move one into the layer of an environment"));
            return;
        }
        growing.layer = layer;
        growing.latest = entry.keyPlace();
        MapNode body = entry.value().asMap();
        // What is no map has been complained about; the name counts as declared all the same.
        growing.layers.add(body == null ? MapNode.empty(entry.keyPlace()) : body);
    }

    private Optional<String> hintOnTwice(String section, Growing growing, MapNode.Entry again) {
        MapNode body = again.value().asMap();
        MapNode first = growing.layers.get(growing.layers.size() - 1);
        return body == null ? Optional.empty() : sections.named(section).flatMap(it -> it.hintOnTwice(first, body));
    }

    /** What is declared in a section, by name. */
    SortedMap<String, Declaration> of(String section) {
        SortedMap<String, Declaration> declarations = new TreeMap<>();
        sectionsByName
                .getOrDefault(section, new TreeMap<>())
                .forEach((name, growing) ->
                        declarations.put(name, new Declaration(name, growing.place, growing.layers)));
        return declarations;
    }
}
