package dev.kgit.ledger;

import dev.kgit.cluster.Permission;
import dev.kgit.cluster.TopicWriteAccess;
import dev.kgit.kafka.ConnectivityDiagnosis;
import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kafka.RequestResult;
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
public final class LedgerAccessReader {

    private LedgerAccessReader() {}

    public static TopicWriteAccess of(String topic, KafkaConnection connection) {
        AclBindingFilter covering = new AclBindingFilter(
                new ResourcePatternFilter(ResourceType.TOPIC, topic, PatternType.MATCH), AccessControlEntryFilter.ANY);
        RequestResult<Collection<AclBinding>> answer =
                RequestResult.of(connection.admin().describeAcls(covering).values());
        Throwable failure = answer.failure();
        if (failure == null) {
            return new TopicWriteAccess.ByRules(
                    answer.get().stream().map(LedgerAccessReader::rule).toList());
        }
        if (failure instanceof SecurityDisabledException) {
            return new TopicWriteAccess.Everybody();
        }
        if (failure instanceof AuthorizationException) {
            return new TopicWriteAccess.Untold("this principal may not read access rules", true);
        }
        if (ConnectivityDiagnosis.isAboutTheConnection(failure)) {
            throw ConnectivityDiagnosis.lost(failure, connection);
        }
        return new TopicWriteAccess.Untold(
                "asked for access rules, Kafka answers " + ConnectivityDiagnosis.named(failure, connection), false);
    }

    private static TopicWriteAccess.Rule rule(AclBinding binding) {
        return new TopicWriteAccess.Rule(
                binding.entry().permissionType() == AclPermissionType.ALLOW,
                binding.entry().principal(),
                binding.entry().host(),
                rights(binding.entry().operation()),
                on(binding.pattern()));
    }

    private static Set<Permission> rights(AclOperation operation) {
        EnumSet<Permission> rights = EnumSet.noneOf(Permission.class);
        for (Permission right : Permission.values()) {
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
