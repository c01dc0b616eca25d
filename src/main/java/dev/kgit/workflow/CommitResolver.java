package dev.kgit.workflow;

import dev.kgit.concurrent.BackgroundValue;
import dev.kgit.git.GitRepository;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.SourceTree;
import java.util.Optional;

/** Commits as the command line names them. */
public record CommitResolver(BackgroundValue<Optional<GitRepository>> git) {

    /** The hash of the commit that a name means. */
    public String hash(String name) {
        return history(name)
                .resolve(name)
                .orElseThrow(
                        () -> new KgitException.Invalid(Diagnostic.error("KG606", "Git does not know '" + name + "'")
                                .withHint("fetch it first; in CI, check out with enough history (fetch-depth: 0)")));
    }

    /** The files of a commit that is here. */
    public SourceTree files(String hash) {
        return history(hash).at(hash).orElseThrow();
    }

    /** The hash of the commit that a name means, as far as this repository may say what is trusted. */
    public String trusted(String name) {
        if (history(name).isSubmodule()) {
            throw new KgitException.Invalid(Diagnostic.error(
                            "KG609", "this is a submodule, so '" + name + "' is what its repository says it is")
                    .withHint("whoever may change the repository around it chooses that repository;"
                            + " plan with --trust in a clone of its own"));
        }
        return hash(name);
    }

    private GitRepository history(String name) {
        return git.get().orElseThrow(() -> notInGit("there is no '" + name + "'"));
    }

    /** @param so what there is not without Git */
    static KgitException notInGit(String so) {
        return new KgitException.Invalid(Diagnostic.error("KG600", "this repository is not in Git, so " + so)
                .withHint("put it into Git: `git init`, and commit everything"));
    }
}
