package dev.kgit.git;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.blame.BlameGenerator;
import org.eclipse.jgit.blame.BlameResult;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;

/** Which commits gave the lines of one commit's files their text. Each file's history is read once, when it is asked for. */
public final class Blame {

    private final Repository repository;
    private final String prefix;
    private final String commit;
    private final Map<String, Optional<BlameResult>> files = new HashMap<>();

    Blame(Repository repository, String prefix, String commit) {
        this.repository = repository;
        this.prefix = prefix;
        this.commit = commit;
    }

    /**
     * The commit that a line comes from; empty where there is no such line, or where this clone lacks the history that would
     * tell.
     *
     * @param line from 1
     */
    public Optional<String> of(String path, int line) {
        return files.computeIfAbsent(path, this::blame)
                .filter(blame -> line >= 1 && line <= blame.getResultContents().size())
                .flatMap(blame -> Optional.ofNullable(blame.getSourceCommit(line - 1)))
                .filter(this::isWhole)
                .map(RevCommit::name);
    }

    private Optional<BlameResult> blame(String path) {
        try (BlameGenerator generator = new BlameGenerator(repository, prefix + path)) {
            generator.push(null, ObjectId.fromString(commit));
            BlameResult blame = BlameResult.create(generator);
            if (blame == null) {
                return Optional.empty();
            }
            blame.computeAll();
            return Optional.of(blame);
        } catch (MissingObjectException notHere) {
            // A clone made with --filter has old commits without their files.
            return Optional.empty();
        } catch (IOException unreadable) {
            throw GitRepository.unreadable(unreadable);
        }
    }

    /** What stands in the oldest commits of a cut history comes from there, or from before. */
    private boolean isWhole(RevCommit source) {
        try {
            Set<ObjectId> cut = repository.getObjectDatabase().getShallowCommits();
            return !cut.contains(source.getId());
        } catch (IOException unreadable) {
            throw GitRepository.unreadable(unreadable);
        }
    }
}
