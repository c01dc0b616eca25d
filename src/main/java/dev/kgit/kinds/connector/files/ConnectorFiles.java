package dev.kgit.kinds.connector.files;

import dev.kgit.configschema.EditorConfig;
import dev.kgit.kinds.connector.ConnectorKeys;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.connector.ConnectorSchema;
import dev.kgit.kinds.connector.ConnectorState;
import dev.kgit.kinds.topic.files.TopicFiles;
import dev.kgit.manifest.Declaration;
import dev.kgit.manifest.KindSection;
import dev.kgit.manifest.MapNode;
import dev.kgit.manifest.NamedFiles;
import dev.kgit.manifest.ResourceYaml;
import dev.kgit.manifest.ScalarNode;
import dev.kgit.manifest.SchemaFiles;
import dev.kgit.manifest.SchemaText;
import dev.kgit.manifest.SectionInput;
import dev.kgit.model.Environment;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.State;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Connectors in the files: {@code connectors}, and the JSON files that they name. */
public final class ConnectorFiles implements KindSection {

    static final String CONNECTORS = "connectors";
    static final String CONNECT_CLUSTER = "connectCluster";
    static final String CONFIG_FILE = "configFile";
    static final String FORMERLY = "formerly";
    private static final String CONFIG = "config";

    @Override
    public String name() {
        return CONNECTORS;
    }

    @Override
    public String kind() {
        return ConnectorKind.NAME;
    }

    @Override
    public String schema() {
        return SchemaText.beside(ConnectorFiles.class, "connectors.schema.json");
    }

    @Override
    public Map<String, EditorConfig> editorConfigs(SchemaFiles exported) {
        return Map.of(
                "/connector/properties/config", ConnectorSchema.editorConfig(new ExportedSchemas(exported).all()));
    }

    @Override
    public List<Resource> read(SectionInput in) {
        ConnectorSection section = new ConnectorSection(in);
        return in.declarations(CONNECTORS).values().stream()
                .flatMap(connector -> section.connector(connector).stream())
                .toList();
    }

    /** Each declared Connect cluster that has connectors needs an address. */
    @Override
    public void check(State state, SectionInput in) {
        FormerNames.check(state, in.problems());
        if (!in.isEnvironmentKnown()) {
            return;
        }
        Environment environment = in.environment();
        Set<String> declared = TopicFiles.connectClusters(in);
        Set<String> told = new HashSet<>();
        for (Resource resource : state.resources().values()) {
            String cluster = resource.id().scope();
            if (resource.id().isOf(ConnectorKind.NAME)
                    && declared.contains(cluster)
                    && !environment.connect().containsKey(cluster)
                    && told.add(cluster)) {
                in.problems()
                        .errorAbout(
                                "KG111",
                                resource,
                                "environment.yaml of `" + environment.name()
                                        + "` does not say where the Connect cluster `" + cluster + "` answers",
                                "write there: connect: { " + cluster + ": { url: \"http://HOST:8083\" } }");
            }
        }
    }

    @Override
    public Optional<SecretRule> secrets() {
        return Optional.of(new SecretRule(
                "connectors.*.config",
                List.of("topics", ConnectorKeys.CLASS, ConnectorKeys.TASKS_MAX),
                path -> path.size() == 4
                        && path.get(0).equals(CONNECTORS)
                        && path.get(2).equals(CONFIG)
                        && !ConnectorKeys.isReadByKgit(path.get(3))));
    }

    /** Not one connector twice, but two that would live side by side. */
    @Override
    public Optional<String> hintOnTwice(MapNode first, MapNode again) {
        ScalarNode there = first.scalar(CONNECT_CLUSTER);
        ScalarNode here = again.scalar(CONNECT_CLUSTER);
        boolean two = here != null
                && there != null
                && !here.isUnknown()
                && !there.isUnknown()
                && !here.text().equals(there.text());
        return two
                ? Optional.of("the key is the connector's name, and an environment takes each name once, in whichever"
                        + " Connect cluster: give one of them another name, or a repository of its own")
                : Optional.empty();
    }

    @Override
    public List<String> namedFiles(Declaration declaration) {
        return declaration.layers().stream()
                .flatMap(layer -> Stream.ofNullable(layer.scalar(CONFIG_FILE)))
                .flatMap(reference -> Stream.ofNullable(NamedFiles.resolve(reference)))
                .toList();
    }

    @Override
    public List<String> lines(Resource live, ResourceYaml yaml) {
        return new ConnectorYaml(yaml).connector(live);
    }

    /** What is declared to run is started again where it has failed. */
    @Override
    public boolean asksFor(String path, FieldValue declared, FieldValue live) {
        boolean restarts = path.equals(Resource.STATE) && ConnectorState.FAILED.equals(live.value());
        return restarts || declared.text().equals(live.text());
    }

    @Override
    public Optional<String> file(MapNode layer, String path) {
        ScalarNode json = layer.scalar(CONFIG_FILE);
        return json != null && layer.map(CONFIG) == null && path.startsWith(Resource.CONFIG)
                ? Optional.ofNullable(NamedFiles.resolve(json))
                : Optional.of(layer.place().file());
    }

    @Override
    public List<String> placeInNamedFile(String path, Predicate<String> isMap) {
        String key = path.startsWith(Resource.CONFIG) ? path.substring(Resource.CONFIG.length()) : path;
        return isMap.test(CONFIG) ? List.of(CONFIG, key) : List.of(key);
    }
}
