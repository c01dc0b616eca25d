package dev.kgit.workflow;

import dev.kgit.manifest.ProcessVariableSources;
import dev.kgit.manifest.RepositoryScaffold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Begins a desired-state repository. */
public final class InitWorkflow {

    private static final String GITIGNORE = ".gitignore";

    private InitWorkflow() {}

    /**
     * What is to be written.
     *
     * @param directory where
     * @param project its name; null: the folder's
     * @param bootstrap address of a broker
     * @param connect URL of a Connect worker, or null
     * @param ci for which pipelines are written
     * @param editor for which settings are written
     * @param version of this kgit, whose release the pipelines use
     */
    public record Request(
            Path directory,
            @Nullable String project,
            String bootstrap,
            @Nullable String connect,
            RepositoryScaffold.Ci ci,
            RepositoryScaffold.Editor editor,
            String version) {}

    /**
     * What was written.
     *
     * @param environment the one that it has
     * @param files names of the files, from its folder
     * @param toIgnore lines that belong into the .gitignore that is there already and was left as it is
     */
    public record Initialized(String environment, SortedSet<String> files, List<String> toIgnore) {}

    /** Writes it, and overwrites nothing. */
    public static Initialized init(Invocation invocation, Request request) {
        Path folder = invocation.resolve(request.directory()).toAbsolutePath().normalize();
        String project = request.project();
        String environment = invocation.environments().isEmpty()
                ? "dev"
                : invocation.environments().get(0);
        RepositoryScaffold repository = new RepositoryScaffold(
                project == null ? name(folder) : project,
                environment,
                request.bootstrap(),
                request.connect(),
                request.ci(),
                request.editor(),
                request.version());
        SortedMap<String, String> files = repository
                .files(new ProcessVariableSources(invocation.variables(), invocation.clock()), invocation.sections())
                .valueOrThrow();
        List<String> toIgnore = leaveGitignore(folder, files);
        AtomicFileWriter.in(folder, invocation)
                .with(files)
                .refuseExisting("`kgit init` is for a folder that is no desired-state repository yet")
                .write();
        return new Initialized(environment, new TreeSet<>(files.keySet()), toIgnore);
    }

    /** A repository mostly has one, and its lines are its own: the lines that it lacks. */
    private static List<String> leaveGitignore(Path folder, SortedMap<String, String> files) {
        Path there = folder.resolve(GITIGNORE);
        if (!Files.isRegularFile(there)) {
            return List.of();
        }
        String wanted = files.remove(GITIGNORE);
        try {
            Set<String> known =
                    Files.readString(there).lines().map(String::strip).collect(Collectors.toSet());
            return wanted == null
                    ? List.of()
                    : wanted.lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#") && !known.contains(line.strip()))
                            .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** The folder's name in letters that a project's name may have. */
    private static String name(Path folder) {
        Path last = folder.getFileName();
        String name = last == null ? "" : last.toString().replaceAll("[^A-Za-z0-9._-]+", "-");
        return name.matches("[A-Za-z0-9].*") ? name.substring(0, Math.min(100, name.length())) : "kafka";
    }
}
