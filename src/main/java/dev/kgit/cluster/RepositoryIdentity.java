package dev.kgit.cluster;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which desired-state repository an entry of the ledger belongs to.
 *
 * @param path of the desired-state repository's root in its Git repository; empty text: the whole
 * @param firstCommits the Git repository's root commits; none where its history was cut
 */
public record RepositoryIdentity(String path, SortedSet<String> firstCommits) {

    public RepositoryIdentity {
        firstCommits = Collections.unmodifiableSortedSet(firstCommits);
    }

    public static RepositoryIdentity of(String path, List<String> firstCommits) {
        return new RepositoryIdentity(path, new TreeSet<>(firstCommits));
    }

    /** False only where both are known and have no first commit in common. */
    public boolean mayBeTheRepositoryOf(RepositoryIdentity other) {
        return firstCommits.isEmpty()
                || other.firstCommits.isEmpty()
                || firstCommits.stream().anyMatch(other.firstCommits::contains);
    }
}
