package dev.kgit.manifest;

import dev.kgit.model.Desired;
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
final class DesiredReader {

    private final EnvironmentFile env;
    private final SourceTree tree;
    private final Lookups lookups;
    private final PlaintextKeys plaintext;
    private final Problems problems = new Problems();
    private final Budget budget = new Budget();

    DesiredReader(EnvironmentFile env, SourceTree tree, Lookups lookups, PlaintextKeys plaintext) {
        this.env = env;
        this.tree = tree;
        this.lookups = lookups;
        this.plaintext = plaintext;
    }

    Loaded<Desired> read(Consumer<Set<ResourceId>> seen) {
        ResourceFiles.Result files;
        try {
            files = new ResourceFiles(tree, env.layers(), budget).read(env.variables(), lookups, problems, seen);
        } catch (KgitException.Invalid unlistable) {
            problems.addAll(unlistable.diagnostics());
            return new Loaded<>(null, problems.sorted());
        }
        if (budget.isSpent()) {
            return tooMuch();
        }
        Map<String, Declaration> topics = files.declarations().of(Declarations.TOPICS);
        ConnectClusterReader clusters = new ConnectClusterReader(env.topicDefaults(), topics, secretUse(), problems);
        clusters.read(files.declarations().of(Declarations.CONNECT_CLUSTERS).values());

        List<Resource> resources = new ArrayList<>(topics(topics, clusters));
        resources.addAll(connectors(files, clusters));
        if (budget.isSpent()) {
            return tooMuch();
        }
        State state = State.of(resources);
        new CrossChecks(env.environment(), state, clusters.clusters().keySet(), problems)
                .run(env.isWhole(), files.whole());

        List<Diagnostic> diagnostics = problems.sorted();
        if (problems.hasErrors() || !env.isWhole()) {
            return new Loaded<>(null, diagnostics);
        }
        return new Loaded<>(
                new Desired(env.project(), env.environment(), state, clusters.clusters(), env.redactor(), diagnostics),
                diagnostics);
    }

    private SecretUse secretUse() {
        return new SecretUse(env.variables(), problems);
    }

    /** What was read is not all, so nothing else can be said of it. */
    private Loaded<Desired> tooMuch() {
        return new Loaded<>(null, List.of(budget.problem()));
    }

    /** Paths of the resource files and of the files that they name. */
    Set<String> files() {
        ResourceFiles files = new ResourceFiles(tree, env.layers(), budget);
        Set<String> paths = new TreeSet<>(files.paths());
        files.read(env.variables(), lookups, problems).declarations().of(Declarations.CONNECTORS).values().stream()
                .flatMap(connector -> connector.layers().stream())
                .flatMap(layer -> Stream.ofNullable(layer.scalar("configFile")))
                .flatMap(reference -> Stream.ofNullable(ConfigFile.resolve(reference)))
                .forEach(paths::add);
        return paths;
    }

    private List<Resource> topics(Map<String, Declaration> declared, ConnectClusterReader clusters) {
        TopicReader reader = new TopicReader(env.topicDefaults(), problems);
        List<Resource> topics = new ArrayList<>();
        Set<String> internal = new HashSet<>();
        for (InternalTopic topic : clusters.internalTopics()) {
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

    private List<Resource> connectors(ResourceFiles.Result files, ConnectClusterReader clusters) {
        Set<String> names = new TreeSet<>(clusters.clusters().keySet());
        names.addAll(env.environment().connect().keySet());
        Placeholders placeholders = new Placeholders(SecretPlaces.CONFIG_FILE, env.variables(), lookups, problems);
        ConnectorReader reader = new ConnectorReader(
                names,
                env.isWhole() && files.whole(),
                new ConfigFile(tree, placeholders, problems, budget),
                secretUse(),
                plaintext,
                problems);
        return files.declarations().of(Declarations.CONNECTORS).values().stream()
                .flatMap(connector -> reader.connector(connector).stream())
                .toList();
    }
}
