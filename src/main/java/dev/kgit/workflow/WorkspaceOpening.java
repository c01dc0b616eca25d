package dev.kgit.workflow;

import dev.kgit.concurrent.BackgroundValue;
import dev.kgit.git.GitRepository;
import dev.kgit.manifest.EnvironmentSettings;
import dev.kgit.manifest.ManifestRepository;
import dev.kgit.manifest.ProcessVariableSources;
import dev.kgit.manifest.ReadResult;
import dev.kgit.manifest.RecordingTree;
import dev.kgit.manifest.VariableSources;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Redactor;
import dev.kgit.model.SourceTree;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the repository and chooses the environment, and tells what is known of them as soon as it is. */
final class WorkspaceOpening {

    private final Invocation invocation;
    private final NotedSecrets variables;
    private WorkspaceContext context = WorkspaceContext.UNKNOWN;

    WorkspaceOpening(Invocation invocation) {
        this.invocation = invocation;
        this.variables = new NotedSecrets(
                new ProcessVariableSources(invocation.variables(), invocation.clock()), ConcurrentHashMap.newKeySet());
    }

    /**
     * @param trust the commit from which kgit.yaml and environment.yaml are read; null: from the working tree
     * @param commit the commit from which all other files are read; null: from the working tree
     */
    Workspace open(@Nullable String trust, @Nullable String commit) {
        return telling(() -> opened(trust, commit));
    }

    private Workspace opened(@Nullable String trust, @Nullable String commit) {
        Path root = RepositoryFolder.require(invocation);
        BackgroundValue<Optional<GitRepository>> git =
                BackgroundValue.start("kgit-git", () -> GitRepository.open(root));
        RecordingTree here = new RecordingTree(WorkingTrees.of(root));
        CommitResolver commits = new CommitResolver(git);
        TrustedTree trusted = TrustedTree.of(trust, commits);
        String hash = commit == null ? null : commits.hash(commit);
        RecordingTree files = hash == null ? here : new RecordingTree(commits.files(hash));
        SourceTree settings = trusted.files();
        ManifestRepository repository = settings == null
                ? ManifestRepository.open(here, files, variables, invocation.sections())
                : ManifestRepository.open(settings, files, variables, invocation.sections())
                        .trusting(settings);
        // Which other environments there are is no part of what this one declares.
        SourceTree unrecorded = settings == null ? here.afresh() : settings;
        EnvironmentSettings environment = settings(
                        repository,
                        EnvironmentSelection.one(
                                invocation,
                                ManifestRepository.open(unrecorded, unrecorded, variables, invocation.sections())))
                .valueOrThrow();
        StateReader states = new StateReader(repository, environment, variables, git, here, files, hash);
        return new Workspace(invocation, context, root, repository, variables, git, environment, here, trusted, states);
    }

    /**
     * Reads everything and gathers the problems instead of stopping at them.
     *
     * @param secrets whether secrets are looked up; without, their values are unknown
     */
    WorkspaceCheck check(boolean secrets) {
        return telling(() -> checked(secrets));
    }

    private WorkspaceCheck checked(boolean secrets) {
        Path root = RepositoryFolder.require(invocation);
        RecordingTree files = new RecordingTree(WorkingTrees.of(root));
        VariableSources lookups = secrets ? variables : variables.withoutSecrets();
        ManifestRepository repository = ManifestRepository.open(files, files, lookups, invocation.sections());
        String name = EnvironmentSelection.one(invocation, repository);
        ReadResult<EnvironmentSettings> environment = settings(repository, name);
        List<Diagnostic> diagnostics = new ArrayList<>(environment.diagnostics());
        EnvironmentSettings known = environment.value();
        if (known == null) {
            return new WorkspaceCheck(name, diagnostics, Optional.empty(), Optional.empty());
        }
        ReadResult<DesiredState> desired = repository.desired(known);
        diagnostics.addAll(desired.diagnostics());
        diagnostics.addAll(IgnoredFiles.of(root, variables, invocation.sections()));
        BackgroundValue<Optional<GitRepository>> git = BackgroundValue.completed(Optional.empty());
        Optional<Workspace> workspace = environment.hasErrors()
                ? Optional.empty()
                : Optional.of(new Workspace(
                        invocation,
                        context,
                        root,
                        repository,
                        lookups,
                        git,
                        known,
                        files,
                        TrustedTree.NONE,
                        new StateReader(repository, known, lookups, git, files, files, null)));
        return new WorkspaceCheck(
                name, diagnostics.stream().distinct().toList(), workspace, Optional.ofNullable(desired.value()));
    }

    private ReadResult<EnvironmentSettings> settings(ManifestRepository repository, String name) {
        tell(context.withEnvironment(name));
        ReadResult<EnvironmentSettings> read = repository.environment(name);
        EnvironmentSettings known = read.value();
        if (known != null) {
            tell((known.project().isEmpty() ? context : context.withProject(known.project()))
                    .withPlatform(platform(known.environment(), known.redactor()))
                    .withRedactor(known.redactor()));
        }
        return read;
    }

    private static String platform(Environment environment, Redactor redactor) {
        FieldValue servers = environment.kafka().get("bootstrap.servers");
        StringBuilder words =
                new StringBuilder("Kafka at " + (servers == null || servers.value() == null ? "?" : servers.value()));
        environment
                .connect()
                .forEach((name, endpoint) -> words.append(", Connect cluster ").append(name));
        return redactor.redact(words.toString());
    }

    private void tell(WorkspaceContext known) {
        context = known;
        invocation.contextListener().accept(known);
    }

    /** What fails here may have a secret in its message that was looked up a moment ago. */
    private <T> T telling(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error failure) {
            tell(context.withRedactor(context.redactor().and(variables.secrets())));
            throw failure;
        }
    }

    /** Keeps note of the secrets that were looked up. */
    private record NotedSecrets(VariableSources sources, Set<String> secrets) implements VariableSources {

        @Override
        public Optional<String> env(String name) {
            return sources.env(name);
        }

        @Override
        public Optional<String> secret(String name) {
            Optional<String> secret = sources.secret(name);
            secret.ifPresent(secrets::add);
            return secret;
        }

        @Override
        public LocalDate today() {
            return sources.today();
        }
    }
}
