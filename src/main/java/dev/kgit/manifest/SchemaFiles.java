package dev.kgit.manifest;

import dev.kgit.configschema.SchemaFolder;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.Place;
import dev.kgit.model.SourceTree;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Exported schemas of plugins in the repository. Where the other files are a stranger's, those that are trusted count: they
 * say what is an error and which values are secrets.
 */
public final class SchemaFiles {

    private final SchemaFolder folder;
    private final SourceTree tree;
    private final @Nullable SourceTree trusted;
    private final DiagnosticCollector problems;
    private final ReadBudget budget;

    /** @param trusted null where the tree is */
    SchemaFiles(
            SchemaFolder folder,
            SourceTree tree,
            @Nullable SourceTree trusted,
            DiagnosticCollector problems,
            ReadBudget budget) {
        this.folder = folder;
        this.tree = tree;
        this.trusted = trusted;
        this.problems = problems;
        this.budget = budget;
    }

    /** Where nothing was exported. */
    public static SchemaFiles none() {
        return new SchemaFiles(
                SchemaFolder.DEFAULT, OverlaySourceTree.NOTHING, null, new DiagnosticCollector(), new ReadBudget());
    }

    /** Takes what is wrong with the files. */
    public DiagnosticCollector problems() {
        return problems;
    }

    /** Whether there is a file of this name in the folder. */
    public boolean isFile(String name) {
        boolean there = counting().isFile(path(name));
        if (trusted != null && !there && tree.isFile(path(name))) {
            tellDifference(name);
        }
        return there;
    }

    /** The names of all files in the folder, sorted. */
    public List<String> names() {
        int folderAndSlash = folder.path().length() + 1;
        return counting().filesBelow(folder.path()).stream()
                .map(path -> path.substring(folderAndSlash))
                .toList();
    }

    /** The bytes of a file; null, and a problem, where it can't be read. */
    public byte @Nullable [] read(String name) {
        String path = path(name);
        try {
            byte[] content = counting().read(path);
            if (!budget.takeBytes(content.length)) {
                return null;
            }
            if (trusted != null && !(tree.isFile(path) && Arrays.equals(content, tree.read(path)))) {
                tellDifference(name);
            }
            return content;
        } catch (KgitException.Invalid unreadable) {
            for (Diagnostic diagnostic : unreadable.diagnostics()) {
                problems.add(diagnostic.place() == null ? diagnostic.withPlace(new Place(path, 1, 1)) : diagnostic);
            }
            return null;
        }
    }

    /** The path of a file from the root. */
    public String path(String name) {
        return folder.file(name);
    }

    private SourceTree counting() {
        return trusted == null ? tree : trusted;
    }

    private void tellDifference(String name) {
        problems.warning(
                "KG704",
                new Place(path(name), 1, 1),
                path(name) + " differs from the trusted one of " + counting().label() + ": that one counts",
                "review that change for itself; it takes effect when it is merged");
    }
}
