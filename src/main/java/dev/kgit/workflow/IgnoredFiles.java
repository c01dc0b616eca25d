package dev.kgit.workflow;

import dev.kgit.manifest.EnvironmentSettings;
import dev.kgit.manifest.ManifestRepository;
import dev.kgit.manifest.Sections;
import dev.kgit.manifest.VariableSources;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FilesRead;
import dev.kgit.model.KgitException;
import dev.kgit.model.Place;
import dev.kgit.model.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files that look as if they were to count and that no environment reads: what they declare is missing without a word. */
final class IgnoredFiles {

    private static final String ENVIRONMENTS = "environments/";
    private static final String ENVIRONMENT_YAML = "environment.yaml";

    /** A name of a file of environments that kgit does not read as one. */
    private static final Pattern MISNAMED = Pattern.compile("(?i)environments?\\.ya?ml");

    /** What editors, merges and people make of the name of a YAML file that is to be kept aside. */
    private static final Pattern ASIDE =
            Pattern.compile("(?i).*\\.ya?ml[^/a-z0-9/].*|.*\\.ya?ml\\..*|.*\\.ya?ml~|.*\\.(ymal|yalm|yam)");

    /** More is no sign of a file that somebody has misplaced. */
    private static final int LARGEST = 1 << 20;

    private final Path root;
    private final ManifestRepository repository;
    private final List<Diagnostic> told = new ArrayList<>();

    private IgnoredFiles(Path root, ManifestRepository repository) {
        this.root = root;
        this.repository = repository;
    }

    /** Each with the reason, and with what to do about it. */
    static List<Diagnostic> of(Path root, VariableSources variables, Sections sections) {
        // Apart from what a plan is made of: that other environments were looked at is no part of one.
        SourceTree tree = WorkingTrees.of(root);
        IgnoredFiles unread =
                new IgnoredFiles(root, ManifestRepository.open(tree, tree, variables.withoutSecrets(), sections));
        unread.besideKgitYaml();
        try {
            unread.below(tree);
        } catch (KgitException unlistable) {
            // A link or submodule among other environments' files: no business of this one, and told in its own.
        }
        return List.copyOf(unread.told);
    }

    private void besideKgitYaml() {
        Pattern section = Pattern.compile(
                "(?m)^(" + String.join("|", repository.sections().names()) + ")\\s*:");
        try (Stream<Path> files = Files.list(root)) {
            files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> FilesRead.counts("/" + name) && !name.equals(ManifestRepository.KGIT_YAML))
                    .sorted()
                    .filter(name -> section.matcher(text(name)).find())
                    .forEach(name -> tell(
                            name,
                            "it stands beside kgit.yaml, and resources are read in the folders of environments/ alone",
                            "move it to environments/base/, or into an environment's folder"));
        } catch (IOException unreadable) {
            // Whoever reads files tells what can't be read.
        }
    }

    private String text(String name) {
        try {
            Path file = root.resolve(name);
            return Files.size(file) > LARGEST ? "" : new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }

    private void below(SourceTree tree) {
        Set<String> layers = layers();
        TreeMap<String, Integer> unused = new TreeMap<>();
        for (String path : tree.filesBelow("environments")) {
            String below = path.substring(ENVIRONMENTS.length());
            int slash = below.indexOf('/');
            String folder = slash < 0 ? "" : below.substring(0, slash);
            String name = below.substring(below.lastIndexOf('/') + 1);
            boolean own = below.lastIndexOf('/') == slash;
            if (slash < 0) {
                inNoLayer(path);
            } else if (own && MISNAMED.matcher(name).matches() && !repository.hasEnvironment(folder)) {
                tell(path, "the file of an environment is called " + ENVIRONMENT_YAML, "rename it");
            } else if (!layers.contains(folder)) {
                if (FilesRead.counts(path)) {
                    unused.merge(folder, 1, Integer::sum);
                }
            } else {
                aside(path, name);
            }
        }
        unused.forEach((folder, files) -> tell(
                ENVIRONMENTS + folder + "/",
                "no environment extends this folder, and it has no " + ENVIRONMENT_YAML + " of its own (" + files
                        + (files == 1 ? " file)" : " files)"),
                "name it under `extends:` in an environment.yaml, or give it an " + ENVIRONMENT_YAML));
    }

    private void inNoLayer(String path) {
        if (FilesRead.counts(path)) {
            tell(
                    path,
                    "it stands in environments/ itself, which is no layer",
                    "move it to environments/base/, or into an environment's folder");
        }
    }

    private void aside(String path, String name) {
        if (path.contains("/.") && (name.endsWith(".yaml") || name.endsWith(".yml"))) {
            tell(path, "it is hidden: its path has a name that begins with a dot", "rename it, or delete it");
        } else if (!FilesRead.counts(path) && ASIDE.matcher(name).matches()) {
            tell(path, "its name ends neither with .yaml nor with .yml", "rename it, or delete it: Git keeps what was");
        }
    }

    /** Every folder that counts for some environment; all of them where that can't be told. */
    private Set<String> layers() {
        Set<String> layers = new TreeSet<>();
        for (String environment : repository.environments()) {
            try {
                EnvironmentSettings settings =
                        repository.environment(environment).value();
                if (settings != null) {
                    layers.addAll(settings.layers());
                }
            } catch (KgitException unreadable) {
                // Told where that environment is asked for.
            }
            layers.add(environment);
        }
        return layers;
    }

    private void tell(String path, String why, String hint) {
        told.add(Diagnostic.warning("KG749", path + " is never read: " + why)
                .withHint(hint)
                .withPlace(path.endsWith("/") ? null : new Place(path, 1, 1)));
    }
}
