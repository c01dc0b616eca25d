package dev.kgit.workflow;

import dev.kgit.manifest.ProcessVariableSources;
import dev.kgit.manifest.RepositoryScaffold;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Begins a desired-state repository. */
public final class InitWorkflow {

    private InitWorkflow() {}

    /**
     * What is to be written.
     *
     * @param directory where
     * @param project its name; null: the folder's
     * @param bootstrap address of a broker
     * @param connect URL of a Connect worker, or null
     * @param ci for which pipelines are written
     */
    public record Request(
            Path directory,
            @Nullable String project,
            String bootstrap,
            @Nullable String connect,
            RepositoryScaffold.Ci ci) {}

    /**
     * What was written.
     *
     * @param environment the one that it has
     * @param files names of the files, from its folder
     */
    public record Initialized(String environment, SortedSet<String> files) {}

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
                request.ci());
        SortedMap<String, String> files = repository
                .files(new ProcessVariableSources(invocation.variables(), invocation.clock()), invocation.sections())
                .valueOrThrow();
        AtomicFileWriter.in(folder, invocation)
                .with(files)
                .refuseExisting("`kgit init` is for a folder that is no desired-state repository yet")
                .write();
        return new Initialized(environment, new TreeSet<>(files.keySet()));
    }

    /** The folder's name in letters that a project's name may have. */
    private static String name(Path folder) {
        Path last = folder.getFileName();
        String name = last == null ? "" : last.toString().replaceAll("[^A-Za-z0-9._-]+", "-");
        return name.matches("[A-Za-z0-9].*") ? name.substring(0, Math.min(100, name.length())) : "kafka";
    }
}
