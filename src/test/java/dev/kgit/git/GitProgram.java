package dev.kgit.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Real repositories, made by the git program without anybody's configuration. */
public record GitProgram(Path folder) {

    public static GitProgram init(Path folder, String... options) throws IOException {
        Files.createDirectories(folder);
        GitProgram git = new GitProgram(folder);
        List<String> init = new ArrayList<>(List.of("init", "--quiet", "--initial-branch=main"));
        init.addAll(List.of(options));
        git.run(init.toArray(String[]::new));
        return git;
    }

    public GitProgram in(Path other) {
        return new GitProgram(other);
    }

    /** Runs git in the folder; its output without the last line end. */
    public String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder process =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        process.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        process.environment()
                .putAll(Map.of(
                        "GIT_CONFIG_GLOBAL", "/dev/null",
                        "GIT_CONFIG_SYSTEM", "/dev/null",
                        // Otherwise each commit starts a process that finds nothing to tidy up.
                        "GIT_CONFIG_COUNT", "1",
                        "GIT_CONFIG_KEY_0", "maintenance.auto",
                        "GIT_CONFIG_VALUE_0", "false",
                        "GIT_AUTHOR_NAME", "Ann Author",
                        "GIT_AUTHOR_EMAIL", "ann@example.org",
                        "GIT_COMMITTER_NAME", "Carl Committer",
                        "GIT_COMMITTER_EMAIL", "carl@example.org"));
        try {
            Process started = process.start();
            started.getOutputStream().close();
            String output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (started.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + output);
            }
            return output.stripTrailing();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    public GitProgram write(String path, String content) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public String read(String path) {
        try {
            return Files.readString(folder.resolve(path));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public GitProgram delete(String path) {
        try {
            Files.delete(folder.resolve(path));
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Commits everything; the new commit's hash. */
    public String commit(String subject) {
        run("add", "--all");
        run("commit", "--quiet", "--allow-empty", "--message", subject);
        return head();
    }

    /** The hash of the commit that is checked out, without a process where a file says it. */
    private String head() {
        String branch = "ref: ";
        Path head = folder.resolve(".git/HEAD");
        try {
            if (Files.isRegularFile(head)) {
                String says = Files.readString(head).strip();
                Path file = says.startsWith(branch) ? folder.resolve(".git/" + says.substring(branch.length())) : head;
                if (Files.isRegularFile(file)) {
                    return Files.readString(file).strip();
                }
            }
            return run("rev-parse", "HEAD"); // a linked working tree, or a folder below the repository's
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
