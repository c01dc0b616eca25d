package dev.kgit.kafka;

import dev.kgit.cluster.Right;
import dev.kgit.cluster.Writers;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/** Asks which access rules cover a topic: those on its name, on a prefix of it, and on all topics. */
final class WritersReading {

    private WritersReading() {}

    static Writers of(String topic, Connection connection) {
        AclBindingFilter covering = new AclBindingFilter(
                new ResourcePatternFilter(ResourceType.TOPIC, topic, PatternType.MATCH), AccessControlEntryFilter.ANY);
        Answer<Collection<AclBinding>> answer =
                Answer.of(connection.admin().describeAcls(covering).values());
        Throwable failure = answer.failure();
        if (failure == null) {
            return new Writers.ByRules(
                    answer.get().stream().map(WritersReading::rule).toList());
        }
        if (failure instanceof SecurityDisabledException) {
            return new Writers.Everybody();
        }
        if (failure instanceof AuthorizationException) {
            return new Writers.Untold("this principal may not read access rules", true);
        }
        if (Reach.isAboutTheConnection(failure)) {
            throw Reach.lost(failure, connection);
        }
        return new Writers.Untold("asked for access rules, Kafka answers " + Reach.named(failure, connection), false);
    }

    private static Writers.Rule rule(AclBinding binding) {
        return new Writers.Rule(
                binding.entry().permissionType() == AclPermissionType.ALLOW,
                binding.entry().principal(),
                binding.entry().host(),
                rights(binding.entry().operation()),
                on(binding.pattern()));
    }

    private static Set<Right> rights(AclOperation operation) {
        EnumSet<Right> rights = EnumSet.noneOf(Right.class);
        for (Right right : Right.values()) {
            if (operation == AclOperation.ALL || operation.name().equals(right.name())) {
                rights.add(right);
            }
        }
        return rights;
    }

    private static String on(ResourcePattern pattern) {
        return pattern.name() + (pattern.patternType() == PatternType.PREFIXED ? "*" : "");
    }
}
