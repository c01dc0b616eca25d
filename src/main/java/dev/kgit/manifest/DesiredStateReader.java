package dev.kgit.manifest;

import dev.kgit.kinds.connector.files.ConnectorConfigFile;
import dev.kgit.kinds.connector.files.ConnectorSection;
import dev.kgit.kinds.connector.files.PlaintextKeys;
import dev.kgit.kinds.topic.files.ConnectClusterSection;
import dev.kgit.kinds.topic.files.InternalTopicDeclaration;
import dev.kgit.kinds.topic.files.TopicSection;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.SourceTree;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads the resource files of one environment and makes the desired state of them. */
final class DesiredStateReader {

    private final EnvironmentSettings env;
    private final SourceTree tree;
    private final VariableSources lookups;
    private final PlaintextKeys plaintext;
    private final DiagnosticCollector problems = new DiagnosticCollector();
    private final ReadBudget budget = new ReadBudget();

    DesiredStateReader(EnvironmentSettings env, SourceTree tree, VariableSources lookups, PlaintextKeys plaintext) {
        this.env = env;
        this.tree = tree;
        this.lookups = lookups;
        this.plaintext = plaintext;
    }

    ReadResult<DesiredState> read(Consumer<Set<ResourceId>> seen) {
        ResourceFileReader.Result files;
        try {
            files = new ResourceFileReader(tree, env.layers(), budget).read(env.variables(), lookups, problems, seen);
        } catch (KgitException.Invalid unlistable) {
            problems.addAll(unlistable.diagnostics());
            return new ReadResult<>(null, problems.sorted());
        }
        if (budget.isSpent()) {
            return tooMuch();
        }
        Map<String, Declaration> topics = files.declarations().of(DeclarationIndex.TOPICS);
        ConnectClusterSection clusters = new ConnectClusterSection(env.topicDefaults(), topics, secretUse(), problems);
        clusters.read(files.declarations().of(DeclarationIndex.CONNECT_CLUSTERS).values());

        List<Resource> resources = new ArrayList<>(topics(topics, clusters));
        resources.addAll(connectors(files, clusters));
        if (budget.isSpent()) {
            return tooMuch();
        }
        State state = State.of(resources);
        new SemanticChecks(env.environment(), state, clusters.clusters().keySet(), problems)
                .run(env.isWhole(), files.whole());

        List<Diagnostic> diagnostics = problems.sorted();
        if (problems.hasErrors() || !env.isWhole()) {
            return new ReadResult<>(null, diagnostics);
        }
        return new ReadResult<>(
                new DesiredState(
                        env.project(), env.environment(), state, clusters.clusters(), env.redactor(), diagnostics),
                diagnostics);
    }

    private SecretScopeCheck secretUse() {
        return new SecretScopeCheck(env.variables(), problems);
    }

    /** What was read is not all, so nothing else can be said of it. */
    private ReadResult<DesiredState> tooMuch() {
        return new ReadResult<>(null, List.of(budget.problem()));
    }

    /** Paths of the resource files and of the files that they name. */
    Set<String> files() {
        ResourceFileReader files = new ResourceFileReader(tree, env.layers(), budget);
        Set<String> paths = new TreeSet<>(files.paths());
        files.read(env.variables(), lookups, problems).declarations().of(DeclarationIndex.CONNECTORS).values().stream()
                .flatMap(connector -> connector.layers().stream())
                .flatMap(layer -> Stream.ofNullable(layer.scalar("configFile")))
                .flatMap(reference -> Stream.ofNullable(ConnectorConfigFile.resolve(reference)))
                .forEach(paths::add);
        return paths;
    }

    private List<Resource> topics(Map<String, Declaration> declared, ConnectClusterSection clusters) {
        TopicSection reader = new TopicSection(env.topicDefaults(), problems);
        List<Resource> topics = new ArrayList<>();
        Set<String> internal = new HashSet<>();
        for (InternalTopicDeclaration topic : clusters.internalTopics()) {
            // Where two Connect clusters share a topic, which has been complained about, the first has it.
            if (internal.add(topic.name())) {
                topics.add(reader.internalTopic(topic));
            }
        }
        declared.values().stream()
                .filter(topic -> !internal.contains(topic.name()))
                .forEach(topic -> topics.add(reader.topic(topic)));
        return topics;
    }

    private List<Resource> connectors(ResourceFileReader.Result files, ConnectClusterSection clusters) {
        Set<String> names = new TreeSet<>(clusters.clusters().keySet());
        names.addAll(env.environment().connect().keySet());
        Interpolation placeholders = new Interpolation(SecretPlaces.CONFIG_FILE, env.variables(), lookups, problems);
        ConnectorSection reader = new ConnectorSection(
                names,
                env.isWhole() && files.whole(),
                new ConnectorConfigFile(tree, placeholders, problems, budget),
                secretUse(),
                plaintext,
                problems);
        return files.declarations().of(DeclarationIndex.CONNECTORS).values().stream()
                .flatMap(connector -> reader.connector(connector).stream())
                .toList();
    }
}
