package dev.kgit.kinds.connector.files;

import dev.kgit.kinds.connector.ConnectorKeys;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.files.TopicFiles;
import dev.kgit.manifest.ConfigValues;
import dev.kgit.manifest.Declaration;
import dev.kgit.manifest.DiagnosticCollector;
import dev.kgit.manifest.LifecycleReader;
import dev.kgit.manifest.MapNode;
import dev.kgit.manifest.PlaintextSecretCheck;
import dev.kgit.manifest.ScalarNode;
import dev.kgit.manifest.SchemaDiagnostics;
import dev.kgit.manifest.SecretScopeCheck;
import dev.kgit.manifest.SectionInput;
import dev.kgit.model.DidYouMean;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Lifecycle;
import dev.kgit.model.Resource;
import dev.kgit.model.Suggestions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes connectors of what the layers declare. */
final class ConnectorSection {

    private static final String NAME = "name";
    private static final String PRESENT = "present";

    private final SectionInput in;
    private final SortedSet<String> connectClusters;
    private final ConnectorConfigFile configFiles;
    private final ExportedSchemas exported;
    private final SecretScopeCheck secretUse;
    /** False where some file could not be read that may name further ones. */
    private final boolean clustersKnown;

    private final PlaintextKeys plaintext;
    private final DiagnosticCollector problems;
    private final Suggestions suggestions = new Suggestions();

    ConnectorSection(SectionInput in) {
        this.in = in;
        this.connectClusters = new TreeSet<>(in.environment().connect().keySet());
        connectClusters.addAll(TopicFiles.connectClusters(in));
        this.clustersKnown = in.isWhole();
        this.configFiles = new ConnectorConfigFile(in);
        this.exported = new ExportedSchemas(in.schemaFiles());
        this.secretUse = in.secretScope();
        this.plaintext = new PlaintextKeys(in);
        this.problems = in.problems();
    }

    /** The connector; empty where it can't be said which Connect cluster it belongs to. */
    Optional<Resource> connector(Declaration declaration) {
        declaration.checkAbsent(problems);
        // A slash is no part of a name here at all, which is told elsewhere.
        if (!ConnectorKeys.isAskable(declaration.name()) && !declaration.name().contains("/")) {
            problems.warning(
                    "KG128",
                    declaration.place(),
                    "Connect's REST server refuses the name `" + SchemaDiagnostics.shown(declaration.name())
                            + "` in a path: such a connector can be created, and neither read nor changed nor deleted",
                    "give it a name without `%` and `\\`");
        }
        MapNode connector = declaration.merged();
        boolean absent = LifecycleReader.isAbsent(connector);
        SortedMap<String, FieldValue> fields = new TreeMap<>();
        LayeredConfig layered = LayeredConfig.of(declaration, configFiles);
        MapNode config = layered.merged();
        Optional<String> cluster = cluster(declaration, connector);
        ConnectorConfigCheck check =
                new ConnectorConfigCheck(declaration.name(), cluster.orElse(""), config, exported, problems);
        checkWritten(declaration, layered.written(), check::isPassword);
        Lifecycle terms = in.lifecycle(connector, null, plaintext.inOutput(declaration));
        if (!absent) {
            ScalarNode state = connector.scalar("state");
            if (state != null && !state.text().equals(PRESENT)) {
                fields.put(Resource.STATE, state.setting());
            }
            fields.putAll(settings(config, terms));
            if (isWhole(connector, config)) {
                check.check(declaration.place());
            }
            PlaintextKeys.check(declaration, config.entries().keySet(), suggestions, problems);
            checkClass(declaration, connector, fields);
        }
        return cluster.map(name -> ConnectorKind.id(name, declaration.name())).map(id -> {
            if (!absent) {
                secretUse.check(config, id.toString());
                check.exported().ifPresent(schema -> in.add(id, schema));
            }
            ScalarNode formerly = connector.scalar(ConnectorFiles.FORMERLY);
            return new Resource(
                    id,
                    fields,
                    formerly == null || formerly.isUnknown() || absent
                            ? terms
                            : terms.formerly(ConnectorKind.id(id.scope(), formerly.text())),
                    declaration.place());
        });
    }

    private void checkClass(Declaration declaration, MapNode connector, SortedMap<String, FieldValue> fields) {
        boolean broken = connector.get(ConnectorFiles.CONFIG_FILE) != null
                && fields.keySet().stream().noneMatch(path -> path.startsWith(Resource.CONFIG));
        if (!fields.containsKey(Resource.CONFIG + ConnectorKeys.CLASS) && !broken) {
            problems.error(
                    "KG113",
                    declaration.place(),
                    "the connector `" + SchemaDiagnostics.shown(declaration.name()) + "` lacks `" + ConnectorKeys.CLASS
                            + "`",
                    instead(fields.keySet()).orElse("write it under `config:`, or name a `configFile` that has it"));
        }
    }

    /** Where something stands that was meant as the class. */
    private static Optional<String> instead(Set<String> paths) {
        return Stream.of("class", "connectorClass", "connector_class", "connector-class", "className")
                .filter(word -> paths.contains(Resource.CONFIG + word))
                .findFirst()
                .or(() -> DidYouMean.closest(Resource.CONFIG + ConnectorKeys.CLASS, paths)
                        .map(path -> path.substring(Resource.CONFIG.length())))
                .map(word -> "under `config:` stands `" + SchemaDiagnostics.shown(word) + "`: Connect calls it `"
                        + ConnectorKeys.CLASS + "`");
    }

    /** Holds what stands in the files against what can be said of it where it stands. */
    private void checkWritten(Declaration declaration, List<MapNode> written, Predicate<String> typed) {
        PlaintextSecretCheck secrets = PlaintextSecretCheck.inResources(
                ". If it is no secret, name its key under `plaintext:` of the connector",
                plaintext.inFiles(declaration),
                typed,
                problems);
        written.forEach(map -> {
            secrets.check(map);
            checkName(declaration.name(), map, problems);
        });
    }

    /** Whether the whole config is known, so that what is not in it is missing. */
    private static boolean isWhole(MapNode connector, MapNode config) {
        return connector.get(ConnectorFiles.CONFIG_FILE) == null
                || !config.entries().isEmpty();
    }

    /** A name that is repeated has to be the connector's. */
    static void checkName(String connector, MapNode map, DiagnosticCollector problems) {
        ScalarNode name = map.scalar(NAME);
        if (name != null && !name.isUnknown() && !name.text().equals(connector)) {
            problems.error(
                    "KG112",
                    name.place(),
                    "the name `" + name.shown() + "` contradicts the connector's name `"
                            + SchemaDiagnostics.shown(connector) + "`",
                    "take `name` away here; the key under `connectors:` is the name");
        }
    }

    private static SortedMap<String, FieldValue> settings(MapNode config, Lifecycle terms) {
        Map<String, MapNode.Entry> entries = new LinkedHashMap<>(config.entries());
        entries.remove(NAME);
        return ConfigValues.config(new MapNode(config.place(), entries), terms);
    }

    private Optional<String> cluster(Declaration declaration, MapNode connector) {
        ScalarNode named = connector.scalar(ConnectorFiles.CONNECT_CLUSTER);
        if (named == null) {
            return onlyCluster(declaration);
        }
        if (named.isUnknown()) {
            return Optional.empty();
        }
        if (!connectClusters.contains(named.text()) && clustersKnown) {
            problems.error(
                    "KG110",
                    named.place(),
                    "there is no Connect cluster `" + named.shown() + "`",
                    suggestions.hint(
                            named.text(),
                            connectClusters,
                            "declare it under `connectClusters:`, or give its address under `connect:` in environment.yaml"));
        }
        return Optional.of(named.text());
    }

    private Optional<String> onlyCluster(Declaration declaration) {
        if (connectClusters.size() == 1) {
            return Optional.of(connectClusters.first());
        }
        if (clustersKnown) {
            problems.error(
                    "KG110",
                    declaration.place(),
                    "the connector `" + SchemaDiagnostics.shown(declaration.name())
                            + "` does not say which Connect cluster runs it",
                    connectClusters.isEmpty()
                            ? "declare one under `connectClusters:`, and give its address under `connect:` in environment.yaml"
                            : "write `connectCluster:`, one of " + String.join(", ", connectClusters));
        }
        return Optional.empty();
    }
}
