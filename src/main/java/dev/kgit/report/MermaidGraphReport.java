package dev.kgit.report;

import dev.kgit.kinds.connector.DataFlowGraph;
import dev.kgit.model.ResourceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Topics and connectors as a Mermaid flowchart. */
public final class MermaidGraphReport {

    private MermaidGraphReport() {}

    public static void write(DataFlowGraph wiring, Appendable out) {
        List<ResourceId> nodes = new ArrayList<>(wiring.topics());
        nodes.addAll(wiring.connectors());
        StringBuilder text = new StringBuilder("flowchart LR\n");
        for (int i = 0; i < nodes.size(); i++) {
            ResourceId id = nodes.get(i);
            // Names may hold what Mermaid reads as syntax: they stand quoted, the nodes are numbered.
            String label = "\"" + escaped(id.name()) + "\"";
            text.append("    ")
                    .append('n')
                    .append(i)
                    .append(i < wiring.topics().size() ? "[(" + label + ")]" : "{{" + label + "}}")
                    .append('\n');
        }
        for (DataFlowGraph.Edge edge : wiring.edges()) {
            int topic = nodes.indexOf(edge.topic());
            int connector = nodes.indexOf(edge.connector());
            text.append("    n")
                    .append(edge.read() ? topic : connector)
                    .append(" -->|\"")
                    .append(escaped(edge.label()))
                    .append("\"| n")
                    .append(edge.read() ? connector : topic)
                    .append('\n');
        }
        try {
            out.append(text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String escaped(String text) {
        return LineEscaper.text(text)
                .replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
