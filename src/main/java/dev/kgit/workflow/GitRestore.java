package dev.kgit.workflow;

import dev.kgit.git.GitRepository;
import dev.kgit.manifest.RecordingTree;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FilesRead;
import dev.kgit.model.KgitException;
import dev.kgit.model.Revision;
import dev.kgit.model.Revision.Uncommitted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How Git takes the files back to what a commit holds: each file that was read for the plan, or is read here, and differs.
 *
 * @param restored paths that Git has to take back
 * @param committed whether HEAD differs in them too, so that there is something to commit
 * @param submodules those of them that are submodules
 * @param lost what is not committed and would be overwritten
 * @param left what is in no commit, so that Git does not take it away
 */
public record GitRestore(
        String hash,
        SortedSet<String> restored,
        boolean committed,
        List<String> submodules,
        List<Uncommitted> lost,
        List<Uncommitted> left) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./-]++");

    private static final Pattern SETTINGS = Pattern.compile("environments/[^/]++/environment\\.yaml");

    /** @param workspace whose resource files were read from the commit */
    static GitRestore of(Workspace workspace, GitRepository git, String hash) {
        FilesRead here = here(workspace);
        String head = git.resolve("HEAD").orElse(hash);
        List<Uncommitted> differing = git.changes(hash, here).stream()
                .filter(file -> !SETTINGS.matcher(file.path()).matches())
                .toList();
        List<Uncommitted> uncommitted = git.changes(head, here);
        Set<String> notCommitted = uncommitted.stream().map(Uncommitted::path).collect(Collectors.toSet());

        SortedSet<String> restored = new TreeSet<>();
        Set<String> reached = new TreeSet<>();
        for (Uncommitted file : differing) {
            Collection<String> paths = List.of(file.path());
            SortedSet<String> places = new TreeSet<>(git.places(hash, paths));
            places.addAll(git.places(head, paths));
            places.removeIf(place -> {
                Optional<GitRepository.Entry> then = git.entry(hash, place);
                Optional<GitRepository.Entry> now = git.entry(head, place);
                return (then.isEmpty() && now.isEmpty()) || (then.equals(now) && !notCommitted.contains(file.path()));
            });
            restored.addAll(places);
            if (!places.isEmpty()) {
                reached.add(file.path());
            }
        }
        Set<String> differs = differing.stream().map(Uncommitted::path).collect(Collectors.toSet());
        return new GitRestore(
                Revision.shortCommit(hash),
                restored,
                restored.stream().anyMatch(place -> !git.entry(hash, place).equals(git.entry(head, place))),
                restored.stream()
                        .filter(place -> git.entry(hash, place)
                                .filter(GitRepository.Entry::submodule)
                                .isPresent())
                        .toList(),
                uncommitted.stream()
                        .filter(file -> reached.contains(file.path()))
                        .toList(),
                uncommitted.stream()
                        .filter(file -> differs.contains(file.path()) && !reached.contains(file.path()))
                        .toList());
    }

    /** What is read here, and what the commit was asked for. Files that are wrong are taken back like all others. */
    private static FilesRead here(Workspace workspace) {
        RecordingTree tree = new RecordingTree(WorkingTrees.of(workspace.root()));
        List<Diagnostic> empty =
                workspace.repository().withResources(tree).desired(workspace.environment()).diagnostics().stream()
                        .filter(wrong -> wrong.code().equals("KG025"))
                        .toList();
        if (!empty.isEmpty()) {
            throw new KgitException.Invalid(empty); // What it holds can't be compared.
        }
        tree.ask(workspace.states().resourcesRead());
        return tree.read();
    }

    /** What has to be known before the commands are run. */
    public List<Diagnostic> warnings() {
        List<Diagnostic> warnings = new ArrayList<>();
        if (!lost.isEmpty()) {
            warnings.add(Diagnostic.warning("KG614", "`git restore` throws away what is not committed: " + names(lost))
                    .withHint("commit it first, or put it aside: git stash push -- "
                            + lost.stream().map(file -> quoted(file.path())).collect(Collectors.joining(" "))));
        }
        if (!left.isEmpty()) {
            warnings.add(Diagnostic.warning(
                            "KG615",
                            "Git does not take away what is in no commit, and the plan is without: " + names(left))
                    .withHint("move these files away before you apply"));
        }
        return warnings;
    }

    private static String names(List<Uncommitted> files) {
        return files.stream().map(Uncommitted::toString).collect(Collectors.joining(", "));
    }

    /** The commands, in order; none where the files are as they were already. */
    public List<String> commands() {
        List<String> commands = new ArrayList<>();
        if (!restored.isEmpty()) {
            commands.add("git restore --source=" + hash + " --staged --worktree --"
                    + restored.stream().map(path -> " " + quoted(path)).collect(Collectors.joining()));
        }
        submodules.forEach(path -> commands.add("git submodule update --init -- " + quoted(path)));
        if (committed) {
            commands.add("git commit -m 'Go back to " + hash + "'");
        }
        return commands;
    }

    private static String quoted(String path) {
        return PLAIN.matcher(path).matches() ? path : "':(literal)" + path.replace("'", "'\\''") + "'";
    }
}
