package dev.kgit.cli;

import dev.kgit.git.GitProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.api.CloneCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.ResetCommand.ResetType;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.transport.RefSpec;
import org.jspecify.annotations.Nullable;

/** A project's repository in {@link OwnershipModel}: commits, rewritten history, and clones of each kind. */
final class ModelRepository implements AutoCloseable {

    private static final PersonIdent ANN = new PersonIdent("Ann", "ann@example.org");
    private static final String BASE = "environments/base";

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
    private final Git git;
    private final @Nullable Git shared;
    private final Map<String, ModelFiles> contents = new HashMap<>();
    private final Map<String, String> layers = new HashMap<>();
    private final Map<String, String> environmentOf = new HashMap<>();
    private final List<String> order = new ArrayList<>();
    private ModelFiles files = ModelFiles.NOTHING;
    private String environment = "dev";
    private int clones;

    /** @param submodule whether the lower layer is a repository of its own */
    ModelRepository(Path folder, String project, boolean submodule) throws GitAPIException {
        this.folder = folder;
        this.project = project;
        this.git = Git.init()
                .setDirectory(folder.toFile())
                .setInitialBranch("main")
                .call();
        this.shared = submodule ? layer() : null;
        write("kgit.yaml", "apiVersion: kgit/v1\nproject: " + project + "\n");
        write(".gitignore", "ignored.yaml\n");
    }

    /** The lower layer's own repository, checked out where the layer is read. */
    private Git layer() throws GitAPIException {
        Path origin = folder.resolveSibling(folder.getFileName() + "-layer.git");
        Git.init()
                .setDirectory(origin.toFile())
                .setBare(true)
                .setInitialBranch("main")
                .call()
                .close();
        Path seed = folder.resolveSibling(folder.getFileName() + "-layer");
        try (Git first =
                Git.init().setDirectory(seed.toFile()).setInitialBranch("main").call()) {
            write(seed.resolve("topics.yaml"), "topics: {}\n");
            first.add().addFilepattern(".").call();
            first.commit()
                    .setMessage("A layer")
                    .setAuthor(ANN)
                    .setCommitter(ANN)
                    .setSign(false)
                    .call();
            first.push()
                    .setRemote(origin.toUri().toString())
                    .setRefSpecs(new RefSpec("main:main"))
                    .call();
        }
        git.submoduleAdd()
                .setURI(origin.toUri().toString())
                .setPath(BASE)
                .call()
                .close();
        try {
            return Git.open(folder.resolve(BASE).toFile());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
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
        return shared != null;
    }

    Path folder() {
        return folder;
    }

    /** Commits these files, in place of the last commit where it is amended; the hash. */
    String commit(ModelFiles next, boolean amend) throws GitAPIException {
        files = next;
        String own = "environments/" + environment + "/";
        write(own + "environment.yaml", next.environmentYaml());
        write(own + "topics.yaml", ModelFiles.yaml(next.own()));
        write(own + "connectors.yaml", next.connectorsYaml());
        write(BASE + "/topics.yaml", ModelFiles.yaml(next.base()));
        next.connectors().forEach((name, connector) -> {
            if (connector.inFile()) {
                write("connectors/" + name + ".json", connector.json());
            }
        });
        if (shared != null) {
            saveLayer(shared);
        }
        git.add().addFilepattern(".").call();
        git.add().setUpdate(true).addFilepattern(".").call();
        RevCommit commit = git.commit()
                .setMessage("Change " + contents.size())
                .setAllowEmpty(true)
                .setAmend(amend)
                .setAuthor(ANN)
                .setCommitter(ANN)
                .setSign(false)
                .call();
        contents.put(commit.name(), next);
        order.add(commit.name());
        environmentOf.put(commit.name(), environment);
        if (shared != null) {
            layers.put(commit.name(), head(shared).name());
        }
        return commit.name();
    }

    private static void saveLayer(Git shared) throws GitAPIException {
        if (!shared.status().call().isClean()) {
            shared.add().addFilepattern(".").call();
            shared.commit()
                    .setMessage("Change the layer")
                    .setAuthor(ANN)
                    .setCommitter(ANN)
                    .setSign(false)
                    .call();
            shared.push()
                    .setForce(true)
                    .setRefSpecs(new RefSpec("HEAD:refs/heads/" + head(shared).name()))
                    .call();
        }
    }

    private static RevCommit head(Git git) throws GitAPIException {
        return git.log().setMaxCount(1).call().iterator().next();
    }

    /** The commit before the last, if there is one of the same environment. */
    Optional<String> before() throws GitAPIException {
        List<String> commits = new ArrayList<>();
        git.log().setMaxCount(2).call().forEach(commit -> commits.add(commit.name()));
        return commits.size() == 2 && environment.equals(environmentOf.get(commits.get(1)))
                ? Optional.of(commits.get(1))
                : Optional.empty();
    }

    /** Whether a later commit, of other files, is missing in a checkout; as long as no history was rewritten. */
    boolean lacks(Checkout checkout, String commit) {
        return order.indexOf(commit) > order.indexOf(checkout.commit())
                && !checkout.files().equals(contents.get(commit));
    }

    /** Throws the last commit away, as a force push does. */
    void reset(String to) throws GitAPIException {
        git.reset().setMode(ResetType.HARD).setRef(to).call();
        files = contents.get(to);
        if (shared != null) {
            shared.reset().setMode(ResetType.HARD).setRef(layers.get(to)).call();
        }
    }

    /** Gives the environment another name, in a commit. */
    void rename(String to) throws GitAPIException {
        try {
            Files.move(folder.resolve("environments/" + environment), folder.resolve("environments/" + to));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        environment = to;
        commit(files, false);
    }

    /** The working tree that Ann commits from. */
    Checkout here() throws GitAPIException {
        return new Checkout(folder, head(git).name(), files, false, false);
    }

    /** A clone as CI systems make it. */
    Checkout clone(String commit, boolean shallow, boolean submodules) throws GitAPIException {
        Path to = folder.resolveSibling(folder.getFileName() + "-clone-" + ++clones);
        Ref branch =
                git.branchCreate().setName("at-" + clones).setStartPoint(commit).call();
        CloneCommand clone = Git.cloneRepository()
                .setURI(folder.toUri().toString())
                .setDirectory(to.toFile())
                .setBranch(branch.getName())
                .setCloneSubmodules(submodules);
        if (shallow) {
            clone.setDepth(1);
        }
        clone.call().close();
        return new Checkout(to, commit, contents.get(commit), shallow, hasSubmodule() && !submodules);
    }

    CliFixture kgit(Checkout checkout, FakePlatform platform) {
        return CliFixture.in(new GitProgram(checkout.folder())).on(platform);
    }

    private void write(String path, String content) {
        write(folder.resolve(path), content);
    }

    static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        git.close();
        if (shared != null) {
            shared.close();
        }
    }
}
