package dev.kgit.manifest;

import dev.kgit.model.DesiredState;
import dev.kgit.model.KgitException;
import dev.kgit.model.Place;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.SourceTree;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files of one environment during an edit: each change can be read back before it is written.
 */
public final class EditSession {

    private static final String SCHEMA = "schemas/%s.schema.json";

    private final SourceTree tree;
    private final VariableSources lookups;
    private final EnvironmentSettings env;
    private final Sections sections;
    private @Nullable DeclarationIndex declarations;
    private @Nullable Collection<String> resourceFiles;

    /**
     * The files as they are.
     *
     * @param tree the working tree
     * @param sections what the files may declare
     */
    public EditSession(SourceTree tree, VariableSources lookups, EnvironmentSettings env, Sections sections) {
        this.sections = sections;
        this.tree = tree;
        this.lookups = lookups.asLenient();
        this.env = env;
    }

    /** The same with these texts in place of what the files say. */
    public EditSession with(Map<String, String> texts) {
        return new EditSession(new OverlaySourceTree(tree, texts), lookups, env, sections);
    }

    /** Whether some layer of what declares the resource stands in one of the files. */
    boolean isDeclaredIn(Resource resource, Set<String> files) {
        Declaration declaration = declarations()
                .of(sections.of(resource.id()).name())
                .get(resource.id().name());
        Place place = resource.place();
        return (place != null && files.contains(place.file()))
                || (declaration != null
                        && declaration.layers().stream()
                                .anyMatch(layer -> files.contains(layer.place().file())));
    }

    /** Which of these files are there. */
    public Set<String> existing(Collection<String> files) {
        return files.stream().filter(tree::isFile).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Files below a folder, from the root. */
    public List<String> filesBelow(String folder) {
        return tree.filesBelow(folder);
    }

    SourceTree tree() {
        return tree;
    }

    EnvironmentSettings env() {
        return env;
    }

    Sections sections() {
        return sections;
    }

    /** The environment's own folder, which is its last layer. */
    public String ownFolder() {
        return ManifestRepository.ENVIRONMENTS + env.environment().name();
    }

    public String environmentYaml() {
        return ownFolder() + "/" + ManifestRepository.ENVIRONMENT_YAML;
    }

    /** Whether files in the folder count for the environment. */
    public boolean isInLayers(String folder) {
        return env.layers().stream()
                .map(layer -> ManifestRepository.ENVIRONMENTS + layer)
                .anyMatch(layer -> folder.equals(layer) || folder.startsWith(layer + "/"));
    }

    /** Paths of the resource files of all layers, lowest first. */
    Collection<String> resourceFiles() {
        if (resourceFiles == null) {
            resourceFiles =
                    new LinkedHashSet<>(new ResourceFileReader(tree, env.layers(), sections, new ReadBudget()).paths());
        }
        return resourceFiles;
    }

    /** The text of a file; empty where there is none. */
    Optional<String> text(String path) {
        return tree.isFile(path)
                ? Optional.ofNullable(Utf8Decoder.decode(path, tree.read(path), new DiagnosticCollector()))
                : Optional.empty();
    }

    /** Whether the file is one of the environment's own form, and not one that a declaration names. */
    boolean isYaml(String path) {
        return path.equals(environmentYaml()) || resourceFiles().contains(path);
    }

    /** What the files ask for. */
    public ReadResult<DesiredState> desired() {
        return ManifestRepository.open(tree, tree, lookups, sections).desired(env);
    }

    /** What the files would ask for with these texts; empty where there would be an error. Secrets need not be known. */
    Optional<DesiredState> reading(Map<String, String> texts) {
        SourceTree changed = new OverlaySourceTree(tree, texts);
        ManifestRepository repository = ManifestRepository.open(changed, changed, lookups, sections);
        try {
            ReadResult<EnvironmentSettings> file =
                    repository.environment(env.environment().name());
            EnvironmentSettings value = file.value();
            return value == null || file.hasErrors()
                    ? Optional.empty()
                    : Optional.ofNullable(repository.desired(value).value());
        } catch (KgitException.Invalid unreadable) {
            return Optional.empty();
        }
    }

    /** The other environments for which the files would ask for something else with these texts, or may, by name. */
    public SortedSet<String> othersChangedBy(Map<String, String> texts) {
        ManifestRepository repository = ManifestRepository.open(tree, tree, lookups, sections);
        SortedSet<String> others = new TreeSet<>(texts.isEmpty() ? List.of() : repository.environments());
        others.remove(env.environment().name());
        others.removeIf(other -> {
            EnvironmentSettings its = repository.environment(other).value();
            if (its == null) {
                return false;
            }
            EditSession session = new EditSession(tree, lookups, its, sections);
            DesiredState before = session.desired().value();
            return before == null
                    ? Collections.disjoint(session.resourceFiles(), texts.keySet())
                    : session.reading(texts)
                            .map(after -> asked(after).equals(asked(before)))
                            .orElse(false);
        });
        return others;
    }

    private static Map<ResourceId, SortedMap<String, String>> asked(DesiredState desired) {
        Map<ResourceId, SortedMap<String, String>> asked = new TreeMap<>();
        desired.state().resources().forEach((id, resource) -> asked.put(id, AdoptionEdits.values(resource)));
        return asked;
    }

    /** What the files declare, layer by layer, whatever is wrong with them. */
    DeclarationIndex declarations() {
        if (declarations == null) {
            declarations = new ResourceFileReader(tree, env.layers(), sections, new ReadBudget())
                    .read(env.variables(), lookups, new DiagnosticCollector())
                    .declarations();
        }
        return declarations;
    }

    /** The line that tells editors the schema of a file, with its line break; empty where the schemas are not at hand. */
    String schemaLine(String path, String schema) {
        String name = SCHEMA.formatted(schema);
        if (!tree.isFile(name)) {
            return "";
        }
        long depth = path.chars().filter(c -> c == '/').count();
        return "# yaml-language-server: $schema=" + "../".repeat((int) depth) + name + "\n";
    }
}
