package dev.kgit.workflow;

import dev.kgit.manifest.FormatSession;
import dev.kgit.manifest.ManifestRepository;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.DidYouMean;
import dev.kgit.model.FilesRead;
import dev.kgit.model.KgitException;
import dev.kgit.model.Place;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Formats: brings the files that kgit reads into canonical form. */
public final class FormatWorkflow {

    private final Invocation invocation;
    private final List<Path> files;
    private final boolean modelines;
    private final List<Diagnostic> wrong = new ArrayList<>();
    private final List<Diagnostic> left = new ArrayList<>();

    private FormatWorkflow(Invocation invocation, List<Path> files, boolean modelines) {
        this.invocation = invocation;
        this.files = files;
        this.modelines = modelines;
    }

    /**
     * What came of it.
     *
     * @param wrong what can't be formatted, and why
     * @param left what is not formatted, since kgit does not read it
     * @param different whether a file is not as kgit writes it, or was not until now
     */
    public record Formatted(List<Diagnostic> wrong, List<Diagnostic> left, boolean different) {}

    /**
     * Formats each file that kgit reads.
     *
     * @param files and folders of them; none: all of the repository
     * @param modelines whether the first line of each file tells editors its schema
     * @param check whether nothing is changed
     * @param listener told the name of each that is different
     */
    public static Formatted format(
            Invocation invocation, List<Path> files, boolean modelines, boolean check, Consumer<String> listener) {
        return new FormatWorkflow(invocation, files, modelines).format(check, listener);
    }

    private Formatted format(boolean check, Consumer<String> listener) {
        boolean different = false;
        SortedMap<Path, SortedSet<Path>> byRoot = new TreeMap<>();
        for (Path file : chosen()) {
            root(file)
                    .ifPresentOrElse(
                            root -> byRoot.computeIfAbsent(root, key -> new TreeSet<>())
                                    .add(file),
                            () -> leave(file));
        }
        for (Map.Entry<Path, SortedSet<Path>> repository : byRoot.entrySet()) {
            Path root = repository.getKey();
            SortedMap<String, String> changed = formatted(root, repository.getValue());
            for (Map.Entry<String, String> file : changed.entrySet()) {
                different = true;
                listener.accept(shown(root.resolve(file.getKey())));
                if (!check) {
                    AtomicFileWriter.edited(root, invocation)
                            .with(Map.of(file.getKey(), file.getValue()))
                            .write();
                }
            }
        }
        return new Formatted(List.copyOf(wrong), List.copyOf(left), different);
    }

    /** New texts of those files of a repository that are not in canonical form. */
    private SortedMap<String, String> formatted(Path root, SortedSet<Path> chosen) {
        FormatSession session = new FormatSession(WorkingTrees.of(root), invocation.sections());
        Set<String> known = session.files();
        SortedMap<String, byte[]> contents = new TreeMap<>();
        for (Path file : chosen) {
            String path = root.relativize(file).toString().replace('\\', '/');
            byte[] content = read(file);
            if (known.contains(path)) {
                contents.put(path, content);
            } else {
                leave(file);
            }
        }
        FormatSession.Formatted formatted = session.format(contents, modelines);
        formatted.wrong().forEach(each -> wrong.add(each.withPlace(shown(root, each))));
        return formatted.changed();
    }

    private Place shown(Path root, Diagnostic diagnostic) {
        Place place = Objects.requireNonNull(diagnostic.place());
        return new Place(shown(root.resolve(place.file())), place.line(), place.column());
    }

    private void leave(Path file) {
        left.add(Diagnostic.warning("KG719", shown(file) + " is not formatted: kgit does not read it")
                .withHint(
                        "formatted are kgit.yaml and the YAML files in the folders of environments and their layers"));
    }

    /** The repository that a file would belong to. */
    private static Optional<Path> root(Path file) {
        Path folder = file.getParent();
        return folder == null ? Optional.empty() : ManifestRepository.findRoot(folder);
    }

    private TreeSet<Path> chosen() {
        TreeSet<Path> chosen = new TreeSet<>();
        if (files.isEmpty()) {
            Path root = RepositoryFolder.require(invocation);
            chosen.add(root.resolve(ManifestRepository.KGIT_YAML));
            chosen.addAll(below(root, "environments"));
        }
        for (Path named : files) {
            Path file = invocation.hostContext().folder().resolve(named).normalize();
            if (Files.isDirectory(file)) {
                Path root = ManifestRepository.findRoot(file).orElse(file);
                chosen.addAll(below(root, root.relativize(file).toString()));
            } else {
                chosen.add(file);
            }
        }
        return chosen;
    }

    private static List<Path> below(Path root, String folder) {
        return WorkingTrees.of(root).filesBelow(folder).stream()
                .filter(FilesRead::counts)
                .filter(path -> !path.startsWith("."))
                .map(root::resolve)
                .toList();
    }

    private byte[] read(Path file) {
        try {
            return Files.readAllBytes(OutputPathCheck.of(invocation).edited(file));
        } catch (IOException unreadable) {
            String why = Files.notExists(file)
                    ? "there is no such file"
                    : unreadable instanceof AccessDeniedException ? "no permission" : "" + unreadable.getMessage();
            throw new KgitException.Invalid(Diagnostic.error("KG715", shown(file) + " can't be read: " + why)
                    .withHint(DidYouMean.hint(
                            shown(file),
                            there(),
                            "name files or folders; without any, `kgit fmt` takes the whole repository")));
        }
    }

    /** The files that could have been meant, as somebody who stands in this folder would name them. */
    private Set<String> there() {
        Set<String> names = new TreeSet<>();
        RepositoryFolder.find(invocation)
                .ifPresent(root -> below(root, "environments").forEach(file -> names.add(shown(file))));
        return names;
    }

    /** As somebody who stands in this folder would name it. */
    private String shown(Path file) {
        Path here = invocation.hostContext().folder().toAbsolutePath().normalize();
        return (file.startsWith(here) ? here.relativize(file) : file).toString().replace('\\', '/');
    }
}
