package dev.kgit.report;

import dev.kgit.kind.DataFlow;
import dev.kgit.kind.DataFlowGraph;
import dev.kgit.model.ResourceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How records go through a platform, as a Mermaid flowchart. More than a few resources that have the same place in it share one
 * node, as 150 topics would not be readable.
 */
public final class MermaidGraphReport {

    /** More nodes with the same place share one. */
    private static final int SHOWN = 10;

    private final StringBuilder text = new StringBuilder("flowchart LR\n");
    private final Map<Object, Integer> nodes = new HashMap<>();

    private MermaidGraphReport() {}

    public static void write(DataFlowGraph graph, Appendable out) {
        try {
            out.append(new MermaidGraphReport().of(graph));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The flows between one mover and what it names by one key, in one direction. */
    private record Bundle(ResourceId mover, String label, boolean reads) {}

    private String of(DataFlowGraph graph) {
        Map<Bundle, List<ResourceId>> bundles = new LinkedHashMap<>();
        Map<ResourceId, Integer> degrees = new HashMap<>();
        for (DataFlow flow : graph.flows()) {
            boolean reads = graph.movers().contains(flow.to());
            ResourceId store = reads ? flow.from() : flow.to();
            bundles.computeIfAbsent(
                            new Bundle(reads ? flow.to() : flow.from(), flow.label(), reads),
                            first -> new ArrayList<>())
                    .add(store);
            degrees.merge(store, 1, Integer::sum);
        }
        Map<Bundle, List<ResourceId>> shared = new LinkedHashMap<>();
        SortedSet<ResourceId> single = new TreeSet<>(graph.stores());
        bundles.forEach((bundle, stores) -> {
            List<ResourceId> onlyHere = stores.stream()
                    .filter(store -> Integer.valueOf(1).equals(degrees.get(store)))
                    .toList();
            if (onlyHere.size() > SHOWN) {
                shared.put(bundle, onlyHere);
                onlyHere.forEach(single::remove);
            }
        });
        List<ResourceId> unconnected =
                single.stream().filter(store -> !degrees.containsKey(store)).toList();
        if (unconnected.size() > SHOWN) {
            unconnected.forEach(single::remove);
        }
        single.forEach(store -> node(store, "[(", store.name(), ")]"));
        shared.forEach((bundle, stores) -> node(bundle, "[(", summary(stores), ")]"));
        graph.movers().forEach(mover -> node(mover, "{{", mover.name(), "}}"));
        if (unconnected.size() > SHOWN) {
            node(unconnected, "[(", summary(unconnected) + ": nothing declared reads or writes them", ")]");
        }
        bundles.forEach((bundle, stores) -> {
            if (shared.containsKey(bundle)) {
                edge(bundle, bundle);
            }
            stores.stream().filter(single::contains).forEach(store -> edge(bundle, store));
        });
        return text.toString();
    }

    private static String summary(List<ResourceId> stores) {
        return stores.size() + " " + stores.get(0).kind() + "s ("
                + stores.get(0).name() + ", " + stores.get(1).name() + ", ...)";
    }

    /** Names may hold what Mermaid reads as syntax: they stand quoted, the nodes are numbered. */
    private void node(Object key, String open, String label, String close) {
        int number = nodes.size();
        nodes.put(key, number);
        text.append("    n").append(number).append(open).append('"').append(escaped(label));
        text.append('"').append(close).append('\n');
    }

    private void edge(Bundle bundle, Object store) {
        Object from = bundle.reads() ? store : bundle.mover();
        Object to = bundle.reads() ? bundle.mover() : store;
        text.append("    n").append(nodes.get(from)).append(" -->|\"").append(escaped(bundle.label()));
        text.append("\"| n").append(nodes.get(to)).append('\n');
    }

    private static String escaped(String text) {
        return LineEscaper.text(text)
                .replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
