package dev.kgit.workflow;

import dev.kgit.git.GitRepository;
import dev.kgit.manifest.ManifestRepository;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the desired-state repository is. */
public final class RepositoryFolder {

    private RepositoryFolder() {}

    /** The folder that was named, or else this one or the nearest above it; empty where there is no kgit.yaml. */
    public static Optional<Path> find(Invocation invocation) {
        Path repo = invocation.repo();
        if (repo == null) {
            return ManifestRepository.findRoot(invocation.surroundings().folder());
        }
        Path named = invocation.resolve(repo);
        return Files.isRegularFile(named.resolve("kgit.yaml")) ? ManifestRepository.findRoot(named) : Optional.empty();
    }

    /**
     * The same.
     *
     * @throws KgitException.Invalid where there is none
     */
    public static Path require(Invocation invocation) {
        return find(invocation)
                .orElseThrow(() -> new KgitException.Invalid(
                        invocation.repo() == null
                                ? Diagnostic.error("KG702", "no kgit.yaml in this folder or any above it")
                                        .withHint("go to the repository, name it with -C, or make one with `kgit init`")
                                : Diagnostic.error("KG702", invocation.repo() + " has no kgit.yaml")
                                        .withHint(
                                                "give the folder that holds kgit.yaml, or make one with `kgit init`")));
    }

    /** Its path in the Git repository, for tools that link files: empty, or ending with /. */
    public static String prefix(Invocation invocation) {
        return find(invocation)
                .flatMap(GitRepository::open)
                .map(history -> {
                    try (history) {
                        return history.prefix();
                    }
                })
                .orElse("");
    }
}
