package dev.kgit.manifest;

import dev.kgit.model.Place;
import dev.kgit.model.SourceTree;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The files that declarations name, inside of the repository. */
public final class NamedFiles {

    private final SourceTree tree;
    private final Interpolation placeholders;
    private final DiagnosticCollector problems;
    private final ReadBudget budget;

    NamedFiles(SourceTree tree, Interpolation placeholders, DiagnosticCollector problems, ReadBudget budget) {
        this.tree = tree;
        this.placeholders = placeholders;
        this.problems = problems;
        this.budget = budget;
    }

    /** Whether there is such a file, by its path from the root. */
    public boolean isFile(String path) {
        return tree.isFile(path);
    }

    /** The value of a JSON file with its variables put in; null, and a problem, where it can't be read. */
    public @Nullable Node json(String path) {
        Node root = SourceFileParser.json(tree, path, problems, budget);
        return root == null ? null : placeholders.expand(root);
    }

    /** The path from the root of a file that is named relative to the file that names it; null where it leads out. */
    public static @Nullable String resolve(ScalarNode reference) {
        Place place = reference.place();
        String named = reference.text();
        if (named.startsWith("/") || named.contains("\\") || named.indexOf('\0') >= 0 || named.matches("[A-Za-z]:.*")) {
            return null;
        }
        int folder = place.file().lastIndexOf('/');
        Deque<String> steps = new ArrayDeque<>();
        String path = (folder < 0 ? "" : place.file().substring(0, folder + 1)) + named;
        for (String step : path.split("/", -1)) {
            if (step.equals("..")) {
                if (steps.pollLast() == null) {
                    return null;
                }
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return String.join("/", steps);
    }
}
