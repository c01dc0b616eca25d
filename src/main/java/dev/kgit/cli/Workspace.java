package dev.kgit.cli;

import dev.kgit.git.GitRepository;
import dev.kgit.manifest.EditSession;
import dev.kgit.manifest.EnvironmentSettings;
import dev.kgit.manifest.ManifestRepository;
import dev.kgit.manifest.ProcessVariableSources;
import dev.kgit.manifest.ReadResult;
import dev.kgit.manifest.RecordingTree;
import dev.kgit.manifest.VariableSources;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FilesRead;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import dev.kgit.model.SourceTree;
import dev.kgit.workflow.BackgroundValue;
import dev.kgit.workflow.CommitResolver;
import dev.kgit.workflow.WorkingTrees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One environment of one repository, opened: what a command works on. */
final class Workspace implements AutoCloseable {

    private final Kgit kgit;
    private final Path root;
    private final ManifestRepository repository;
    private final VariableSources lookups;
    private final BackgroundValue<Optional<GitRepository>> git;
    private final EnvironmentSettings environment;
    private final RecordingTree here;
    private final RecordingTree resources;
    private final @Nullable String commit;
    private final @Nullable String trustedCommit;
    private final @Nullable SourceTree trusted;
    private volatile FilesRead resourcesRead = FilesRead.NOTHING;
    private volatile List<Diagnostic> unreadable = List.of();

    /**
     * @param here what of the working tree was read so far
     * @param resources where resource files are read
     */
    private Workspace(
            Kgit kgit,
            Path root,
            ManifestRepository repository,
            VariableSources lookups,
            BackgroundValue<Optional<GitRepository>> git,
            EnvironmentSettings environment,
            RecordingTree here,
            RecordingTree resources,
            @Nullable String commit,
            @Nullable String trustedCommit,
            @Nullable SourceTree trusted) {
        this.kgit = kgit;
        this.root = root;
        this.repository = repository;
        this.lookups = lookups;
        this.git = git;
        this.environment = environment;
        this.here = here;
        this.resources = resources;
        this.commit = commit;
        this.trustedCommit = trustedCommit;
        this.trusted = trusted;
    }

    /** The repository and environment that the command line names. */
    static Workspace open(Kgit kgit) {
        return open(kgit, null, null);
    }

    /** The same, where environment.yaml asks these variables instead of the process's. */
    static Workspace open(Kgit kgit, Map<String, String> variables) {
        return open(kgit, variables, null, null);
    }

    /**
     * @param trust the commit from which kgit.yaml and environment.yaml are read; null: from the working tree
     * @param commit the commit from which all other files are read; null: from the working tree
     */
    static Workspace open(Kgit kgit, @Nullable String trust, @Nullable String commit) {
        return kgit.timings.of("settings", () -> open(kgit, kgit.console.env(), trust, commit));
    }

    private static Workspace open(
            Kgit kgit, Map<String, String> variables, @Nullable String trust, @Nullable String commit) {
        Path root = root(kgit);
        VariableSources lookups = new ProcessVariableSources(variables, kgit.console.clock());
        BackgroundValue<Optional<GitRepository>> git = BackgroundValue.of("git", () -> GitRepository.open(root));
        RecordingTree here = new RecordingTree(WorkingTrees.of(root));
        CommitResolver commits = new CommitResolver(git);
        String trustedHash = trust == null ? null : commits.trusted(trust);
        SourceTree trusted = trustedHash == null ? null : commits.files(trustedHash);
        String hash = commit == null ? null : commits.hash(commit);
        RecordingTree files = hash == null ? here : new RecordingTree(commits.files(hash));
        ManifestRepository repository = trusted == null
                ? ManifestRepository.open(here, files, lookups)
                : ManifestRepository.open(trusted, files, lookups).trusting(trusted);
        // Which other environments there are is no part of what this one declares.
        SourceTree unrecorded = trusted == null ? here.afresh() : trusted;
        String name = EnvironmentSelection.one(kgit, ManifestRepository.open(unrecorded, unrecorded, lookups));
        kgit.environment = name;
        ReadResult<EnvironmentSettings> read = repository.environment(name);
        EnvironmentSettings known = read.value();
        if (known != null) {
            kgit.redactor = known.redactor();
            kgit.project = known.project().isEmpty() ? kgit.project : known.project();
        }
        EnvironmentSettings environment = kgit.require(read);
        return new Workspace(
                kgit, root, repository, lookups, git, environment, here, files, hash, trustedHash, trusted);
    }

    static Path root(Kgit kgit) {
        return findRoot(kgit)
                .orElseThrow(() -> new KgitException.Invalid(
                        kgit.repo == null
                                ? Diagnostic.error("KG702", "no kgit.yaml in this folder or any above it")
                                        .withHint("go to the repository, name it with -C, or make one with `kgit init`")
                                : Diagnostic.error("KG702", kgit.repo + " has no kgit.yaml")
                                        .withHint(
                                                "give the folder that holds kgit.yaml, or make one with `kgit init`")));
    }

    /** The folder that -C names, or else this one or the nearest above it; empty where there is no kgit.yaml. */
    static Optional<Path> findRoot(Kgit kgit) {
        if (kgit.repo == null) {
            return ManifestRepository.findRoot(kgit.console.folder());
        }
        Path named = kgit.console.folder().resolve(kgit.repo);
        return Files.isRegularFile(named.resolve("kgit.yaml")) ? ManifestRepository.findRoot(named) : Optional.empty();
    }

    Path root() {
        return root;
    }

    ManifestRepository repository() {
        return repository;
    }

    EnvironmentSettings environment() {
        return environment;
    }

    Optional<GitRepository> git() {
        return git.get();
    }

    /** The files of the environment as something that is about to change. */
    EditSession workbench() {
        return new EditSession(WorkingTrees.of(root), lookups, environment);
    }

    /** Whether the resource files come from where the settings come from; false for a pull request's. */
    boolean trustsFiles() {
        return trusted == null;
    }

    /**
     * Whether files are not a stranger's: the trusted commit has to contain theirs.
     *
     * @param other null for what is in no commit
     */
    boolean trusts(@Nullable String other) {
        return trustedCommit == null
                || (other != null
                        && git().map(history -> history.isAncestor(other, trustedCommit))
                                .orElse(false));
    }

    /** All that the files say; every problem of every file at once where there is any. */
    DesiredState desired() {
        return desired(topics -> {});
    }

    /**
     * The same.
     *
     * @param seen told of the topics in a file as soon as it is parsed, by several threads at a time
     */
    DesiredState desired(Consumer<Set<ResourceId>> seen) {
        RecordingTree files = resources.afresh();
        try {
            return kgit.require(repository.withResources(files).desired(environment, seen));
        } finally {
            resourcesRead = files.read();
        }
    }

    /** What the files of a commit say, as far as it can still be known; empty where the history is missing. */
    Optional<DesiredState> desiredAt(String commit) {
        Past past = pastAt(commit);
        unreadable = past.why();
        return past.desired();
    }

    /** Why the last answer of {@link #desiredAt} is empty, where the commit is here and its files are not. */
    List<Diagnostic> unreadable() {
        return unreadable.stream()
                .map(why -> Diagnostic.warning(why.code(), why.message()).withHint(why.hint()))
                .toList();
    }

    /** The same, and what was read of the commit for it. */
    Past pastAt(String commit) {
        Optional<RecordingTree> files =
                git().flatMap(history -> history.at(commit)).map(RecordingTree::new);
        try {
            Optional<DesiredState> desired = files.flatMap(this::desiredIn);
            return new Past(desired, files.map(RecordingTree::read).orElse(FilesRead.NOTHING), List.of());
        } catch (KgitException.World incomplete) {
            return new Past(Optional.empty(), files.orElseThrow().read(), incomplete.diagnostics());
        }
    }

    /**
     * What a commit says of the environment, as far as it can be known, and what was read for it.
     *
     * @param why what of the commit this clone does not have
     */
    record Past(Optional<DesiredState> desired, FilesRead read, List<Diagnostic> why) {}

    /** What these files say of the environment, as far as it can be known. */
    Optional<DesiredState> desiredIn(SourceTree files) {
        ManifestRepository old = ManifestRepository.open(files, files, lookups.asLenient());
        EnvironmentSettings oldEnvironment =
                old.environment(environment.environment().name()).value();
        return oldEnvironment == null
                ? Optional.<DesiredState>empty()
                : Optional.ofNullable(old.desired(oldEnvironment).value());
    }

    /**
     * What reading all files of the chosen environment brings to light.
     *
     * @param workspace empty where environment.yaml can't be used as it is
     * @param desired empty where the files have errors
     */
    record Checked(
            String environment,
            List<Diagnostic> diagnostics,
            Optional<Workspace> workspace,
            Optional<DesiredState> desired) {

        /** How many resources are declared, as far as the files could be read: {@code 2 resources}. */
        String counted() {
            int resources =
                    desired.map(value -> value.state().resources().size()).orElse(0);
            return resources + (resources == 1 ? " resource" : " resources");
        }
    }

    /**
     * Reads everything and gathers the problems instead of stopping at them. The session wants no closing.
     *
     * @param secrets whether secrets are looked up; without, their values are unknown
     */
    static Checked check(Kgit kgit, boolean secrets) {
        Path root = root(kgit);
        RecordingTree files = new RecordingTree(WorkingTrees.of(root));
        VariableSources all = new ProcessVariableSources(kgit.console.env(), kgit.console.clock());
        VariableSources lookups = secrets ? all : all.withoutSecrets();
        ManifestRepository repository = ManifestRepository.open(files, files, lookups);
        String name = EnvironmentSelection.one(kgit, repository);
        ReadResult<EnvironmentSettings> environment = repository.environment(name);
        List<Diagnostic> diagnostics = new ArrayList<>(environment.diagnostics());
        EnvironmentSettings known = environment.value();
        if (known == null) {
            return new Checked(name, diagnostics, Optional.empty(), Optional.empty());
        }
        kgit.redactor = known.redactor();
        ReadResult<DesiredState> desired = repository.desired(known);
        diagnostics.addAll(desired.diagnostics());
        Optional<Workspace> workspace = environment.hasErrors()
                ? Optional.empty()
                : Optional.of(new Workspace(
                        kgit,
                        root,
                        repository,
                        lookups,
                        BackgroundValue.known(Optional.empty()),
                        known,
                        files,
                        files,
                        null,
                        null,
                        null));
        return new Checked(
                name, diagnostics.stream().distinct().toList(), workspace, Optional.ofNullable(desired.value()));
    }

    /** The same with its history, for those who did not open it from the first; to be closed. */
    Workspace withHistory() {
        return new Workspace(
                kgit,
                root,
                repository,
                lookups,
                BackgroundValue.known(GitRepository.open(root)),
                environment,
                here,
                resources,
                commit,
                trustedCommit,
                trusted);
    }

    /** What was read of the working tree, by {@link #desired} too if it was called. */
    FilesRead read() {
        return commit == null ? here.read().and(resourcesRead) : here.read();
    }

    /** What {@link #desired} read, wherever it did. */
    FilesRead resourcesRead() {
        return resourcesRead;
    }

    /**
     * The commit and branch that are looked at, and whether what was read of the working tree differs from it: ask when all
     * that counts was read.
     */
    Revision revision() {
        if (commit != null) {
            return new Revision(commit, null, false);
        }
        return git().map(history -> history.head(read())).orElseGet(() -> Revision.NONE.of(read().digest()));
    }

    /** The files that say how the environment is reached and what is guarded. */
    List<String> settingsFiles() {
        return List.of("kgit.yaml", "environments/" + environment.environment().name() + "/environment.yaml");
    }

    /**
     * The desired-state files of the environment in a commit.
     *
     * @throws KgitException where this clone does not have it
     */
    SortedMap<String, byte[]> filesAt(String reference) {
        CommitResolver commits = new CommitResolver(git);
        SourceTree files = commits.files(commits.hash(reference));
        SortedMap<String, byte[]> contents = new TreeMap<>();
        ManifestRepository.open(files, files, lookups.asLenient()).files(environment).stream()
                .filter(files::isFile)
                .forEach(path -> contents.put(path, files.read(path)));
        return contents;
    }

    /** The commit that is checked out, whichever is looked at; null where there is none. */
    @Nullable
    String head() {
        return git().flatMap(history -> history.resolve("HEAD")).orElse(null);
    }

    /**
     * Says where settings are not those of the working tree.
     *
     * @param trust how the command line names the commit that kgit.yaml and environment.yaml were read from, or null
     */
    List<Diagnostic> untrusted(@Nullable String trust) {
        if (trusted == null) {
            return List.of();
        }
        SourceTree now = here.afresh();
        List<Diagnostic> remarks = new ArrayList<>();
        for (String file : settingsFiles()) {
            boolean same = now.isFile(file) == trusted.isFile(file)
                    && (!now.isFile(file) || Arrays.equals(now.read(file), trusted.read(file)));
            if (!same) {
                remarks.add(Diagnostic.warning(
                                "KG704", file + " differs from " + trust + ": this plan uses the one of " + trust)
                        .withHint("review that change for itself; it takes effect when it is merged"));
            }
        }
        return remarks;
    }

    @Override
    public void close() {
        // What kept Git from being opened was told to whoever asked for it, and is nobody else's business.
        if (git.isMade()) {
            git().ifPresent(GitRepository::close);
        }
    }
}
