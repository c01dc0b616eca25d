package dev.kgit.workflow;

import dev.kgit.manifest.ManifestRepository;
import dev.kgit.manifest.ProcessVariableSources;
import dev.kgit.manifest.VariableSources;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.DidYouMean;
import dev.kgit.model.KgitException;
import dev.kgit.model.SourceTree;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Which environments a command is about: those of the command line, or else of the process, or the only one there is. */
public final class EnvironmentSelection {

    static final String ENVIRONMENT_VARIABLE = "KGIT_ENV";

    private EnvironmentSelection() {}

    /** All environments of the repository. */
    public static List<String> all(Invocation invocation) {
        SourceTree files = WorkingTrees.of(RepositoryFolder.require(invocation));
        VariableSources lookups = new ProcessVariableSources(invocation.variables(), invocation.clock());
        return ManifestRepository.open(files, files, lookups, invocation.sections())
                .environments();
    }

    /** The environments that the command line names, or else the process, or the only one there is; each once. */
    public static List<String> chosen(Invocation invocation) {
        return chosen(invocation, () -> all(invocation));
    }

    /** Whether the command line or the process says which environment, so that nothing else has to. */
    public static boolean isMade(Invocation invocation) {
        return invocation.all()
                || !invocation.environments().isEmpty()
                || ofProcess(invocation).isPresent();
    }

    private static List<String> chosen(Invocation invocation, Supplier<List<String>> there) {
        if (!invocation.all() && !invocation.environments().isEmpty()) {
            return invocation.environments().stream().distinct().toList();
        }
        Optional<String> ofProcess = ofProcess(invocation);
        if (ofProcess.isPresent()) {
            return List.of(ofProcess.get());
        }
        List<String> known = there.get();
        if (known.isEmpty() || (!invocation.all() && known.size() > 1)) {
            throw new KgitException.Invalid(Diagnostic.error(
                            "KG703",
                            known.isEmpty()
                                    ? "there is no environment: no environments/NAME/environment.yaml"
                                    : "which environment?")
                    .withHint(
                            known.isEmpty()
                                    ? misnamed(invocation).orElse("make one with `kgit init`, or write that file")
                                    : "choose one with -e: " + String.join(", ", known)));
        }
        return known;
    }

    /** What the process says, where the command line says nothing. */
    private static Optional<String> ofProcess(Invocation invocation) {
        return invocation.all() || !invocation.environments().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(invocation.variables().get(ENVIRONMENT_VARIABLE))
                        .filter(name -> !name.isEmpty());
    }

    /** A file that was meant to be an environment.yaml. */
    private static Optional<String> misnamed(Invocation invocation) {
        try {
            return WorkingTrees.of(RepositoryFolder.require(invocation)).filesBelow("environments").stream()
                    .filter(path ->
                            path.matches("environments/[^/]+/(?i:environment|environments|env)\\.(?i:yml|yaml)"))
                    .filter(path -> !path.endsWith("/environment.yaml"))
                    .findFirst()
                    .map(path -> "there is " + path + ": kgit reads environment.yaml alone, so rename it");
        } catch (KgitException unlistable) {
            return Optional.empty();
        }
    }

    /** The one environment that was chosen, which is there. */
    static String one(Invocation invocation, ManifestRepository repository) {
        List<String> names = chosen(invocation, repository::environments);
        if (names.size() > 1) {
            throw new KgitException.Invalid(Diagnostic.error(
                            "KG730",
                            "this command takes one environment, not " + names.size() + ": " + String.join(", ", names))
                    .withHint("run it once for each; validate, plan and drift take several"));
        }
        String name = names.get(0);
        if (!repository.hasEnvironment(name)) {
            List<String> known = repository.environments();
            throw new KgitException.Invalid(Diagnostic.error(
                            "KG703",
                            "there is no environment '" + name + "'"
                                    + (ofProcess(invocation).isPresent()
                                            ? ", which $" + ENVIRONMENT_VARIABLE + " names"
                                            : ""))
                    .withHint(
                            known.isEmpty()
                                    ? misnamed(invocation)
                                            .orElse(
                                                    "there is none at all: an environment is a folder below environments/"
                                                            + " with an environment.yaml")
                                    : misnamed(invocation)
                                            .filter(hint -> hint.contains("environments/" + name + "/"))
                                            .orElseGet(() -> DidYouMean.hint(
                                                    name, known, "there are: " + String.join(", ", known)))));
        }
        return name;
    }
}
