package dev.kgit.kinds.topic.files;

import dev.kgit.manifest.MapNode;
import dev.kgit.manifest.ResourceYaml;
import dev.kgit.manifest.ScalarNode;
import dev.kgit.manifest.ScalarStyle;
import dev.kgit.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** A recognised Connect cluster as the lines that declare it and its three internal topics. */
final class ConnectClusterYaml {

    private final MapNode defaults;
    private final TopicYaml lines;

    ConnectClusterYaml(ResourceYaml yaml) {
        this.defaults = yaml.defaults(TopicFiles.TOPICS);
        this.lines = new TopicYaml(yaml);
    }

    /** @param into takes a section of the document and lines of it */
    void add(DetectedConnectCluster cluster, BiConsumer<String, List<String>> into) {
        List<Resource> topics = cluster.resources();
        String factor = topics.get(0).text(Resource.REPLICATION_FACTOR);
        boolean even = factor != null
                && topics.stream().allMatch(topic -> factor.equals(topic.text(Resource.REPLICATION_FACTOR)));
        List<String> declaration = new ArrayList<>();
        declaration.add(ScalarStyle.BLOCK.quoted(cluster.name()) + ":");
        declaration.add("  # A guess from the topics' names: workers do not tell. Check it before `kgit render`.");
        declaration.add("  groupId: " + ScalarStyle.BLOCK.quoted(cluster.groupId()));
        ScalarNode otherwise = defaults.scalar(Resource.REPLICATION_FACTOR);
        if (even && (otherwise == null || !otherwise.text().equals(factor))) {
            declaration.add("  replicationFactor: " + factor);
        }
        declaration.add("  internalTopics:");
        for (InternalTopicDeclaration.Role role : InternalTopicDeclaration.Role.values()) {
            Resource topic = cluster.topic(role);
            String partitions = role == InternalTopicDeclaration.Role.CONFIG
                    ? ""
                    : String.format(Locale.ROOT, ", partitions: %s", topic.text(Resource.PARTITIONS));
            declaration.add("    " + role.key + ": { name: "
                    + ScalarStyle.FLOW.quoted(topic.id().name()) + partitions + " }");
        }
        into.accept(TopicFiles.CONNECT_CLUSTERS, declaration);
        for (Resource topic : topics) {
            List<String> more = lines.internalTopic(topic, !even);
            if (!more.isEmpty()) {
                into.accept(TopicFiles.TOPICS, more);
            }
        }
    }
}
