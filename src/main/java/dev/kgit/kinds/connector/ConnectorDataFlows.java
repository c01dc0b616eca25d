package dev.kgit.kinds.connector;

import dev.kgit.kind.DataFlow;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.KafkaAddresses;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** The topics that a connector reads and writes, as far as its config tells. */
final class ConnectorDataFlows {

    private ConnectorDataFlows() {}

    /**
     * @param declared what a pattern or a prefix may name
     * @param cluster where the topics are
     */
    static List<DataFlow> of(Resource connector, SortedSet<ResourceId> declared, KafkaAddresses cluster) {
        ResourceId id = connector.id();
        List<DataFlow> flows = new ArrayList<>();
        ConnectorTopics.of(connector, cluster)
                .forEach((topic, key) -> flows.add(
                        key.equals(ConnectorKeys.TOPICS)
                                ? new DataFlow(topic, id, key)
                                : new DataFlow(id, topic, key)));
        ConnectorTopics.matched(connector, declared)
                .forEach(topic -> flows.add(new DataFlow(topic, id, ConnectorKeys.TOPICS_REGEX)));
        ConnectorTopics.writtenBy(connector, cluster).forEach((topic, key) -> flows.add(new DataFlow(id, topic, key)));
        String prefix = connector.config(ConnectorKeys.TOPIC_PREFIX);
        if (prefix != null && !prefix.isEmpty() && ConnectorTopics.isSource(connector)) {
            declared.stream()
                    .filter(topic -> topic.isOf(TopicKind.NAME) && topic.name().startsWith(prefix))
                    .forEach(topic -> flows.add(new DataFlow(id, topic, ConnectorKeys.TOPIC_PREFIX)));
        }
        return flows;
    }
}
