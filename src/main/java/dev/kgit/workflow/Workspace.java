package dev.kgit.workflow;

import dev.kgit.concurrent.BackgroundValue;
import dev.kgit.git.GitRepository;
import dev.kgit.manifest.EditSession;
import dev.kgit.manifest.EnvironmentSettings;
import dev.kgit.manifest.ManifestRepository;
import dev.kgit.manifest.RecordingTree;
import dev.kgit.manifest.VariableSources;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One environment of one repository, opened: what a use case works on. */
public final class Workspace implements AutoCloseable {

    private final Invocation invocation;
    private final WorkspaceContext context;
    private final Path root;
    private final ManifestRepository repository;
    private final VariableSources variables;
    private final BackgroundValue<Optional<GitRepository>> git;
    private final EnvironmentSettings environment;
    private final RecordingTree here;
    private final TrustedTree trust;
    private final StateReader states;

    /** @param here what of the working tree was read so far */
    Workspace(
            Invocation invocation,
            WorkspaceContext context,
            Path root,
            ManifestRepository repository,
            VariableSources variables,
            BackgroundValue<Optional<GitRepository>> git,
            EnvironmentSettings environment,
            RecordingTree here,
            TrustedTree trust,
            StateReader states) {
        this.invocation = invocation;
        this.context = context;
        this.root = root;
        this.repository = repository;
        this.variables = variables;
        this.git = git;
        this.environment = environment;
        this.here = here;
        this.trust = trust;
        this.states = states;
    }

    /** The repository and environment that were asked for. */
    public static Workspace open(Invocation invocation) {
        return open(invocation, null, null);
    }

    /**
     * The same.
     *
     * @param trust the commit from which kgit.yaml and environment.yaml are read; null: from the working tree
     * @param commit the commit from which all other files are read; null: from the working tree
     */
    static Workspace open(Invocation invocation, @Nullable String trust, @Nullable String commit) {
        return invocation.timings().of("settings", () -> new WorkspaceOpening(invocation).open(trust, commit));
    }

    /** What the files of the environment that was asked for declare. */
    public static DesiredState desired(Invocation invocation) {
        try (Workspace workspace = open(invocation)) {
            return workspace.states().desired();
        }
    }

    /** What opened it. */
    Invocation invocation() {
        return invocation;
    }

    /** What is known since it was opened. */
    WorkspaceContext context() {
        return context;
    }

    Path root() {
        return root;
    }

    ManifestRepository repository() {
        return repository;
    }

    /** What environment.yaml says. */
    public EnvironmentSettings environment() {
        return environment;
    }

    /** Whose files are trusted. */
    TrustedTree trust() {
        return trust;
    }

    /** What the files say. */
    public StateReader states() {
        return states;
    }

    /** The Git repository around it; empty where there is none. */
    public Optional<GitRepository> git() {
        return git.get();
    }

    /** The commit that is checked out, whichever is looked at; null where there is none. */
    @Nullable
    String head() {
        return git().flatMap(history -> history.resolve("HEAD")).orElse(null);
    }

    /** The files of the environment as something that is about to change. */
    EditSession workbench() {
        return new EditSession(WorkingTrees.of(root), variables, environment, repository.sections());
    }

    /** Whether files are not a stranger's; null for what is in no commit. */
    boolean trusts(@Nullable String commit) {
        return trust.trusts(commit, this::git);
    }

    /** The files that say how the environment is reached and what is guarded. */
    List<String> settingsFiles() {
        return List.of("kgit.yaml", "environments/" + environment.environment().name() + "/environment.yaml");
    }

    /**
     * Says where settings are not those of the working tree.
     *
     * @param name how the command line names the commit that kgit.yaml and environment.yaml were read from, or null
     */
    List<Diagnostic> untrusted(@Nullable String name) {
        return trust.differences(name, here, settingsFiles());
    }

    /** The same with its history, for those who did not open it from the first; to be closed. */
    Workspace withHistory() {
        BackgroundValue<Optional<GitRepository>> opened = BackgroundValue.completed(GitRepository.open(root));
        return new Workspace(
                invocation,
                context,
                root,
                repository,
                variables,
                opened,
                environment,
                here,
                trust,
                states.withGit(opened));
    }

    @Override
    public void close() {
        // What kept Git from being opened was told to whoever asked for it, and is nobody else's business.
        if (git.awaitSuccess()) {
            git().ifPresent(GitRepository::close);
        }
    }
}
