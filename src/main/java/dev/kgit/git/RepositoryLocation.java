package dev.kgit.git;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache.FileKey;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A Git repository and its working tree. It is found by its {@code .git}, which no commit can bring, since Git checks none
 * out; a bare repository is not looked for, since a commit can bring one: its HEAD, config, objects and refs are files like
 * any other.
 *
 * @param folder the working tree's top folder
 * @param submodule whether another repository's commits say which repository and commit stand here
 */
record RepositoryLocation(Path folder, Repository repository, boolean submodule) {

    /** What kgit has to know of a repository's configuration. All other keys are not read. */
    private static final List<List<String>> KEYS = List.of(
            List.of("core", "repositoryFormatVersion"),
            List.of("extensions", "objectFormat"),
            List.of("extensions", "refStorage"));

    /** The repository in whose working tree the folder lies; empty where there is none. */
    static Optional<RepositoryLocation> around(Path inside) throws IOException, ConfigInvalidException {
        for (Path folder = inside; folder != null; folder = folder.getParent()) {
            Path entry = folder.resolve(Constants.DOT_GIT);
            if (!Files.exists(entry) || !isNamedExactly(entry)) {
                continue;
            }
            if (Files.isRegularFile(entry)) {
                return Optional.of(open(folder, entry, target(entry)));
            }
            if (isRepository(entry)) {
                return Optional.of(open(folder, entry, entry.toRealPath()));
            }
        }
        return Optional.empty();
    }

    /** Where upper and lower case are the same, a commit can bring {@code .GIT}. */
    static boolean isNamedExactly(Path entry) throws IOException {
        try (Stream<Path> names = Files.list(entry.toAbsolutePath().getParent())) {
            return names.anyMatch(name -> name.getFileName().equals(entry.getFileName()));
        }
    }

    private static boolean isRepository(Path folder) {
        return FileKey.isGitRepository(folder.toFile(), IsolatedFileSystem.INSTANCE);
    }

    /** What the {@code .git} file of a linked working tree or of a submodule leads to. */
    private static Path target(Path file) throws IOException {
        String line = Files.readString(file).strip();
        if (!line.startsWith(Constants.GITDIR)) {
            throw new IOException(file + " names no repository");
        }
        String named = line.substring(Constants.GITDIR.length()).strip();
        Path target = file.resolveSibling(named);
        if (!isRepository(target)) {
            throw new IOException(file + " names " + named + ", which is no repository");
        }
        return target.toRealPath();
    }

    private static RepositoryLocation open(Path folder, Path entry, Path gitDir)
            throws IOException, ConfigInvalidException {
        File common = IsolatedFileSystem.INSTANCE.getCommonDir(gitDir.toFile());
        boolean linked = !common.equals(gitDir.toFile());
        Config shared = read(common.toPath().resolve(Constants.CONFIG), null);
        // What the shared configuration says of a working tree, it says of the one that is not linked.
        Config own = linked ? new Config() : shared;
        if (shared.getBoolean("extensions", "worktreeConfig", false)) {
            own = read(gitDir.resolve("config.worktree"), own);
        }
        requireWorkingTree(folder, entry, gitDir, linked, own);
        requireSha1(shared);
        Repository repository = new FileRepositoryBuilder()
                .setFS(IsolatedFileSystem.INSTANCE)
                .setGitDir(gitDir.toFile())
                .setGitCommonDir(common)
                .setWorkTree(folder.toFile())
                .setMustExist(true)
                .build();
        keepOnlyTheKeys(repository.getConfig());
        return new RepositoryLocation(folder, repository, isBelowModules(common.toPath()));
    }

    /** A repository's objects, whatever its own configuration says of a working tree; empty where there is none. */
    static Optional<Repository> objects(Path gitDir) throws IOException {
        if (!isRepository(gitDir)) {
            return Optional.empty();
        }
        try {
            requireSha1(read(gitDir.resolve(Constants.CONFIG), null));
            Repository repository = new FileRepositoryBuilder()
                    .setFS(IsolatedFileSystem.INSTANCE)
                    .setGitDir(gitDir.toFile())
                    .setBare()
                    .setMustExist(true)
                    .build();
            keepOnlyTheKeys(repository.getConfig());
            return Optional.of(repository);
        } catch (ConfigInvalidException | IllegalArgumentException unreadable) {
            throw new IOException(gitDir + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /** Unlike JGit's own, this reads nothing that the file includes. */
    private static Config read(Path file, @Nullable Config fallback) throws IOException, ConfigInvalidException {
        Config config = new Config(fallback);
        if (Files.isRegularFile(file)) {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            config.fromText(text.startsWith("\uFEFF") ? text.substring(1) : text);
        }
        return config;
    }

    /** The repository's working tree has to be the folder of the {@code .git} that led to it. */
    private static void requireWorkingTree(Path folder, Path entry, Path gitDir, boolean linked, Config config)
            throws IOException {
        String elsewhere = config.getString("core", null, "worktree");
        if (elsewhere != null && !isSame(gitDir.resolve(elsewhere), folder)) {
            throw refused(folder, "has its working tree elsewhere: core.worktree is " + elsewhere);
        }
        if (config.getBoolean("core", "bare", false)) {
            throw refused(folder, "is bare: it has no working tree");
        }
        if (linked) {
            Path backwards = gitDir.resolve("gitdir");
            String named =
                    Files.isRegularFile(backwards) ? Files.readString(backwards).strip() : "";
            if (!isSame(gitDir.resolve(named), entry)) {
                throw refused(folder, "knows this linked working tree by another place: '" + named + "'");
            }
        }
    }

    private static boolean isSame(Path one, Path other) throws IOException {
        return Files.exists(one) && Files.isSameFile(one, other);
    }

    private static KgitException refused(Path folder, String why) {
        return new KgitException.Invalid(Diagnostic.error("KG607", "the Git repository of " + folder + " " + why)
                .withHint("kgit works in the working tree that `git rev-parse --show-toplevel` names;"
                        + " `git worktree repair` mends one that was moved"));
    }

    /** JGit would take the hashes of a SHA-256 repository for garbage, without a word. */
    private static void requireSha1(Config config) throws IOException {
        String format = config.getString("extensions", null, "objectFormat");
        if (format != null && !format.equalsIgnoreCase("sha1")) {
            throw new IOException("its object format is " + format + ", only sha1 is supported");
        }
    }

    private static void keepOnlyTheKeys(Config config) throws ConfigInvalidException {
        Config kept = new Config();
        for (List<String> key : KEYS) {
            String value = config.getString(key.get(0), null, key.get(1));
            if (value != null) {
                kept.setString(key.get(0), null, key.get(1), value);
            }
        }
        config.fromText(kept.toText());
    }

    /** Git keeps the repositories of submodules in the folder {@code modules} of the repository that they belong to. */
    private static boolean isBelowModules(Path repository) {
        for (Path above = repository.getParent();
                above != null && above.getParent() != null;
                above = above.getParent()) {
            if (above.endsWith(Constants.MODULES) && isRepository(above.getParent())) {
                return true;
            }
        }
        return false;
    }
}
