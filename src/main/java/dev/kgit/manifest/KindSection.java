package dev.kgit.manifest;

import dev.kgit.configschema.EditorConfig;
import dev.kgit.model.ConnectCluster;
import dev.kgit.model.DesiredState;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the files say of one kind of resource, and how: a key at the top of the files with the declarations below it by name.
 * All that this package asks of a kind is asked here; the rest (layers, variables, places, edits) is the same for all kinds.
 *
 * <p>A section is stateless; what one reading needs is in {@link SectionInput}. What is wrong with the files is told to
 * {@link SectionInput#problems} and thrown by no method here.
 */
public interface KindSection {

    /** The key at the top of the files, as {@code topics}. Files that are written are called after it. */
    String name();

    /** Further keys at the top of the files that belong to the kind, as {@code connectClusters}. */
    default List<String> further() {
        return List.of();
    }

    /** The name of the kind whose resources are declared there, as in ids. */
    String kind();

    /**
     * Its part of the schema of the files, as a JSON object with four members: {@code description}, what is declared here, as
     * words in a list; {@code id}, the form of the ids, as {@code topic/NAME}, where words in capitals stand for any name;
     * {@code properties}, the schemas of {@link #name} and {@link #further}, with a {@code title} for each value that goes
     * behind "must be"; {@code $defs}, what those refer to. They may refer to what is common too: {@code text}, {@code labels},
     * {@code property}, {@code count}, {@code protected}, {@code allow}, {@code ignore}, {@code dependsOn}.
     */
    String schema();

    /**
     * What editors are told of configs beside {@link #schema}: by the place of each map of config, as a JSON pointer from
     * {@code $defs}.
     *
     * @param exported what the plugins of workers take
     */
    default Map<String, EditorConfig> editorConfigs(SchemaFiles exported) {
        return Map.of();
    }

    // from the files

    /**
     * The resources that are declared, each with its values by path, its lifecycle and its place. The files have been held
     * against the schema before, and what it has complained about is to be passed over.
     */
    List<Resource> read(SectionInput in);

    /** Whether what is declared here follows from what other sections declare, and changes with it. */
    default boolean buildsOnOthers() {
        return false;
    }

    /** Complains about what can only be seen when all resources are known. */
    default void check(State state, SectionInput in) {}

    /** Where secrets may stand in declarations; empty: nowhere. */
    default Optional<SecretRule> secrets() {
        return Optional.empty();
    }

    /**
     * Where secrets may stand.
     *
     * @param values such places in words, as {@code connectors.*.config}
     * @param read some keys in such places whose values are read and shown all the same, as examples
     * @param takes whether a secret may stand under these keys, from the top of the file down
     */
    record SecretRule(String values, List<String> read, Predicate<List<String>> takes) {

        public SecretRule {
            read = List.copyOf(read);
        }
    }

    /** What to do about two declarations of one name in one layer, where that is more than to bring them together. */
    default Optional<String> hintOnTwice(MapNode first, MapNode again) {
        return Optional.empty();
    }

    /** Paths, from the root, of files that the declaration names and that are a part of it. */
    default List<String> namedFiles(Declaration declaration) {
        return List.of();
    }

    // to the files

    /**
     * The lines that declare a live resource: its name first, the others indented by their depth below it. Every field has to
     * come back as it is live when they are read, or the resource is left out and named.
     */
    List<String> lines(Resource live, ResourceYaml yaml);

    /** The names, without {@code .yaml}, of the files that an import writes, and of the folders for several of them. */
    default List<String> files() {
        return List.of(name());
    }

    /**
     * Live resources that are better declared together than one by one.
     *
     * @param undeclared what is live and not declared
     */
    default Optional<? extends JointDeclaration> declaredTogether(State undeclared, DesiredState declared) {
        return Optional.empty();
    }

    /** What two resources must not have in common to be declared side by side. */
    default String identity(ResourceId id) {
        return id.name();
    }

    /** Whether a declaration can say that a field is as it is live. */
    default boolean canSay(String path, FieldValue live) {
        return true;
    }

    /** Whether a value that is declared asks for the one that is live. */
    default boolean asksFor(String path, FieldValue declared, FieldValue live) {
        return declared.text().equals(live.text());
    }

    /**
     * How a declaration can say what is live where its fields have no keys of their own, the best way first; empty where each
     * has one.
     *
     * @param declaration what all layers say together
     */
    default Optional<List<ListEdit>> listEdits(Resource declared, Resource live, MapNode declaration) {
        return Optional.empty();
    }

    /** The keys, from the top of a file down, under which a field may be declared; the one for new values first. */
    default List<List<String>> places(Resource declared, String path, Map<String, ConnectCluster> connectClusters) {
        return List.of(place(declared.id(), path));
    }

    /** The place of a field in the declaration of its resource. */
    default List<String> place(ResourceId id, String path) {
        return path.startsWith(Resource.CONFIG)
                ? List.of(name(), id.name(), "config", path.substring(Resource.CONFIG.length()))
                : List.of(name(), id.name(), path);
    }

    /** The file in which a layer says a field that it does not say yet; empty where that can't be told. */
    default Optional<String> file(MapNode layer, String path) {
        return Optional.of(layer.place().file());
    }

    /**
     * The keys under which a field stands in a file that the declaration names.
     *
     * @param isMap whether a map stands under a key of the file
     */
    default List<String> placeInNamedFile(String path, Predicate<String> isMap) {
        return List.of(path);
    }
}
