package dev.kgit.kinds.topic.files;

import dev.kgit.manifest.ConfigValues;
import dev.kgit.manifest.Declaration;
import dev.kgit.manifest.DiagnosticCollector;
import dev.kgit.manifest.MapNode;
import dev.kgit.manifest.PlaintextSecretCheck;
import dev.kgit.manifest.ScalarNode;
import dev.kgit.manifest.SchemaDiagnostics;
import dev.kgit.manifest.SecretScopeCheck;
import dev.kgit.manifest.SectionInput;
import dev.kgit.model.ConnectCluster;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes Connect clusters and their internal topics of what the layers declare. */
final class ConnectClusterSection {

    private final SectionInput in;
    private final MapNode topicDefaults;
    private final Map<String, Declaration> topics;
    private final SecretScopeCheck secretUse;
    private final WorkerCheck workers;
    private final DiagnosticCollector problems;
    private final SortedMap<String, ConnectCluster> clusters = new TreeMap<>();
    private final List<InternalTopicDeclaration> internalTopics = new ArrayList<>();

    ConnectClusterSection(Map<String, Declaration> topics, SectionInput in) {
        this.in = in;
        this.topicDefaults = in.defaults(TopicFiles.TOPICS);
        this.topics = topics;
        this.secretUse = in.secretScope();
        this.problems = in.problems();
        this.workers = new WorkerCheck(problems);
    }

    void read(Collection<Declaration> declarations) {
        declarations.forEach(this::read);
        sharedGroups();
        sharedTopics();
    }

    /** Three for each cluster. */
    List<InternalTopicDeclaration> internalTopics() {
        return internalTopics;
    }

    private void read(Declaration declaration) {
        MapNode merged = declaration.merged();
        ScalarNode groupId = merged.scalar("groupId");
        if (groupId == null) {
            problems.error(
                    "KG022",
                    declaration.place(),
                    "the Connect cluster `" + declaration.name() + "` lacks `groupId`",
                    "write the workers' group.id");
        }
        ScalarNode factor = merged.scalar("replicationFactor");
        ScalarNode effectiveFactor = factor == null ? topicDefaults.scalar("replicationFactor") : factor;
        InternalTopicDeclaration config =
                internalTopic(InternalTopicDeclaration.Role.CONFIG, declaration, merged, factor);
        InternalTopicDeclaration offset =
                internalTopic(InternalTopicDeclaration.Role.OFFSET, declaration, merged, factor);
        InternalTopicDeclaration status =
                internalTopic(InternalTopicDeclaration.Role.STATUS, declaration, merged, factor);
        internalTopics.addAll(List.of(config, offset, status));

        MapNode worker = merged.map("worker");
        declaration.layers().stream()
                .flatMap(layer -> Stream.ofNullable(layer.map("worker")))
                .forEach(PlaintextSecretCheck.inResources(problems)::check);
        if (worker != null) {
            secretUse.check(worker, "connectCluster/" + declaration.name());
            workers.check(declaration.name(), ConfigValues.canonical(worker));
        }
        ConnectCluster cluster = new ConnectCluster(
                declaration.name(),
                groupId == null ? "" : groupId.text(),
                effectiveFactor == null ? null : effectiveFactor.asInteger(),
                named(config),
                named(offset),
                named(status),
                ConfigValues.settings(worker == null ? MapNode.empty(declaration.place()) : worker),
                declaration.place());
        clusters.put(declaration.name(), cluster);
        in.add(cluster);
        contradictions(cluster);
    }

    private static ConnectCluster.InternalTopic named(InternalTopicDeclaration topic) {
        return new ConnectCluster.InternalTopic(topic.name(), topic.partitionCount());
    }

    private InternalTopicDeclaration internalTopic(
            InternalTopicDeclaration.Role role, Declaration declaration, MapNode cluster, @Nullable ScalarNode factor) {
        MapNode all = cluster.map("internalTopics");
        MapNode topic = all == null ? null : all.map(role.key);
        ScalarNode said = topic == null ? null : topic.scalar("name");
        String name = said == null ? role.defaultName : said.text();
        Place place = topic == null || all == null ? declaration.place() : all.keyPlace(role.key);
        ScalarNode partitions = topic == null ? null : topic.scalar("partitions");
        return new InternalTopicDeclaration(
                declaration.name(), role, name, partitions, factor, topics.get(name), place);
    }

    /** Worker properties that say again what the declaration says have to say the same. */
    private void contradictions(ConnectCluster cluster) {
        agrees(cluster, "group.id", cluster.groupId());
        storage(cluster, InternalTopicDeclaration.Role.CONFIG, cluster.config());
        storage(cluster, InternalTopicDeclaration.Role.OFFSET, cluster.offset());
        storage(cluster, InternalTopicDeclaration.Role.STATUS, cluster.status());
    }

    private void storage(
            ConnectCluster cluster, InternalTopicDeclaration.Role role, ConnectCluster.InternalTopic topic) {
        agrees(cluster, role.key + ".storage.topic", topic.name());
        agrees(cluster, role.key + ".storage.partitions", Integer.toString(topic.partitions()));
        Integer factor = cluster.replicationFactor();
        if (factor != null) {
            agrees(cluster, role.key + ".storage.replication.factor", factor.toString());
        }
    }

    private void agrees(ConnectCluster cluster, String property, String declared) {
        FieldValue setting = cluster.worker().get(property);
        if (setting != null && !setting.isUnknown() && !setting.text().equals(declared)) {
            problems.error(
                    "KG114",
                    setting.place(),
                    "the worker property `" + property + "` is `" + SchemaDiagnostics.shown(setting.shown())
                            + "`, but the Connect cluster `" + cluster.name() + "` is declared with `" + declared + "`",
                    "take the property away; `kgit render` writes it from the declaration");
        }
    }

    private void sharedGroups() {
        SortedMap<String, ConnectCluster> byGroup = new TreeMap<>();
        for (ConnectCluster cluster : clusters.values()) {
            ConnectCluster first = cluster.groupId().isEmpty() ? null : byGroup.putIfAbsent(cluster.groupId(), cluster);
            if (first != null) {
                shared(
                        cluster.name(),
                        first.name(),
                        "the group id `" + cluster.groupId() + "`",
                        cluster.place(),
                        first.place());
            }
        }
    }

    private void sharedTopics() {
        SortedMap<String, InternalTopicDeclaration> byName = new TreeMap<>();
        for (InternalTopicDeclaration topic : internalTopics) {
            InternalTopicDeclaration first = byName.putIfAbsent(topic.name(), topic);
            if (first != null) {
                shared(
                        topic.cluster(),
                        first.cluster(),
                        "the internal topic `" + topic.name() + "`",
                        topic.place(),
                        first.place());
            }
        }
    }

    private void shared(String cluster, String first, String what, Place place, Place firstPlace) {
        String who = cluster.equals(first)
                ? "the Connect cluster `" + cluster + "` uses " + what + " for two purposes"
                : "the Connect clusters `" + first + "` and `" + cluster + "` share " + what;
        problems.error("KG118", place, who + ", see " + firstPlace, "each needs one of its own");
    }
}
