package dev.kgit.kinds.principal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** Kafka's own authorizer with some ACLs, asked in this process. */
final class KafkaAuthorizer {

    private final StandardAuthorizer authorizer = new StandardAuthorizer();

    KafkaAuthorizer(Collection<Acl> acls, Collection<String> superUsers, boolean allowsWithoutAcl) {
        authorizer.configure(Map.of(
                StandardAuthorizer.SUPER_USERS_CONFIG,
                String.join(";", superUsers),
                StandardAuthorizer.ALLOW_EVERYONE_IF_NO_ACL_IS_FOUND_CONFIG,
                String.valueOf(allowsWithoutAcl)));
        Map<Uuid, StandardAcl> snapshot = new HashMap<>();
        acls.stream().distinct().forEach(acl -> snapshot.put(Uuid.randomUuid(), standard(acl)));
        authorizer.withPluginMetrics(new PluginMetricsImpl(new Metrics(), Map.of()));
        authorizer.loadSnapshot(snapshot);
        authorizer.completeInitialLoad();
    }

    private static StandardAcl standard(Acl acl) {
        return new StandardAcl(
                type(acl.resource()),
                acl.resource().name(),
                acl.resource().prefixed() ? PatternType.PREFIXED : PatternType.LITERAL,
                acl.principal(),
                acl.host(),
                operation(acl.operation()),
                AclPermissionType.valueOf(acl.permission().name()));
    }

    private static ResourceType type(AclResource resource) {
        return ResourceType.valueOf(resource.type().name());
    }

    private static org.apache.kafka.common.acl.AclOperation operation(AclOperation operation) {
        return org.apache.kafka.common.acl.AclOperation.valueOf(operation.name());
    }

    /** One answer a request. */
    List<Boolean> allows(Collection<AccessRequest> requests) {
        List<Boolean> answers = new ArrayList<>();
        for (AccessRequest request : requests) {
            AclResource resource = request.resource();
            Action action = new Action(
                    operation(request.operation()),
                    new ResourcePattern(type(resource), resource.name(), PatternType.LITERAL),
                    1,
                    false,
                    false);
            answers.add(
                    authorizer.authorize(new Context(request), List.of(action)).get(0) == AuthorizationResult.ALLOWED);
        }
        return answers;
    }

    private record Context(AccessRequest request) implements AuthorizableRequestContext {

        @Override
        public KafkaPrincipal principal() {
            String[] parts = request.principal().split(":", 2);
            return new KafkaPrincipal(parts[0], parts[1]);
        }

        @Override
        public InetAddress clientAddress() {
            try {
                return InetAddress.getByName(request.host());
            } catch (UnknownHostException noAddress) {
                throw new AssertionError(noAddress);
            }
        }

        @Override
        public String listenerName() {
            return "EXTERNAL";
        }

        @Override
        public SecurityProtocol securityProtocol() {
            return SecurityProtocol.SASL_PLAINTEXT;
        }

        @Override
        public int requestType() {
            return 0;
        }

        @Override
        public int requestVersion() {
            return 0;
        }

        @Override
        public String clientId() {
            return "client";
        }

        @Override
        public int correlationId() {
            return 0;
        }
    }
}
