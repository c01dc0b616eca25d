package dev.kgit.cluster;

import dev.kgit.model.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was applied last, by whom, and who may apply now: kept in the cluster, in one compacted topic. */
public interface Ledger extends AutoCloseable {

    /**
     * The book as it stands. An unreadable or newer entry is a {@code KgitException.World}, not "nothing was applied".
     */
    Book read();

    /**
     * Takes the lease, creating the ledger's topic where it is missing.
     *
     * @param patience how long to wait while somebody else holds it
     * @param waiting told now and then who holds it
     * @return the lease; empty where the principal may not write the ledger
     * @throws dev.kgit.model.KgitException.Refused when it is still held after that
     */
    Optional<Lease> acquire(Holder holder, Duration patience, Consumer<Claim> waiting);

    /** Ends whatever lease there is. */
    void breakLease();

    /**
     * Writes down since when drift is seen, in place of what was written before. Needs no lease: it says nothing of what was
     * applied.
     *
     * @param seen by fingerprint
     * @return false where the principal may not write the ledger, or it is off
     */
    boolean remember(SortedMap<String, Sighting> seen);

    @Override
    void close();

    /** {@code ledger: off}: nothing is known, nothing is kept apart, nothing is written down. */
    Ledger OFF = new Ledger() {
        @Override
        public Book read() {
            return Book.missing("the environment says `ledger: off`");
        }

        @Override
        public Optional<Lease> acquire(Holder holder, Duration patience, Consumer<Claim> waiting) {
            return Optional.empty();
        }

        @Override
        public void breakLease() {}

        @Override
        public boolean remember(SortedMap<String, Sighting> seen) {
            return false;
        }

        @Override
        public void close() {}
    };

    /**
     * All that the ledger says.
     *
     * @param available false: {@code ledger: off}, or no permission; where there is no ledger topic yet, nothing was applied
     * @param why why it is not available; null where it is
     * @param mine the last entry of this project and environment
     * @param others the last entries of all others
     * @param claim who holds the lease of this project and environment
     * @param seen since when drift of this project and environment is seen, by fingerprint
     */
    record Book(
            boolean available,
            @Nullable String why,
            Optional<Entry> mine,
            List<Entry> others,
            Optional<Claim> claim,
            SortedMap<String, Sighting> seen) {

        /** There is a ledger, and it says nothing. */
        public static final Book EMPTY =
                new Book(true, null, Optional.empty(), List.of(), Optional.empty(), Collections.emptySortedMap());

        public static Book missing(String why) {
            return new Book(false, why, Optional.empty(), List.of(), Optional.empty(), Collections.emptySortedMap());
        }
    }

    /** Drift of a resource, seen first at that time. */
    record Sighting(ResourceId id, Instant since) {}

    /**
     * What was applied last.
     *
     * @param commit null where it was applied outside of Git
     * @param dirty the working tree differed from the commit, so the commit does not tell all that was applied
     * @param complete false: something failed; running it again goes on from there
     * @param managed what the project manages, with the topic ids (empty text for connectors)
     * @param runs the latest runs, newest first, this one included; bounded
     */
    record Entry(
            String project,
            String environment,
            @Nullable String commit,
            @Nullable String branch,
            boolean dirty,
            Instant at,
            String by,
            String host,
            boolean complete,
            SortedMap<ResourceId, String> managed,
            List<Run> runs) {}

    /**
     * One apply.
     *
     * @param changes ids with what was done to them: {@code create}, {@code update}, {@code delete}
     */
    record Run(
            Instant at,
            String by,
            String host,
            @Nullable String commit,
            @Nullable String branch,
            boolean dirty,
            boolean complete,
            SortedMap<ResourceId, String> changes) {}

    /** Who wants to apply. */
    record Holder(String by, String host, @Nullable String commit) {}

    /** Who holds the lease since when; it ends by itself at {@code until} unless renewed. */
    record Claim(Holder holder, Instant since, Instant until) {}

    /** The lease while it is held; renews itself until closed. */
    interface Lease extends AutoCloseable {

        /** False as soon as the lease is lost: whoever applies must stop writing. */
        boolean held();

        /** When this project and environment was applied last before the lease was got; empty where it never was. */
        Optional<Instant> lastApplied();

        /** Writes what was applied. Refused (as an exception) when the lease is lost. */
        void record(Entry entry);

        @Override
        void close();
    }
}
