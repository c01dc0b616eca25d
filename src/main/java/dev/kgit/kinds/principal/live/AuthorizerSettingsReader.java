package dev.kgit.kinds.principal.live;

import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kafka.RequestResult;
import dev.kgit.kinds.principal.AuthorizerSettings;
import dev.kgit.kinds.principal.AuthorizerSettings.WithoutAcl;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/** Asks brokers about their authorizer. They tell which of its settings are set, and hide to what. */
final class AuthorizerSettingsReader {

    private static final String KEY = "allow.everyone.if.no.acl.found";

    private AuthorizerSettingsReader() {}

    static AuthorizerSettings read(KafkaConnection connection) {
        RequestResult<Collection<Node>> nodes =
                RequestResult.of(connection.admin().describeCluster().nodes());
        if (nodes.failed() || nodes.get().isEmpty()) {
            return new AuthorizerSettings(WithoutAcl.UNKNOWN);
        }
        List<ConfigResource> brokers = nodes.get().stream()
                .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
                .toList();
        WithoutAcl found = WithoutAcl.DENIED;
        for (var answer : connection.admin().describeConfigs(brokers).values().values()) {
            RequestResult<Config> config = RequestResult.of(answer);
            if (config.failed()) {
                return new AuthorizerSettings(WithoutAcl.UNKNOWN);
            }
            ConfigEntry entry = config.get().get(KEY);
            if (entry != null && !"false".equals(entry.value())) {
                found = WithoutAcl.PERHAPS_ALLOWED;
            }
        }
        return new AuthorizerSettings(found);
    }
}
