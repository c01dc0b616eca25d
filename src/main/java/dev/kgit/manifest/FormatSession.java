package dev.kgit.manifest;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files of a repository that have a canonical form, and that form. What the repository asks for is the same before and
 * after, which is read and compared before anybody sees it.
 */
public final class FormatSession {

    private final SourceTree tree;
    private final Sections sections;

    /** @param sections what resource files may declare */
    public FormatSession(SourceTree tree, Sections sections) {
        this.tree = tree;
        this.sections = sections;
    }

    /**
     * The canonical form of some files.
     *
     * @param changed new texts by path, of files that are not in canonical form
     * @param wrong what can't be formatted, and why
     */
    public record Formatted(SortedMap<String, String> changed, List<Diagnostic> wrong) {}

    /** Files that kgit reads and that have a canonical form: kgit.yaml, and what lies in the folders of environments. */
    public Set<String> files() {
        ManifestRepository repository = ResolvedFiles.open(tree, sections);
        Set<String> files = new TreeSet<>();
        files.add(ManifestRepository.KGIT_YAML);
        for (String name : repository.environments()) {
            files.add(ManifestRepository.environmentYaml(name));
            EnvironmentSettings settings = repository.environment(name).value();
            if (settings != null) {
                files.addAll(repository.resourceFiles(settings));
            }
        }
        return files;
    }

    /**
     * Formats.
     *
     * @param contents of files of {@link #files}, by path
     * @param modelines whether the first line of each tells editors its schema
     */
    public Formatted format(Map<String, byte[]> contents, boolean modelines) {
        SortedMap<String, String> changed = new TreeMap<>();
        List<Diagnostic> wrong = new ArrayList<>();
        contents.forEach((path, content) -> {
            ReadResult<String> formatted = YamlFormatter.format(path, content, sections);
            wrong.addAll(formatted.diagnostics());
            String canonical = formatted.value();
            String text = canonical == null || !modelines ? canonical : Modeline.before(path, canonical);
            if (text != null && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), content)) {
                changed.put(path, text);
            }
        });
        for (String path : otherwise(changed)) {
            changed.remove(path);
            wrong.add(YamlFormatter.unformattable(path));
        }
        return new Formatted(changed, List.copyOf(wrong));
    }

    /** Those of the new texts with which the repository would ask for something else. */
    private Collection<String> otherwise(Map<String, String> texts) {
        if (texts.isEmpty()) {
            return List.of();
        }
        SortedMap<String, List<String>> asked = asked(Map.of());
        return asked(texts).equals(asked)
                ? List.of()
                : texts.entrySet().stream()
                        .filter(file ->
                                !asked(Map.of(file.getKey(), file.getValue())).equals(asked))
                        .map(Map.Entry::getKey)
                        .toList();
    }

    private SortedMap<String, List<String>> asked(Map<String, String> texts) {
        try {
            return ResolvedFiles.of(ResolvedFiles.open(new OverlaySourceTree(tree, texts), sections));
        } catch (KgitException.Invalid unlistable) {
            return new TreeMap<>();
        }
    }
}
