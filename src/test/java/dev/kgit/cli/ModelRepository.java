package dev.kgit.cli;

import dev.kgit.cli.ModelGit.Commit;
import dev.kgit.git.GitProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** A project's repository in {@link OwnershipModel}: commits, rewritten history, and clones of each kind. */
final class ModelRepository {

    /** The folder of the lower layer; where there is a submodule, this is it. */
    static final String BASE = "environments/base";

    /**
     * Where kgit is run.
     *
     * @param commit what is checked out there
     * @param shallow without the commits before it
     * @param lacksLayer without the submodule that the lower layer is
     */
    record Checkout(Path folder, String commit, ModelFiles files, boolean shallow, boolean lacksLayer) {}

    private final Path folder;
    private final String project;
    private final boolean submodule;
    private final ModelGit git = new ModelGit();
    private final Set<ObjectId> there = new HashSet<>();
    private final ModelGit layers = new ModelGit();
    private final Set<ObjectId> layersThere = new HashSet<>();
    private final Map<String, ModelFiles> contents = new HashMap<>();
    private final Map<String, String> environmentOf = new HashMap<>();
    private final List<String> order = new ArrayList<>();
    private final SortedMap<String, String> extra = new TreeMap<>();
    private final SortedMap<String, String> tree = new TreeMap<>();
    private @Nullable Commit head;
    private ModelFiles files = ModelFiles.NOTHING;
    private String environment = "dev";
    private int clones;

    /** @param submodule whether the lower layer is a repository of its own */
    ModelRepository(Path folder, String project, boolean submodule) {
        this.folder = folder;
        this.project = project;
        this.submodule = submodule;
        ModelGit.init(folder.resolve(".git"), "");
        extra.put("kgit.yaml", "apiVersion: kgit/v1\nproject: " + project + "\n");
        extra.put(".gitignore", "ignored.yaml\n");
        if (submodule) {
            extra.put(".gitmodules", "[submodule \"layer\"]\n\tpath = " + BASE + "\n\turl = ../layer.git\n");
            prepareLayer(folder);
        }
    }

    private static Path layerOf(Path checkout) {
        return checkout.resolve(".git/modules/layer");
    }

    /** As {@code git submodule update --init} does. */
    private static void prepareLayer(Path checkout) {
        ModelGit.init(layerOf(checkout), "\tworktree = ../../../" + BASE + "\n");
        write(checkout.resolve(BASE).resolve(".git"), "gitdir: ../../.git/modules/layer\n");
    }

    String project() {
        return project;
    }

    String environment() {
        return environment;
    }

    ModelFiles files() {
        return files;
    }

    boolean hasSubmodule() {
        return submodule;
    }

    Path folder() {
        return folder;
    }

    /** Adds a file to all commits from the next one on. */
    void add(String path, String content) {
        extra.put(path, content);
    }

    /** Commits these files, in place of the last commit where it is amended. */
    void commit(ModelFiles next, boolean amend) {
        files = next;
        SortedMap<String, String> all = new TreeMap<>(extra);
        String own = "environments/" + environment + "/";
        all.put(own + "environment.yaml", next.environmentYaml());
        all.put(own + "topics.yaml", ModelFiles.yaml(next.own()));
        all.put(own + "connectors.yaml", next.connectorsYaml());
        all.put(own + "principals.yaml", next.principalsYaml());
        next.connectors().forEach((name, connector) -> {
            if (connector.inFile()) {
                all.put("connectors/" + name + ".json", connector.json());
            }
        });
        SortedMap<String, String> lower = new TreeMap<>(Map.of("topics.yaml", ModelFiles.yaml(next.base())));
        Commit layer = submodule ? layer(lower) : null;
        if (layer == null) {
            lower.forEach((path, content) -> all.put(BASE + "/" + path, content));
        }
        Commit last = head;
        Commit commit = git.commit(amend && last != null ? last.parent() : last, all, layer);
        contents.put(commit.name(), next);
        order.add(commit.name());
        environmentOf.put(commit.name(), environment);
        checkOut(commit);
    }

    private Commit layer(SortedMap<String, String> lower) {
        Commit before = head == null ? null : head.layer();
        return before != null && before.files().equals(lower) ? before : layers.commit(before, lower, null);
    }

    private void checkOut(Commit commit) {
        head = commit;
        git.write(commit, folder.resolve(".git"), there, true);
        ModelGit.point(folder.resolve(".git"), "refs/heads/main", commit);
        if (commit.layer() != null) {
            layers.write(commit.layer(), layerOf(folder), layersThere, true);
            ModelGit.point(layerOf(folder), "HEAD", commit.layer());
        }
        SortedMap<String, String> all = files(commit);
        for (String path : List.copyOf(tree.keySet())) {
            if (!all.containsKey(path)) {
                tree.remove(path);
                remove(folder.resolve(path));
            }
        }
        all.forEach((path, content) -> {
            if (!content.equals(tree.put(path, content))) {
                write(folder.resolve(path), content);
            }
        });
    }

    /** What lies in a working tree of the commit. */
    private static SortedMap<String, String> files(Commit commit) {
        SortedMap<String, String> all = new TreeMap<>(commit.files());
        if (commit.layer() != null) {
            commit.layer().files().forEach((path, content) -> all.put(BASE + "/" + path, content));
        }
        return all;
    }

    /** With the folders that are empty then, as git does. */
    private static void remove(Path file) {
        for (Path path = file; path.toFile().delete(); path = path.getParent()) {
            // The next one up.
        }
    }

    private Commit head() {
        return Objects.requireNonNull(head);
    }

    /** The commit before the last, if there is one of the same environment. */
    Optional<String> before() {
        return Optional.ofNullable(head().parent())
                .map(Commit::name)
                .filter(commit -> environment.equals(environmentOf.get(commit)));
    }

    /** Whether a later commit, of other files, is missing in a checkout; as long as no history was rewritten. */
    boolean lacks(Checkout checkout, String commit) {
        return order.indexOf(commit) > order.indexOf(checkout.commit())
                && !checkout.files().equals(contents.get(commit));
    }

    /** Throws the last commit away, as a force push does. */
    void reset() {
        Commit to = Objects.requireNonNull(head().parent());
        files = content(to);
        checkOut(to);
    }

    private ModelFiles content(Commit commit) {
        return Objects.requireNonNull(contents.get(commit.name()));
    }

    /** Gives the environment another name, in a commit. */
    void rename(String to) {
        environment = to;
        commit(files, false);
    }

    /** The working tree that Ann commits from. */
    Checkout here() {
        return new Checkout(folder, head().name(), files, false, false);
    }

    /**
     * A clone of the last commit, or of the one before, as CI systems make it: with the history of all branches, or with
     * that commit alone. A folder that CI keeps from job to job has an earlier commit as well, and not what lies between.
     *
     * @param kept whether a shallow one has such a commit
     */
    Checkout clone(boolean old, boolean shallow, boolean submodules, boolean kept) {
        Checkout clone = clone(old, shallow, submodules);
        Commit earlier = old ? null : head().parent();
        if (kept && shallow && earlier != null) {
            git.write(earlier, clone.folder().resolve(".git"), new HashSet<>(), false);
        }
        return clone;
    }

    /** The same, made anew. */
    Checkout clone(boolean old, boolean shallow, boolean submodules) {
        Commit commit = old ? Objects.requireNonNull(head().parent()) : head();
        Path to = folder.resolveSibling(folder.getFileName() + "-clone-" + ++clones);
        Path gitDir = to.resolve(".git");
        ModelGit.init(gitDir, "");
        git.write(shallow ? commit : head(), gitDir, new HashSet<>(), !shallow);
        ModelGit.point(gitDir, "HEAD", commit);
        commit.files().forEach((path, content) -> write(to.resolve(path), content));
        Commit layer = commit.layer();
        if (layer != null && submodules) {
            prepareLayer(to);
            // Of the submodule all branches are fetched, so what a later commit names is there as well.
            Set<ObjectId> fetched = new HashSet<>();
            layers.write(Objects.requireNonNull(head().layer()), layerOf(to), fetched, true);
            layers.write(layer, layerOf(to), fetched, true);
            ModelGit.point(layerOf(to), "HEAD", layer);
            layer.files().forEach((path, content) -> write(to.resolve(BASE).resolve(path), content));
        } else if (layer != null) {
            to.resolve(BASE).toFile().mkdirs();
        }
        return new Checkout(to, commit.name(), content(commit), shallow, layer != null && !submodules);
    }

    CliFixture kgit(Checkout checkout, FakePlatform platform) {
        return CliFixture.in(new GitProgram(checkout.folder())).on(platform);
    }

    static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
