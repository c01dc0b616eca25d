package dev.kgit.manifest;

import dev.kgit.configschema.SchemaFolder;
import dev.kgit.model.DesiredState;
import dev.kgit.model.DidYouMean;
import dev.kgit.model.ResourceId;
import dev.kgit.model.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A desired-state repository: its files as the state that they ask for, with a place for every value.
 *
 * <p>{@link #environment} is what has to be known to reach the platform, {@link #desired} is everything else.
 */
public final class ManifestRepository {

    public static final String KGIT_YAML = "kgit.yaml";
    static final String ENVIRONMENTS = "environments/";
    static final String ENVIRONMENT_YAML = "environment.yaml";

    private final SourceTree settings;
    private final SourceTree resources;
    private final VariableSources lookups;
    private final @Nullable SourceTree trusted;
    private final Sections sections;

    private ManifestRepository(
            SourceTree settings,
            SourceTree resources,
            VariableSources lookups,
            @Nullable SourceTree trusted,
            Sections sections) {
        this.settings = settings;
        this.resources = resources;
        this.lookups = lookups;
        this.trusted = trusted;
        this.sections = sections;
    }

    /** The nearest folder from here upwards that has a kgit.yaml. */
    public static Optional<Path> findRoot(Path start) {
        for (Path folder = start.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(KGIT_YAML))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /**
     * A repository. Nothing is read yet.
     *
     * @param settings where kgit.yaml and environment.yaml are read: for a pull request that is not trusted, a commit that is
     * @param resources where all other files are read
     * @param sections what the other files may declare
     */
    public static ManifestRepository open(
            SourceTree settings, SourceTree resources, VariableSources lookups, Sections sections) {
        return new ManifestRepository(settings, resources, lookups, null, sections);
    }

    /**
     * The same, where the resource files are a stranger's: of what they say of themselves, only that counts which also stands
     * in the trusted files.
     */
    public ManifestRepository trusting(SourceTree files) {
        return new ManifestRepository(settings, resources, lookups, files, sections);
    }

    /** The same, where the resource files are read from another tree. */
    public ManifestRepository withResources(SourceTree other) {
        return new ManifestRepository(settings, other, lookups, trusted, sections);
    }

    /** What the files may declare. */
    public Sections sections() {
        return sections;
    }

    /** Whether there is an environment of this name. */
    public boolean hasEnvironment(String name) {
        return !name.isEmpty() && !name.contains("/") && settings.isFile(environmentYaml(name));
    }

    /** Makes ready what settings are read with. For whoever has a thread to spare before it is known which. */
    public static void prepare() {
        Schemas.prepareSettings();
    }

    /** Names of the environments, sorted: folders below environments/ that hold an environment.yaml. */
    public List<String> environments() {
        String suffix = "/" + ENVIRONMENT_YAML;
        return settings.filesBelow("environments").stream()
                .filter(path -> path.endsWith(suffix))
                .map(path -> path.substring(ENVIRONMENTS.length(), path.length() - suffix.length()))
                .filter(name -> !name.contains("/"))
                .sorted()
                .toList();
    }

    /**
     * The schema of the resource files for editors, with what the plugins of workers take as far as that was exported; null
     * where kgit.yaml or what was exported can't be read.
     */
    public ReadResult<String> editorSchema() {
        DiagnosticCollector problems = new DiagnosticCollector();
        SchemaFolder folder = new SettingsReader(settings, resources, lookups, sections, problems).connectorSchemas();
        ReadBudget budget = new ReadBudget();
        SchemaFiles exported = new SchemaFiles(folder, resources, trusted, problems, budget);
        String schema = EditorSchemas.resources(sections, exported);
        if (budget.isSpent()) {
            problems.add(budget.problem());
        }
        return new ReadResult<>(problems.hasErrors() ? null : schema, problems.sorted());
    }

    /**
     * Reads kgit.yaml and environment.yaml. Where they have errors, the value is good for {@link #desired} alone, so that the
     * errors of all other files can be told in the same run; it is null where there is nothing to go on.
     */
    public ReadResult<EnvironmentSettings> environment(String name) {
        DiagnosticCollector problems = new DiagnosticCollector();
        if (!settings.isFile(KGIT_YAML)) {
            problems.error(
                    "KG001",
                    null,
                    "there is no kgit.yaml here",
                    "a desired-state repository has one at its root; `kgit init` writes it");
            return new ReadResult<>(null, problems.list());
        }
        if (!hasEnvironment(name)) {
            List<String> all = environments();
            String rest = all.isEmpty()
                    ? "an environment is a folder below environments/ with an environment.yaml"
                    : "there are: " + String.join(", ", all);
            problems.error(
                    "KG002",
                    null,
                    "there is no environment `" + SchemaDiagnostics.shown(name) + "`",
                    DidYouMean.hint(name, all, rest));
            return new ReadResult<>(null, problems.list());
        }
        EnvironmentSettings file =
                new SettingsReader(settings, resources, lookups, sections, problems).read(name, environmentYaml(name));
        return new ReadResult<>(file, problems.sorted());
    }

    /** Reads all resource files. The value is null where there are errors. */
    public ReadResult<DesiredState> desired(EnvironmentSettings env) {
        return desired(env, ids -> {});
    }

    /**
     * The same.
     *
     * @param seen told of the ids in a file, of kinds whose ids are names alone, as soon as it is parsed, by several threads at a time, and before it is known
     *     whether there are errors
     */
    public ReadResult<DesiredState> desired(EnvironmentSettings env, Consumer<Set<ResourceId>> seen) {
        // Without environment.yaml no variable is known, and nobody can be blamed for using one.
        VariableSources known = env.isWhole() ? lookups : lookups.asLenient();
        return reader(env, known, trusted).read(seen);
    }

    /** Paths of the files that count as desired state for the environment, sorted. */
    public List<String> files(EnvironmentSettings env) {
        Set<String> files = new TreeSet<>();
        files.add(KGIT_YAML);
        files.add(environmentYaml(env.environment().name()));
        files.addAll(reader(env, lookups.asLenient(), null).files());
        return List.copyOf(files);
    }

    /** What the resource files ask for, whatever is wrong with them. */
    DesiredStateReader.Asked asked(EnvironmentSettings env) {
        return reader(env, lookups.asLenient(), null).asked();
    }

    /** Paths of the environment's resource files, without those that they name. */
    List<String> resourceFiles(EnvironmentSettings env) {
        return new ResourceFileReader(resources, env.layers(), sections, new ReadBudget()).paths();
    }

    private DesiredStateReader reader(EnvironmentSettings env, VariableSources known, @Nullable SourceTree others) {
        DeclarationReader declarations = new DeclarationReader(env, resources, others, known, sections);
        return new DesiredStateReader(env, declarations, sections);
    }

    static String environmentYaml(String name) {
        return ENVIRONMENTS + name + "/" + ENVIRONMENT_YAML;
    }
}
