package dev.kgit.workflow;

import dev.kgit.concurrent.BackgroundValue;
import dev.kgit.git.GitRepository;
import dev.kgit.manifest.EnvironmentSettings;
import dev.kgit.manifest.ManifestRepository;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what the files of an environment say, here and in commits, and keeps note of what was read for it. */
final class StateReader {

    private final ManifestRepository repository;
    private final EnvironmentSettings environment;
    private final VariableSources variables;
    private final BackgroundValue<Optional<GitRepository>> git;
    private final RecordingTree here;
    private final RecordingTree resources;
    private final @Nullable String commit;
    private volatile FilesRead resourcesRead = FilesRead.NOTHING;
    private volatile List<Diagnostic> unreadable = List.of();
    private final Map<String, Diagnostic> invalid = new ConcurrentHashMap<>();

    /**
     * @param here what of the working tree was read so far
     * @param resources where resource files are read
     * @param commit the commit that they are read from; null: from the working tree
     */
    StateReader(
            ManifestRepository repository,
            EnvironmentSettings environment,
            VariableSources variables,
            BackgroundValue<Optional<GitRepository>> git,
            RecordingTree here,
            RecordingTree resources,
            @Nullable String commit) {
        this.repository = repository;
        this.environment = environment;
        this.variables = variables;
        this.git = git;
        this.here = here;
        this.resources = resources;
        this.commit = commit;
    }

    /** The same with another opening of Git. */
    StateReader withGit(BackgroundValue<Optional<GitRepository>> other) {
        return new StateReader(repository, environment, variables, other, here, resources, commit);
    }

    /**
     * What a commit says of the environment, as far as it can be known, and what was read for it.
     *
     * @param why what of the commit this clone does not have
     */
    record Past(Optional<DesiredState> desired, FilesRead read, List<Diagnostic> why) {}

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
            return repository.withResources(files).desired(environment, seen).valueOrThrow();
        } finally {
            resourcesRead = files.read();
        }
    }

    /** What the files of a commit say, as far as it can still be known; empty where the history is missing. */
    Optional<DesiredState> desiredAt(String other) {
        Past past = pastAt(other);
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
    Past pastAt(String other) {
        Optional<RecordingTree> files =
                git.get().flatMap(history -> history.at(other)).map(RecordingTree::new);
        try {
            Optional<DesiredState> desired = files.flatMap(tree -> desiredIn(tree, why -> invalid.put(other, why)));
            return new Past(desired, files.map(RecordingTree::read).orElse(FilesRead.NOTHING), List.of());
        } catch (KgitException.Unavailable incomplete) {
            return new Past(Optional.empty(), files.orElseThrow().read(), incomplete.diagnostics());
        }
    }

    /** What these files say of the environment, as far as it can be known. */
    Optional<DesiredState> desiredIn(SourceTree files) {
        return desiredIn(files, why -> {});
    }

    /** @param wrong told the first thing that is wrong with them, where there are such files and something is */
    private Optional<DesiredState> desiredIn(SourceTree files, Consumer<Diagnostic> wrong) {
        ManifestRepository old = ManifestRepository.open(files, files, variables.asLenient(), repository.sections());
        String name = environment.environment().name();
        ReadResult<EnvironmentSettings> settings = old.environment(name);
        if (settings.value() == null) {
            if (old.environments().contains(name)) {
                first(settings.diagnostics()).ifPresent(wrong);
            }
            return Optional.empty();
        }
        ReadResult<DesiredState> desired = old.desired(settings.value());
        if (desired.value() == null) {
            first(desired.diagnostics()).ifPresent(wrong);
        }
        return Optional.ofNullable(desired.value());
    }

    private static Optional<Diagnostic> first(List<Diagnostic> diagnostics) {
        return diagnostics.stream().filter(Diagnostic::isError).findFirst();
    }

    /** What is wrong, by today's rules, with the files of a commit that was asked for; empty where nothing is, or there are none. */
    Optional<Diagnostic> invalid(String other) {
        return Optional.ofNullable(invalid.get(other));
    }

    /** What was read of the working tree, by {@link #desired} too if it was called. */
    FilesRead read() {
        return commit == null ? here.read().and(resourcesRead) : here.read();
    }

    /** All that the desired state was read from; empty where a part of it is of a commit. */
    Optional<FilesRead> allRead() {
        return commit == null ? Optional.of(read()) : Optional.empty();
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
        return git.get().map(history -> history.head(read())).orElseGet(() -> Revision.NONE.of(read().digest()));
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
        ManifestRepository.open(files, files, variables.asLenient(), repository.sections()).files(environment).stream()
                .filter(files::isFile)
                .forEach(path -> contents.put(path, files.read(path)));
        return contents;
    }
}
