package dev.kgit.kinds.connector;

import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.DesiredState;
import dev.kgit.model.KafkaAddresses;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How topics and connectors hang together, by what is declared.
 *
 * @param topics every topic that is declared or named by a connector
 * @param edges from a topic to a connector that reads it, or from a connector to a topic that it writes
 */
public record DataFlowGraph(SortedSet<ResourceId> topics, SortedSet<ResourceId> connectors, List<Edge> edges) {

    /**
     * A connector reads or writes a topic.
     *
     * @param label the config key that says so
     */
    public record Edge(ResourceId topic, ResourceId connector, boolean read, String label) {}

    public static DataFlowGraph of(DesiredState desired) {
        SortedSet<ResourceId> topics = new TreeSet<>();
        SortedSet<ResourceId> connectors = new TreeSet<>();
        List<Edge> edges = new ArrayList<>();
        for (Resource resource : desired.state().resources().values()) {
            if (resource.lifecycle().absent()) {
                continue;
            }
            ResourceId id = resource.id();
            if (id.isOf(TopicKind.NAME)) {
                topics.add(id);
            } else if (id.isOf(ConnectorKind.NAME)) {
                connectors.add(id);
                ConnectorTopics.of(resource, KafkaAddresses.of(desired, id.scope()))
                        .forEach((topic, key) -> {
                            topics.add(topic);
                            edges.add(new Edge(topic, id, key.equals("topics"), key));
                        });
            }
        }
        return new DataFlowGraph(topics, connectors, edges);
    }
}
