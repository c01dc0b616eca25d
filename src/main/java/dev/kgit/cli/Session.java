package dev.kgit.cli;

import dev.kgit.git.GitHistory;
import dev.kgit.manifest.EnvironmentFile;
import dev.kgit.manifest.EnvironmentLookups;
import dev.kgit.manifest.Loaded;
import dev.kgit.manifest.Lookups;
import dev.kgit.manifest.Repository;
import dev.kgit.manifest.Workbench;
import dev.kgit.manifest.WorkingTree;
import dev.kgit.model.Desired;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import dev.kgit.model.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One environment of one repository, opened: what a command works on. */
final class Session implements AutoCloseable {

    static final String ENVIRONMENT_VARIABLE = "KGIT_ENV";

    /** What makes the working tree dirty: a change anywhere else does not matter. */
    static final List<String> STATE_FILES = List.of("kgit.yaml", "environments");

    private final Kgit kgit;
    private final Path root;
    private final Repository repository;
    private final Lookups lookups;
    private final Soon<Optional<GitHistory>> git;
    private final EnvironmentFile environment;
    private final @Nullable String commit;
    private final boolean trustsFiles;

    private Session(
            Kgit kgit,
            Path root,
            Repository repository,
            Lookups lookups,
            Soon<Optional<GitHistory>> git,
            EnvironmentFile environment,
            @Nullable String commit,
            boolean trustsFiles) {
        this.kgit = kgit;
        this.root = root;
        this.repository = repository;
        this.lookups = lookups;
        this.git = git;
        this.environment = environment;
        this.commit = commit;
        this.trustsFiles = trustsFiles;
    }

    /** The repository and environment that the command line names. */
    static Session open(Kgit kgit) {
        return open(kgit, null, null);
    }

    /** The same, where environment.yaml asks these variables instead of the process's. */
    static Session open(Kgit kgit, Map<String, String> variables) {
        return open(kgit, variables, null, null);
    }

    /**
     * @param trust the commit from which kgit.yaml and environment.yaml are read; null: from the working tree
     * @param commit the commit from which all other files are read; null: from the working tree
     */
    static Session open(Kgit kgit, @Nullable String trust, @Nullable String commit) {
        return kgit.timings.of("settings", () -> open(kgit, kgit.console.env(), trust, commit));
    }

    private static Session open(
            Kgit kgit, Map<String, String> variables, @Nullable String trust, @Nullable String commit) {
        Path root = root(kgit);
        Lookups lookups = new EnvironmentLookups(variables, kgit.console.clock());
        Soon<Optional<GitHistory>> git = Soon.of("git", () -> GitHistory.open(root));
        SourceTree here = new WorkingTree(root);
        Repository repository = Repository.open(
                trust == null ? here : at(git, trust), commit == null ? here : at(git, commit), lookups);
        String name = environmentName(kgit, repository.environments());
        kgit.environment = name;
        Loaded<EnvironmentFile> read = repository.environment(name);
        EnvironmentFile known = read.value();
        if (known != null) {
            kgit.redactor = known.redactor();
            kgit.project = known.project().isEmpty() ? kgit.project : known.project();
        }
        EnvironmentFile environment = kgit.require(read);
        return new Session(
                kgit,
                root,
                repository,
                lookups,
                git,
                environment,
                commit == null ? null : history(git, commit).resolve(commit).orElse(null),
                trust == null);
    }

    private static SourceTree at(Soon<Optional<GitHistory>> git, String reference) {
        GitHistory history = history(git, reference);
        return history.resolve(reference)
                .flatMap(history::at)
                .orElseThrow(() ->
                        new KgitException.Invalid(Diagnostic.error("KG606", "Git does not know '" + reference + "'")
                                .withHint("fetch it first; in CI, check out with enough history (fetch-depth: 0)")));
    }

    private static GitHistory history(Soon<Optional<GitHistory>> git, String reference) {
        return git.get()
                .orElseThrow(() -> new KgitException.Invalid(Diagnostic.error(
                        "KG600", "this repository is not in Git, so there is no '" + reference + "'")));
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
            return Repository.findRoot(kgit.console.folder());
        }
        Path named = kgit.console.folder().resolve(kgit.repo);
        return Files.isRegularFile(named.resolve("kgit.yaml")) ? Repository.findRoot(named) : Optional.empty();
    }

    /** All environments of the repository. */
    static List<String> environments(Kgit kgit) {
        SourceTree files = new WorkingTree(root(kgit));
        Lookups lookups = new EnvironmentLookups(kgit.console.env(), kgit.console.clock());
        return Repository.open(files, files, lookups).environments();
    }

    /** The environments that the command line names, or else the process, or the only one there is; each once. */
    static List<String> chosen(Kgit kgit) {
        return chosen(kgit, environments(kgit));
    }

    /** Whether the command line or the process says which environment, so that nothing else has to. */
    static boolean isEnvironmentNamed(Kgit kgit) {
        String fromProcess = kgit.console.env().get(ENVIRONMENT_VARIABLE);
        return kgit.all || !kgit.environments.isEmpty() || (fromProcess != null && !fromProcess.isEmpty());
    }

    private static List<String> chosen(Kgit kgit, List<String> known) {
        String fromProcess = kgit.console.env().get(ENVIRONMENT_VARIABLE);
        List<String> names = List.of();
        if (kgit.all) {
            names = known;
        } else if (!kgit.environments.isEmpty()) {
            names = kgit.environments.stream().distinct().toList();
        } else if (fromProcess != null && !fromProcess.isEmpty()) {
            names = List.of(fromProcess);
        } else if (known.size() == 1) {
            names = known;
        }
        if (names.isEmpty()) {
            throw new KgitException.Invalid(Diagnostic.error(
                            "KG703",
                            known.isEmpty()
                                    ? "there is no environment: no environments/NAME/environment.yaml"
                                    : "which environment?")
                    .withHint(
                            known.isEmpty()
                                    ? "make one with `kgit init`"
                                    : "choose one with -e: " + String.join(", ", known)));
        }
        return names;
    }

    private static String environmentName(Kgit kgit, List<String> known) {
        List<String> names = chosen(kgit, known);
        if (names.size() > 1) {
            throw new KgitException.Invalid(Diagnostic.error(
                            "KG730",
                            "this command takes one environment, not " + names.size() + ": " + String.join(", ", names))
                    .withHint("run it once for each; validate, plan and drift take several"));
        }
        String name = names.get(0);
        if (!known.contains(name)) {
            throw new KgitException.Invalid(Diagnostic.error("KG703", "there is no environment '" + name + "'")
                    .withHint(known.isEmpty() ? "there is none at all" : "there are: " + String.join(", ", known)));
        }
        return name;
    }

    Path root() {
        return root;
    }

    Repository repository() {
        return repository;
    }

    EnvironmentFile environment() {
        return environment;
    }

    Optional<GitHistory> git() {
        return git.get();
    }

    /** The files of the environment as something that is about to change. */
    Workbench workbench() {
        return new Workbench(new WorkingTree(root), lookups, environment);
    }

    /** Whether the resource files come from where the settings come from; false for a pull request's. */
    boolean trustsFiles() {
        return trustsFiles;
    }

    /** All that the files say; every problem of every file at once where there is any. */
    Desired desired() {
        return desired(topics -> {});
    }

    /**
     * The same.
     *
     * @param seen told of the topics in a file as soon as it is parsed, by several threads at a time
     */
    Desired desired(Consumer<Set<ResourceId>> seen) {
        return kgit.require(repository.desired(environment, seen));
    }

    /** What the files of a commit say, as far as it can still be known; empty where the history is missing. */
    Optional<Desired> desiredAt(String commit) {
        if (git().isEmpty()) {
            return Optional.empty();
        }
        // Empty in a clone that lacks the commit or its files: what was applied is not known then, and the plan says
        // so.
        try {
            return git().get().at(commit).flatMap(this::desiredIn);
        } catch (KgitException.World incomplete) {
            return Optional.empty();
        }
    }

    private Optional<Desired> desiredIn(SourceTree files) {
        Repository old = Repository.open(files, files, lookups.asLenient());
        EnvironmentFile oldEnvironment =
                old.environment(environment.environment().name()).value();
        return oldEnvironment == null
                ? Optional.<Desired>empty()
                : Optional.ofNullable(old.desired(oldEnvironment).value());
    }

    /**
     * What reading all files of the chosen environment brings to light.
     *
     * @param session empty where environment.yaml can't be used as it is
     * @param desired empty where the files have errors
     */
    record Checked(
            String environment, List<Diagnostic> diagnostics, Optional<Session> session, Optional<Desired> desired) {

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
        SourceTree files = new WorkingTree(root);
        Lookups all = new EnvironmentLookups(kgit.console.env(), kgit.console.clock());
        Lookups lookups = secrets ? all : all.withoutSecrets();
        Repository repository = Repository.open(files, files, lookups);
        String name = environmentName(kgit, repository.environments());
        Loaded<EnvironmentFile> environment = repository.environment(name);
        List<Diagnostic> diagnostics = new ArrayList<>(environment.diagnostics());
        EnvironmentFile known = environment.value();
        if (known == null) {
            return new Checked(name, diagnostics, Optional.empty(), Optional.empty());
        }
        kgit.redactor = known.redactor();
        Loaded<Desired> desired = repository.desired(known);
        diagnostics.addAll(desired.diagnostics());
        Optional<Session> session = environment.hasErrors()
                ? Optional.empty()
                : Optional.of(
                        new Session(kgit, root, repository, lookups, Soon.known(Optional.empty()), known, null, true));
        return new Checked(
                name, diagnostics.stream().distinct().toList(), session, Optional.ofNullable(desired.value()));
    }

    /** The commit and branch that are looked at, and whether the desired-state files differ from it. */
    Revision revision() {
        if (commit != null) {
            return new Revision(commit, null, false);
        }
        return git().map(history -> history.head(STATE_FILES)).orElse(Revision.NONE);
    }

    /** The commit that is checked out, whichever is looked at; null where there is none. */
    @Nullable
    String head() {
        return git().flatMap(history -> history.resolve("HEAD")).orElse(null);
    }

    /**
     * Says where settings are not those of the working tree.
     *
     * @param trust the commit that kgit.yaml and environment.yaml were read from, or null
     */
    List<Diagnostic> untrusted(@Nullable String trust) {
        if (trust == null) {
            return List.of();
        }
        SourceTree trusted = at(git, trust);
        SourceTree here = new WorkingTree(root);
        String settings = "environments/" + environment.environment().name() + "/environment.yaml";
        List<Diagnostic> remarks = new ArrayList<>();
        for (String file : List.of("kgit.yaml", settings)) {
            boolean same = here.isFile(file) == trusted.isFile(file)
                    && (!here.isFile(file) || Arrays.equals(here.read(file), trusted.read(file)));
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
            git().ifPresent(GitHistory::close);
        }
    }
}
