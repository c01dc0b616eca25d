package dev.kgit.workflow;

import dev.kgit.git.GitRepository;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.Revision;
import dev.kgit.plan.LeftoverConsents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Git alone tells of consents: those that stood already in the commit that is checked out, or in the one before it,
 * while what they are for is another now. History is read only where a consent stands in the files.
 */
final class ConsentHistory {

    /** More of them stand in most files anyway. */
    private static final int MOST_WORDS = 20;

    private final Workspace workspace;
    private final GitRepository git;
    private final Set<String> words;

    private ConsentHistory(Workspace workspace, GitRepository git, Set<String> words) {
        this.workspace = workspace;
        this.git = git;
        this.words = words;
    }

    /** Nothing where the history can't be read: it is no business of the files. */
    static List<Diagnostic> of(Workspace workspace, DesiredState desired) {
        if (!LeftoverConsents.any(desired.state())) {
            return List.of();
        }
        try (Workspace dated = workspace.withHistory()) {
            return LeftoverConsents.in(
                    desired.state(),
                    desired.environment(),
                    workspace.invocation().kinds(),
                    dated.git()
                            .map(git -> new ConsentHistory(dated, git, words(desired)).before())
                            .orElse(List.of()));
        } catch (KgitException unreadable) {
            return List.of();
        }
    }

    /** What stands in each file that declares one of the resources that matter. */
    private static Set<String> words(DesiredState desired) {
        return desired.state().resources().values().stream()
                .filter(resource -> !resource.lifecycle().allow().isEmpty())
                .flatMap(resource -> Stream.of(
                        Optional.of(resource.id().name()),
                        Optional.ofNullable(resource.lifecycle().connectCluster())))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    /** Only commits whose files are others than those that were read. */
    private List<LeftoverConsents.Before> before() {
        List<LeftoverConsents.Before> before = new ArrayList<>();
        for (String name : List.of("HEAD", "HEAD~1")) {
            Optional<String> commit = git.resolve(name);
            if (commit.isEmpty()) {
                break;
            }
            String hash = commit.get();
            if (!git.changes(hash, workspace.states().read()).isEmpty()) {
                Optional<DesiredState> then = desiredAt(hash);
                if (then.isEmpty()) {
                    break;
                }
                before.add(new LeftoverConsents.Before(
                        Revision.shortCommit(hash), then.get().state()));
            }
        }
        return before;
    }

    /** Of ten thousand topics few have a consent: the files of the others need not be understood once more. */
    private Optional<DesiredState> desiredAt(String commit) {
        return git.at(commit)
                .filter(tree -> words.size() <= MOST_WORDS)
                .flatMap(tree -> workspace.states().desiredIn(new FilteredSourceTree(words, tree)))
                .or(() -> workspace.states().desiredAt(commit));
    }
}
