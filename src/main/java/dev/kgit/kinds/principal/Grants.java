package dev.kgit.kinds.principal;

import static dev.kgit.kinds.principal.AclOperation.ALTER;
import static dev.kgit.kinds.principal.AclOperation.ALTER_CONFIGS;
import static dev.kgit.kinds.principal.AclOperation.CREATE;
import static dev.kgit.kinds.principal.AclOperation.DELETE;
import static dev.kgit.kinds.principal.AclOperation.DESCRIBE;
import static dev.kgit.kinds.principal.AclOperation.DESCRIBE_CONFIGS;
import static dev.kgit.kinds.principal.AclOperation.READ;
import static dev.kgit.kinds.principal.AclOperation.WRITE;
import static dev.kgit.kinds.principal.AclResourceType.GROUP;
import static dev.kgit.kinds.principal.AclResourceType.TOPIC;
import static dev.kgit.kinds.principal.AclResourceType.TRANSACTIONAL_ID;

import dev.kgit.kinds.connector.ConnectorNeeds;
import dev.kgit.model.ConnectCluster;
import dev.kgit.model.FieldValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each shortcut of the files allows. docs/permissions.md lists the same, and a test holds the two together. */
public final class Grants {

    private static final String EXACTLY_ONCE = "exactly.once.source.support";
    private static final String DISABLED = "disabled";

    private Grants() {}

    /** {@code produce}: what a producer needs of a topic. */
    public static List<Grant> produce(String topic) {
        return List.of(Grant.of(AclResource.pattern(TOPIC, topic), WRITE, DESCRIBE));
    }

    /** {@code consume}: what a consumer needs of a topic. */
    public static List<Grant> consume(String topic) {
        return List.of(Grant.of(AclResource.pattern(TOPIC, topic), READ, DESCRIBE));
    }

    /** {@code consume}: what a consumer needs of its group. */
    public static List<Grant> group(String group) {
        return List.of(Grant.of(AclResource.pattern(GROUP, group), READ, DESCRIBE));
    }

    /** {@code transactionalIds}: what a producer with transactions needs beside its topics. */
    public static List<Grant> transactionalId(String id) {
        return List.of(Grant.of(AclResource.pattern(TRANSACTIONAL_ID, id), WRITE, DESCRIBE));
    }

    /** {@code streams}: what a Streams application needs beside what it reads and writes. All that is its own begins with its id. */
    public static List<Grant> streams(String applicationId) {
        String own = applicationId + "-";
        return List.of(
                Grant.of(AclResource.prefix(TOPIC, own), READ, WRITE, CREATE, DELETE, DESCRIBE, DESCRIBE_CONFIGS),
                Grant.of(AclResource.literal(GROUP, applicationId), READ, DESCRIBE),
                Grant.of(AclResource.prefix(TRANSACTIONAL_ID, own), WRITE, DESCRIBE));
    }

    /** {@code connectClusters}: what the workers of a Connect cluster need for themselves. */
    public static List<Grant> connectCluster(ConnectCluster cluster) {
        List<Grant> grants = new ArrayList<>();
        for (ConnectCluster.InternalTopic topic : List.of(cluster.config(), cluster.offset(), cluster.status())) {
            grants.add(Grant.of(AclResource.literal(TOPIC, topic.name()), READ, WRITE, DESCRIBE, DESCRIBE_CONFIGS));
        }
        grants.add(Grant.of(AclResource.literal(GROUP, cluster.groupId()), READ, DESCRIBE));
        if (isExactlyOnce(cluster)) {
            grants.add(Grant.of(
                    AclResource.literal(TRANSACTIONAL_ID, "connect-cluster-" + cluster.groupId()), WRITE, DESCRIBE));
        }
        return grants;
    }

    /**
     * {@code connectors}: what the tasks of a connector need.
     *
     * @param cluster that runs it; null where it is not declared
     */
    public static List<Grant> connector(ConnectorNeeds needs, @Nullable ConnectCluster cluster) {
        List<Grant> grants = new ArrayList<>();
        needs.reads().forEach(topic -> grants.addAll(consume(topic)));
        needs.writes().forEach(topic -> grants.addAll(produce(topic)));
        needs.creates().forEach(topic -> grants.add(Grant.of(AclResource.pattern(TOPIC, topic), CREATE)));
        needs.checksConfig()
                .forEach(topic -> grants.add(Grant.of(AclResource.literal(TOPIC, topic), DESCRIBE_CONFIGS)));
        needs.groups().forEach(group -> grants.add(Grant.of(AclResource.literal(GROUP, group), READ, DESCRIBE)));
        if (needs.isSource() && cluster != null && isExactlyOnce(cluster)) {
            grants.add(Grant.of(
                    AclResource.prefix(TRANSACTIONAL_ID, cluster.groupId() + "-" + needs.name() + "-"),
                    WRITE,
                    DESCRIBE));
        }
        return grants;
    }

    private static boolean isExactlyOnce(ConnectCluster cluster) {
        FieldValue support = cluster.worker().get(EXACTLY_ONCE);
        return support != null && support.value() != null && !support.text().equalsIgnoreCase(DISABLED);
    }

    /**
     * {@code kgit: plan}: what kgit needs to plan and to find drift.
     *
     * @param topics declared topics, or patterns that stand for them
     * @param ledger the ledger's topic; null where there is none
     */
    public static List<Grant> plan(Collection<String> topics, @Nullable String ledger) {
        List<Grant> grants = new ArrayList<>();
        topics.forEach(topic -> grants.add(Grant.of(AclResource.pattern(TOPIC, topic), DESCRIBE, DESCRIBE_CONFIGS)));
        if (ledger != null) {
            grants.add(Grant.of(AclResource.literal(TOPIC, ledger), READ));
        }
        grants.add(Grant.of(AclResource.CLUSTER, DESCRIBE, DESCRIBE_CONFIGS));
        grants.add(Grant.of(AclResource.pattern(GROUP, "*"), DESCRIBE));
        return grants;
    }

    /** {@code kgit: apply}: what kgit needs to apply, beside {@link #plan}. */
    public static List<Grant> apply(Collection<String> topics, @Nullable String ledger) {
        List<Grant> grants = new ArrayList<>(plan(topics, ledger));
        topics.forEach(
                topic -> grants.add(Grant.of(AclResource.pattern(TOPIC, topic), CREATE, ALTER_CONFIGS, ALTER, DELETE)));
        if (ledger != null) {
            grants.add(Grant.of(AclResource.literal(TOPIC, ledger), CREATE, WRITE));
        }
        grants.add(Grant.of(AclResource.CLUSTER, ALTER, ALTER_CONFIGS));
        return grants;
    }
}
