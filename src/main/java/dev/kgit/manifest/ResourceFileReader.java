package dev.kgit.manifest;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.FilesRead;
import dev.kgit.model.ResourceId;
import dev.kgit.model.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The resource files of an environment's layers: found, parsed side by side, and put together in order. */
final class ResourceFileReader {

    private final SourceTree tree;
    private final List<String> layers;
    private final Sections sections;
    private final ReadBudget budget;

    /**
     * One file read.
     *
     * @param whole whether it could be read to its end
     */
    private record Read(int layer, List<MapNode> documents, boolean whole, List<Diagnostic> problems) {}

    /**
     * All files read.
     *
     * @param whole whether every file could be read to its end
     */
    record Result(DeclarationIndex declarations, boolean whole) {}

    /**
     * The files of some layers.
     *
     * @param tree is read by several threads at a time
     * @param budget where it is spent, files are left out, and whoever made it tells
     */
    ResourceFileReader(SourceTree tree, List<String> layers, Sections sections, ReadBudget budget) {
        this.sections = sections;
        this.budget = budget;
        this.tree = tree;
        this.layers = layers;
    }

    /** Paths of all files, by layer. */
    List<String> paths() {
        return layered().map(Layered::path).toList();
    }

    Result read(Map<String, Variable> variables, VariableSources lookups, DiagnosticCollector problems) {
        return read(variables, lookups, problems, ids -> {});
    }

    /** @param seen told of the ids in a file, of kinds whose ids are names alone, as soon as it is parsed, by several threads at a time */
    Result read(
            Map<String, Variable> variables,
            VariableSources lookups,
            DiagnosticCollector problems,
            Consumer<Set<ResourceId>> seen) {
        DeclarationIndex declarations = new DeclarationIndex(sections, problems);
        boolean whole = true;
        List<Read> files = layered().toList().parallelStream()
                .map(file -> read(file, variables, lookups, seen))
                .toList();
        for (Read file : files) {
            problems.addAll(file.problems());
            file.documents().forEach(document -> declarations.add(file.layer(), document));
            whole &= file.whole();
        }
        whole &= !budget.isSpent();
        return new Result(declarations, whole);
    }

    private record Layered(int layer, String path) {}

    private Stream<Layered> layered() {
        return IntStream.range(0, layers.size())
                .boxed()
                .flatMap(layer -> paths(layers.get(layer)).map(path -> new Layered(layer, path)));
    }

    private Read read(
            Layered file, Map<String, Variable> variables, VariableSources lookups, Consumer<Set<ResourceId>> seen) {
        DiagnosticCollector problems = new DiagnosticCollector();
        List<Node> documents = SourceFileParser.yaml(tree, file.path(), problems, budget);
        boolean whole = !problems.hasErrors();
        documents.forEach(document -> seen.accept(sections.ids(document)));
        Interpolation placeholders = new Interpolation(sections.secretPlaces(), variables, lookups, problems);
        List<MapNode> maps = new ArrayList<>();
        for (Node document : documents) {
            Node expanded = placeholders.expand(document);
            sections.schema().check(expanded, problems);
            MapNode map = expanded.asMap();
            if (map != null) {
                maps.add(map);
            }
        }
        return new Read(file.layer(), maps, whole, problems.list());
    }

    private Stream<String> paths(String layer) {
        String folder = ManifestRepository.ENVIRONMENTS + layer;
        return tree.filesBelow(folder).stream()
                .filter(FilesRead::counts)
                .filter(path -> !path.equals(folder + "/" + ManifestRepository.ENVIRONMENT_YAML));
    }
}
