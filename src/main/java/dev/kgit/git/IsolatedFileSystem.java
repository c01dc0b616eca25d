package dev.kgit.git;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FS_POSIX;
import org.eclipse.jgit.util.ProcessResult;
import org.jspecify.annotations.Nullable;

/**
 * What JGit may do with files and programs: it starts no program, whatever a configuration names; it reads no file that a
 * configuration includes; and it knows no home folder. JGit starts every filter, hook and helper through this class.
 */
final class IsolatedFileSystem extends FS_POSIX {

    static final FS INSTANCE = new IsolatedFileSystem();

    /** The files of a repository that JGit asks for by name. */
    private static final Set<String> FILES_OF_A_REPOSITORY = Set.of(
            Constants.CONFIG,
            Constants.OBJECTS,
            "refs",
            Constants.R_REFS,
            Constants.REFTABLE,
            Constants.LOGS,
            Constants.LOGS + "/" + Constants.R_REFS,
            Constants.PACKED_REFS);

    /** No file system has a file of this name. */
    private static final File NOT_THERE = new File("/dev/null/nothing");

    private IsolatedFileSystem() {
        // JGit would ask a shell for it.
        setUmask(0022);
    }

    @Override
    public FS newInstance() {
        return new IsolatedFileSystem();
    }

    /**
     * JGit asks here for the files of a repository, for the alternates of its objects, and for what a configuration
     * includes: the last are not there.
     */
    @Override
    public File resolve(@Nullable File folder, String name) {
        boolean alternate = folder != null && folder.getName().equals(Constants.OBJECTS);
        return alternate || FILES_OF_A_REPOSITORY.contains(name) ? super.resolve(folder, name) : NOT_THERE;
    }

    @Override
    public ProcessBuilder runInShell(String command, String[] arguments) {
        throw new IllegalStateException(refusal(command));
    }

    @Override
    public ExecutionResult execute(ProcessBuilder process, @Nullable InputStream in) throws IOException {
        throw new IOException(refusal(String.join(" ", process.command())));
    }

    @Override
    public int runProcess(ProcessBuilder process, OutputStream out, OutputStream err, @Nullable String in)
            throws IOException {
        throw new IOException(refusal(String.join(" ", process.command())));
    }

    @Override
    public int runProcess(ProcessBuilder process, OutputStream out, OutputStream err, @Nullable InputStream in)
            throws IOException {
        throw new IOException(refusal(String.join(" ", process.command())));
    }

    private static String refusal(String command) {
        return "kgit starts no program for Git, and this one was to be started: " + command;
    }

    @Override
    public @Nullable File findHook(Repository repository, String name) {
        return null;
    }

    @Override
    public ProcessResult runHookIfPresent(
            Repository repository,
            String name,
            String[] arguments,
            OutputStream out,
            OutputStream err,
            @Nullable String in) {
        return new ProcessResult(ProcessResult.Status.NOT_PRESENT);
    }

    @Override
    protected @Nullable File discoverGitExe() {
        return null;
    }

    @Override
    protected @Nullable File discoverGitSystemConfig() {
        return null;
    }

    @Override
    public @Nullable File userHome() {
        return null;
    }
}
