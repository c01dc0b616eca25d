package dev.kgit.workflow;

import dev.kgit.git.GitRepository;
import dev.kgit.manifest.RecordingTree;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.SourceTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The commit from which kgit.yaml and environment.yaml are read for the pull request of a stranger.
 *
 * @param commit its hash; null where the settings are those of the working tree, and everything is trusted
 * @param files its files; null likewise
 */
record TrustedTree(@Nullable String commit, @Nullable SourceTree files) {

    /** All that stands in the working tree is trusted. */
    static final TrustedTree NONE = new TrustedTree(null, null);

    /** @param name how the command line names the commit; null: none */
    static TrustedTree of(@Nullable String name, CommitResolver commits) {
        if (name == null) {
            return NONE;
        }
        String hash = commits.trusted(name);
        return new TrustedTree(hash, commits.files(hash));
    }

    /** Whether the resource files come from where the settings come from; false for a pull request's. */
    boolean trustsFiles() {
        return files == null;
    }

    /**
     * Whether files are not a stranger's: the trusted commit has to contain theirs.
     *
     * @param other null for what is in no commit
     */
    boolean trusts(@Nullable String other, Supplier<Optional<GitRepository>> git) {
        String trusted = commit;
        return trusted == null
                || (other != null
                        && git.get()
                                .map(history -> history.isAncestor(other, trusted))
                                .orElse(false));
    }

    /**
     * Says which settings are not those of the working tree.
     *
     * @param name how the command line names the commit, or null
     * @param here the working tree
     * @param settings paths of the files that say how the environment is reached and what is guarded
     */
    List<Diagnostic> differences(@Nullable String name, RecordingTree here, List<String> settings) {
        SourceTree trusted = files;
        if (trusted == null) {
            return List.of();
        }
        SourceTree now = here.afresh();
        List<Diagnostic> remarks = new ArrayList<>();
        for (String file : settings) {
            boolean same = now.isFile(file) == trusted.isFile(file)
                    && (!now.isFile(file) || Arrays.equals(now.read(file), trusted.read(file)));
            if (!same) {
                remarks.add(Diagnostic.warning(
                                "KG704", file + " differs from " + name + ": this plan uses the one of " + name)
                        .withHint("review that change for itself; it takes effect when it is merged"));
            }
        }
        return remarks;
    }
}
