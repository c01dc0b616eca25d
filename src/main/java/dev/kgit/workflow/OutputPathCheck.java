package dev.kgit.workflow;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where kgit may write. A symbolic link inside of the working tree may have come with a pull request, and would turn an
 * output into a write to any file of whoever runs kgit: it is refused. Links elsewhere are the machine's own.
 */
public final class OutputPathCheck {

    private static final int MOST_LINKS = 40;

    /** Real paths of the Git working trees that are worked in; outside of Git, of the desired-state repository. */
    private final List<Path> trees;

    private OutputPathCheck(List<Path> trees) {
        this.trees = trees;
    }

    /** For whoever writes beside the repository that was asked for. */
    public static OutputPathCheck of(Invocation invocation) {
        Path root = RepositoryFolder.find(invocation).orElse(null);
        return new OutputPathCheck(
                Stream.of(tree(root, root), tree(invocation.hostContext().folder(), null))
                        .flatMap(List::stream)
                        .distinct()
                        .toList());
    }

    /** The working tree that holds the folder; of a submodule, also the one around it. */
    private static List<Path> tree(@Nullable Path folder, @Nullable Path otherwise) {
        if (folder == null) {
            return List.of();
        }
        try {
            for (Path each = folder.toRealPath(); each != null; each = each.getParent()) {
                if (Files.exists(each.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
                    boolean whole = Files.isDirectory(each.resolve(".git"), LinkOption.NOFOLLOW_LINKS);
                    List<Path> around = whole ? List.of() : tree(each.getParent(), null);
                    return around.isEmpty() ? List.of(each) : around;
                }
            }
            return otherwise == null ? List.of() : List.of(otherwise.toRealPath());
        } catch (IOException gone) {
            return List.of();
        }
    }

    /**
     * What kept a file from being written.
     *
     * @param named as the command line has it
     * @param file where that is
     */
    public static KgitException unwritable(Path named, Path file, IOException failed) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        Path asNamed = named.getParent();
        String why;
        String hint = "choose another path";
        if (Files.isDirectory(file)) {
            why = "it is a folder";
            hint = "name a file in it";
        } else if (folder != null && !Files.isDirectory(folder)) {
            why = "there is no folder " + (asNamed == null ? folder : asNamed);
            hint = "make that folder first, or " + hint;
        } else if (failed instanceof AccessDeniedException) {
            why = "no permission";
        } else {
            why = failed.getClass().getSimpleName() + ": " + failed.getMessage();
        }
        return new KgitException.Unavailable(
                Diagnostic.error("KG706", named + " can't be written: " + why).withHint(hint));
    }

    /** Opens a file for a result. What is there is overwritten. */
    public OutputStream open(Path file) throws IOException {
        Path end = fresh(file);
        // Outside, the name itself is opened: /dev/stdout leads to where no path does. Inside, a link that has come in
        // the
        // meantime is not followed either.
        return isInside(end)
                ? Files.newOutputStream(
                        end,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS)
                : Files.newOutputStream(file);
    }

    /**
     * Where something new goes: the path without links.
     *
     * @throws KgitException.Invalid where a link inside of the working tree leads there
     */
    public Path fresh(Path file) throws IOException {
        Way way = way(file);
        if (way.link != null) {
            throw refused(file, way.link, "");
        }
        return way.end;
    }

    /**
     * Where a file is edited in place: through a link, if it stays in the working tree.
     *
     * @throws KgitException.Invalid where a link inside of the working tree leads out of it, or among Git's own files
     */
    public Path edited(Path file) throws IOException {
        Way way = way(file);
        if (way.link != null && (!isInside(way.end) || isGits(way.end))) {
            throw refused(file, way.link, " and leads out of it");
        }
        return way.end;
    }

    private static KgitException refused(Path file, Path link, String more) {
        String by = link.equals(file) ? file + " is a symbolic link" : file + " leads over the symbolic link " + link;
        return new KgitException.Invalid(
                Diagnostic.error("KG717", by + " that lies in the working tree" + more + ": nothing is written there")
                        .withHint("name a path without that link, or one outside of the repository"));
    }

    private boolean isInside(Path path) {
        return trees.stream().anyMatch(path::startsWith);
    }

    private static boolean isGits(Path path) {
        for (Path step : path) {
            if (step.toString().equalsIgnoreCase(".git")) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param end the path without links
     * @param link the first link inside of a working tree on the way there, or null
     */
    private record Way(Path end, @Nullable Path link) {}

    /** Step by step, as the operating system goes: lexically, {@code link/..} would be elsewhere. */
    private Way way(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Deque<Path> ahead = new ArrayDeque<>(steps(absolute));
        Path here = absolute.getRoot();
        Path found = null;
        int links = 0;
        while (!ahead.isEmpty()) {
            String name = ahead.pop().toString();
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                here = here.getParent() == null ? here : here.getParent();
                continue;
            }
            Path next = here.resolve(name);
            if (!Files.isSymbolicLink(next)) {
                here = next;
                continue;
            }
            if (++links > MOST_LINKS) {
                throw new FileSystemException(file.toString(), null, "too many symbolic links");
            }
            if (found == null && isInside(here)) {
                found = next;
            }
            Path target = Files.readSymbolicLink(next);
            List<Path> steps = steps(target);
            for (int i = steps.size() - 1; i >= 0; i--) {
                ahead.push(steps.get(i));
            }
            here = target.isAbsolute() ? target.getRoot() : here;
        }
        return new Way(here, found);
    }

    private static List<Path> steps(Path path) {
        List<Path> steps = new ArrayList<>();
        path.forEach(steps::add);
        return steps;
    }
}
