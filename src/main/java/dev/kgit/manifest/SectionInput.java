package dev.kgit.manifest;

import dev.kgit.model.ConnectCluster;
import dev.kgit.model.Environment;
import dev.kgit.model.ExportedSchema;
import dev.kgit.model.Lifecycle;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one reading of an environment's files hands to the sections: the declarations, and all that they may need beside. */
public final class SectionInput {

    private final EnvironmentSettings env;
    private final Sections sections;
    private final ResourceFileReader.Result files;
    private final DeclarationReader reader;
    private final DiagnosticCollector problems;
    private final ReadBudget budget;
    private final SortedMap<String, ConnectCluster> connectClusters = new TreeMap<>();
    private final SortedMap<ResourceId, ExportedSchema> exported = new TreeMap<>();
    private final List<Resource> resources = new ArrayList<>();

    SectionInput(
            EnvironmentSettings env,
            Sections sections,
            ResourceFileReader.Result files,
            DeclarationReader reader,
            ReadBudget budget,
            DiagnosticCollector problems) {
        this.env = env;
        this.sections = sections;
        this.files = files;
        this.reader = reader;
        this.budget = budget;
        this.problems = problems;
    }

    /** What the layers declare under a key at the top of the files, by name. */
    public SortedMap<String, Declaration> declarations(String section) {
        return files.declarations().of(section);
    }

    /**
     * The declaration, or for files that are a stranger's, what those that are trusted declare by the same name: null where
     * that is nothing. They are read when they are first asked for.
     */
    public @Nullable Declaration trusted(String section, Declaration declaration) {
        return reader.isTrusting() ? reader.trusted(section).get(declaration.name()) : declaration;
    }

    public Environment environment() {
        return env.environment();
    }

    /** What environment.yaml says for all declarations of a section; empty where it says nothing. */
    public MapNode defaults(String section) {
        return env.defaults(section);
    }

    /** Whether environment.yaml could be read: else nobody can be blamed for what it does not say. */
    public boolean isEnvironmentKnown() {
        return env.isWhole();
    }

    /** Whether environment.yaml and every resource file could be read to the end. */
    public boolean isWhole() {
        return env.isWhole() && files.whole();
    }

    /** Takes what is wrong with the files, in any order. */
    public DiagnosticCollector problems() {
        return problems;
    }

    /** Holds secrets against {@code for:} of the variables that they come from. */
    public SecretScopeCheck secretScope() {
        return new SecretScopeCheck(env.variables(), problems);
    }

    /**
     * Files that declarations name.
     *
     * @param secrets whether a secret may stand under these keys, from the top of such a file down
     */
    public NamedFiles namedFiles(Predicate<List<String>> secrets) {
        Interpolation placeholders =
                new Interpolation(sections.secretPlaces(secrets), env.variables(), reader.lookups(), problems);
        return new NamedFiles(reader.tree(), placeholders, problems, budget);
    }

    /** Exported schemas of plugins. */
    public SchemaFiles schemaFiles() {
        return new SchemaFiles(env.connectorSchemas(), reader.tree(), reader.trustedTree(), problems, budget);
    }

    /** What a declaration says beside the values, as all kinds do. */
    public Lifecycle lifecycle(MapNode declaration) {
        return lifecycle(declaration, null, Collections.emptySortedSet());
    }

    /**
     * The same.
     *
     * @param connectCluster as {@link Lifecycle#connectCluster}
     * @param plaintext globs over keys that hold no secrets, wherever that is said
     */
    public Lifecycle lifecycle(MapNode declaration, @Nullable String connectCluster, SortedSet<String> plaintext) {
        return LifecycleReader.lifecycle(declaration, connectCluster, plaintext, sections::id);
    }

    /** Makes a Connect cluster known, which is declared and is no resource. */
    public void add(ConnectCluster cluster) {
        connectClusters.put(cluster.name(), cluster);
    }

    /** Makes known which exported schema a resource was held against. */
    public void add(ResourceId resource, ExportedSchema schema) {
        exported.put(resource, schema);
    }

    SortedMap<ResourceId, ExportedSchema> exported() {
        return exported;
    }

    /** The Connect clusters that the sections before this one have made known, by name. */
    public SortedMap<String, ConnectCluster> connectClusters() {
        return connectClusters;
    }

    /** What the sections before this one have read. */
    public State resources() {
        return State.of(resources);
    }

    void add(List<Resource> read) {
        resources.addAll(read);
    }
}
