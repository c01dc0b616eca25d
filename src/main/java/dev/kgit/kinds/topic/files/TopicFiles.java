package dev.kgit.kinds.topic.files;

import dev.kgit.configschema.EditorConfig;
import dev.kgit.configschema.KafkaConfigs;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.manifest.Declaration;
import dev.kgit.manifest.JointDeclaration;
import dev.kgit.manifest.KindSection;
import dev.kgit.manifest.ResourceYaml;
import dev.kgit.manifest.SchemaFiles;
import dev.kgit.manifest.SchemaText;
import dev.kgit.manifest.SectionInput;
import dev.kgit.model.ConnectCluster;
import dev.kgit.model.DesiredState;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Topics in the files: {@code topics}, and {@code connectClusters}, each of which speaks for three topics. */
public final class TopicFiles implements KindSection {

    static final String TOPICS = "topics";
    static final String CONNECT_CLUSTERS = "connectClusters";

    /** The file of Connect clusters that an import writes. */
    static final String CONNECT = "connect";

    /** Worker properties that repeat what {@code connectClusters} declares, and where the workers listen. */
    private static final Pattern PUBLIC_WORKER_PROPERTIES = Pattern.compile(
            "group\\.id|client\\.id|bootstrap\\.servers"
                    + "|(config|offset|status)\\.storage\\..*|listeners|rest\\..*|plugin\\.path|(key|value|header)\\.converter");

    /** Names of the Connect clusters that the files declare. */
    public static Set<String> connectClusters(SectionInput in) {
        return in.declarations(CONNECT_CLUSTERS).keySet();
    }

    @Override
    public String name() {
        return TOPICS;
    }

    @Override
    public List<String> further() {
        return List.of(CONNECT_CLUSTERS);
    }

    @Override
    public String kind() {
        return TopicKind.NAME;
    }

    @Override
    public String schema() {
        return SchemaText.beside(TopicFiles.class, "topics.schema.json");
    }

    @Override
    public Map<String, EditorConfig> editorConfigs(SchemaFiles exported) {
        EditorConfig topic = new EditorConfig().keys(KafkaConfigs.TOPIC.schema());
        return Map.of(
                "/topic/properties/config", topic, "/connectCluster/properties/worker", WorkerCheck.editorConfig());
    }

    @Override
    public List<Resource> read(SectionInput in) {
        SortedMap<String, Declaration> declared = in.declarations(TOPICS);
        ConnectClusterSection clusters = new ConnectClusterSection(declared, in);
        clusters.read(in.declarations(CONNECT_CLUSTERS).values());
        TopicSection section = new TopicSection(in);
        List<Resource> topics = new ArrayList<>();
        Set<String> internal = new HashSet<>();
        for (InternalTopicDeclaration topic : clusters.internalTopics()) {
            // Where two Connect clusters share a topic, which has been complained about, the first has it.
            if (internal.add(topic.name())) {
                topics.add(section.internalTopic(topic));
            }
        }
        declared.values().stream()
                .filter(topic -> !internal.contains(topic.name()))
                .forEach(topic -> topics.add(section.topic(topic)));
        return topics;
    }

    @Override
    public void check(State state, SectionInput in) {
        TopicChecks.collisions(state, in.problems());
        TopicChecks.ledger(state, in.environment(), in.problems());
    }

    @Override
    public Optional<SecretRule> secrets() {
        return Optional.of(new SecretRule(
                "connectClusters.*.worker",
                List.of(),
                path -> path.size() == 4
                        && path.get(0).equals(CONNECT_CLUSTERS)
                        && path.get(2).equals("worker")
                        && !PUBLIC_WORKER_PROPERTIES.matcher(path.get(3)).matches()));
    }

    @Override
    public List<String> lines(Resource live, ResourceYaml yaml) {
        return new TopicYaml(yaml).topic(live);
    }

    @Override
    public List<String> files() {
        return List.of(TOPICS, CONNECT);
    }

    /** The topics of the Connect cluster that answers and is not declared, where there is only one. */
    @Override
    public Optional<? extends JointDeclaration> declaredTogether(State undeclared, DesiredState declared) {
        Set<String> endpoints = new TreeSet<>(declared.environment().connect().keySet());
        endpoints.removeAll(declared.connectClusters().keySet());
        return DetectedConnectCluster.among(undeclared, endpoints);
    }

    @Override
    public String identity(ResourceId id) {
        return TopicKind.metricName(id.name());
    }

    /** Partitions may have different numbers of replicas, and a declaration has one for all of them. */
    @Override
    public boolean canSay(String path, FieldValue live) {
        return !path.equals(Resource.REPLICATION_FACTOR) || live.text().matches("-?[0-9]+");
    }

    /** Under the topic, or where a Connect cluster speaks for its topics. */
    @Override
    public List<List<String>> places(Resource declared, String path, Map<String, ConnectCluster> connectClusters) {
        List<List<String>> places = new ArrayList<>(List.of(place(declared.id(), path)));
        String cluster = declared.lifecycle().connectCluster();
        ConnectCluster owner = cluster == null ? null : connectClusters.get(cluster);
        if (owner != null && path.equals(Resource.REPLICATION_FACTOR)) {
            places.add(List.of(CONNECT_CLUSTERS, owner.name(), path));
        }
        if (owner != null && path.equals(Resource.PARTITIONS)) {
            String role = owner.offset().name().equals(declared.id().name())
                    ? InternalTopicDeclaration.Role.OFFSET.key
                    : InternalTopicDeclaration.Role.STATUS.key;
            places.add(List.of(CONNECT_CLUSTERS, owner.name(), "internalTopics", role, path));
        }
        return places;
    }
}
