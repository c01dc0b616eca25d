package dev.kgit.workflow;

import dev.kgit.git.GitRepository;
import dev.kgit.manifest.ManifestRepository;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the desired-state repository is. */
public final class RepositoryFolder {

    private RepositoryFolder() {}

    /** The folder that was named, or else this one or the nearest above it; empty where there is no kgit.yaml. */
    public static Optional<Path> find(Invocation invocation) {
        Path repo = invocation.repo();
        if (repo == null) {
            return ManifestRepository.findRoot(invocation.hostContext().folder());
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
        return find(invocation).orElseThrow(() -> new KgitException.Invalid(missing(invocation)));
    }

    private static Diagnostic missing(Invocation invocation) {
        Path named = invocation.repo();
        if (named == null) {
            return Diagnostic.error("KG702", "no kgit.yaml in this folder or any above it")
                    .withHint(misnamed(invocation.hostContext().folder())
                            .orElse("go to the repository, name it with -C, or make one with `kgit init`"));
        }
        Path folder = invocation.resolve(named);
        if (Files.isRegularFile(folder)) {
            Path parent = named.getParent();
            return Diagnostic.error("KG702", "-C takes a folder, and " + named + " is a file")
                    .withHint("write -C " + (parent == null ? "." : parent));
        }
        if (Files.notExists(folder)) {
            return Diagnostic.error("KG702", "there is no folder " + named)
                    .withHint("give the folder that holds kgit.yaml, or make one with `kgit init " + named + "`");
        }
        return Diagnostic.error("KG702", named + " has no kgit.yaml")
                .withHint(
                        misnamed(folder).orElse("give the folder that holds kgit.yaml, or make one with `kgit init`"));
    }

    /** A file that was meant to be kgit.yaml. */
    private static Optional<String> misnamed(Path folder) {
        return Stream.of("kgit.yml", "Kgit.yaml", "kgit.YAML", ".kgit.yaml", "kgit.json", "kgit.yaml.txt")
                .filter(name -> Files.isRegularFile(folder.resolve(name)))
                .findFirst()
                .map(name -> "there is a " + name + ": kgit reads kgit.yaml alone, so rename it");
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
