package dev.kgit.workflow;

import dev.kgit.git.GitRepository;
import dev.kgit.manifest.WorkingTree;
import java.nio.file.Path;
import java.util.Optional;

/** The files below a folder, where Git is asked of each empty folder whether a submodule belongs there. */
public final class WorkingTrees {

    private WorkingTrees() {}

    /** The tree below this folder. */
    public static WorkingTree of(Path root) {
        return new WorkingTree(root, folder -> submodule(root, folder));
    }

    private static Optional<String> submodule(Path root, String folder) {
        Optional<GitRepository> git = GitRepository.open(root);
        try {
            return git.flatMap(history -> history.submodule(folder));
        } finally {
            git.ifPresent(GitRepository::close);
        }
    }
}
