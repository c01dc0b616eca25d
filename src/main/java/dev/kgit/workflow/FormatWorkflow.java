package dev.kgit.workflow;

import dev.kgit.manifest.ManifestRepository;
import dev.kgit.manifest.ReadResult;
import dev.kgit.manifest.YamlFormatter;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.DidYouMean;
import dev.kgit.model.FilesRead;
import dev.kgit.model.KgitException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Formats: brings files into canonical form. */
public final class FormatWorkflow {

    private final Invocation invocation;
    private final List<Path> files;

    private FormatWorkflow(Invocation invocation, List<Path> files) {
        this.invocation = invocation;
        this.files = files;
    }

    /**
     * What came of it.
     *
     * @param wrong what can't be formatted, and why
     * @param different whether a file is not as kgit writes it, or was not until now
     */
    public record Formatted(List<Diagnostic> wrong, boolean different) {}

    /**
     * Formats each file.
     *
     * @param files and folders of them; none: all of the repository
     * @param check whether nothing is changed
     * @param listener told the name of each that is different
     */
    public static Formatted format(Invocation invocation, List<Path> files, boolean check, Consumer<String> listener) {
        return new FormatWorkflow(invocation, files).format(check, listener);
    }

    private Formatted format(boolean check, Consumer<String> listener) {
        List<Diagnostic> wrong = new ArrayList<>();
        boolean different = false;
        for (Path file : chosen()) {
            byte[] content = read(file);
            ReadResult<String> formatted = YamlFormatter.format(shown(file), content, invocation.sections());
            String text = formatted.value();
            wrong.addAll(formatted.diagnostics());
            if (text == null || Arrays.equals(text.getBytes(StandardCharsets.UTF_8), content)) {
                continue;
            }
            different = true;
            listener.accept(shown(file));
            if (!check) {
                AtomicFileWriter.edited(invocation.surroundings().folder(), invocation)
                        .with(Map.of(file.toString(), text))
                        .write();
            }
        }
        return new Formatted(List.copyOf(wrong), different);
    }

    private TreeSet<Path> chosen() {
        TreeSet<Path> chosen = new TreeSet<>();
        if (files.isEmpty()) {
            Path root = RepositoryFolder.require(invocation);
            chosen.add(root.resolve(ManifestRepository.KGIT_YAML));
            chosen.addAll(below(root, "environments"));
        }
        for (Path named : files) {
            Path file = invocation.surroundings().folder().resolve(named).normalize();
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
        Path here = invocation.surroundings().folder().toAbsolutePath().normalize();
        return (file.startsWith(here) ? here.relativize(file) : file).toString().replace('\\', '/');
    }
}
