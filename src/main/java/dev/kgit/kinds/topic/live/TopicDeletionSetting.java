package dev.kgit.kinds.topic.live;

import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kafka.RequestResult;
import dev.kgit.model.Diagnostic;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/** Whether the brokers delete topics at all. What is refused when it is sent can be known before. */
final class TopicDeletionSetting {

    private static final String KEY = "delete.topic.enable";

    private TopicDeletionSetting() {}

    /** Whether each broker says that nothing is deleted; false where a single one does not say so, or may not be asked. */
    static boolean isOff(KafkaConnection connection) {
        RequestResult<Collection<Node>> nodes =
                RequestResult.of(connection.admin().describeCluster().nodes());
        if (nodes.failed() || nodes.get().isEmpty()) {
            return false;
        }
        List<ConfigResource> brokers = nodes.get().stream()
                .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
                .toList();
        return connection.admin().describeConfigs(brokers).values().values().stream()
                .map(answer -> RequestResult.<Config>of(answer))
                .allMatch(answer -> !answer.failed() && isOff(answer.get().get(KEY)));
    }

    private static boolean isOff(@Nullable ConfigEntry entry) {
        return entry != null && "false".equals(entry.value());
    }

    static Diagnostic refusal() {
        return Diagnostic.error("KG311", "the brokers delete no topics (" + KEY + "=false)")
                .withHint("have it switched on on brokers and controllers, or take the delete back");
    }
}
