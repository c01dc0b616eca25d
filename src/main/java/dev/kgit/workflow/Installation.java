package dev.kgit.workflow;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where this kgit lives, as the launcher says.
 *
 * @param home the folder with {@code lib}; null where kgit was not started by its launcher, as in tests
 * @param classPath of this JVM
 * @param plugins folders with the plugins that come with kgit
 * @param example the repository that comes with kgit; null where nobody says
 * @param java the program that runs this JVM
 */
public record Installation(
        @Nullable Path home,
        String classPath,
        List<Path> plugins,
        @Nullable Path example,
        Path java) {

    private static final String HOME = "kgit.home";
    private static final String PLUGINS = "kgit.plugins";
    private static final String EXAMPLE = "kgit.example";

    /** As the JVM's system properties say. */
    public static Installation of(Properties properties) {
        String home = properties.getProperty(HOME);
        String plugins = properties.getProperty(PLUGINS);
        Path where = home == null ? null : Path.of(home);
        String example = properties.getProperty(EXAMPLE);
        List<Path> folders = new ArrayList<>();
        if (plugins != null) {
            folders.add(Path.of(plugins));
        } else if (where != null) {
            folders.add(where.resolve("lib").resolve("plugins"));
        }
        return new Installation(
                where,
                properties.getProperty("java.class.path", ""),
                folders.stream().filter(Files::isDirectory).toList(),
                example == null ? (where == null ? null : where.resolve("example")) : Path.of(example),
                Path.of(properties.getProperty("java.home"), "bin", "java"));
    }

    /** Whether the servers came with it: a distribution can go without {@code lib/sandbox}. */
    public boolean hasSandbox() {
        return home == null || Files.isDirectory(sandbox(home));
    }

    /** The class path of a JVM that runs brokers and workers. */
    String sandboxClassPath() {
        if (home == null) {
            return classPath;
        }
        return Stream.of(home.resolve("lib"), sandbox(home))
                .map(folder -> folder.resolve("*").toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The repository that comes with kgit, or an exit that says that there is none. */
    public Path requireExample() {
        if (example == null || !Files.isRegularFile(example.resolve("kgit.yaml"))) {
            throw new KgitException.Unavailable(Diagnostic.error("KG758", "this kgit came without its example")
                    .withHint("install the whole distribution, or name a repository with -C"));
        }
        return example;
    }

    private static Path sandbox(Path home) {
        return home.resolve("lib").resolve("sandbox");
    }
}
