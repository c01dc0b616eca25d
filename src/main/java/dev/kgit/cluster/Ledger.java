package dev.kgit.cluster;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was applied last, by whom, and who may apply now: kept in the cluster, in one compacted topic. */
public interface Ledger extends AutoCloseable {

    /**
     * The book as it stands. An entry of this project and environment that is unreadable, or that a newer kgit has written, is
     * a {@code KgitException.Unavailable}, not "nothing was applied"; one of another is a warning of the book.
     */
    Snapshot read();

    /**
     * Takes the lease, creating the ledger's topic where it is missing.
     *
     * @param timeout how long to wait while somebody else holds it
     * @param waiting told now and then who holds it
     * @return the lease; empty where the principal may not write the ledger
     * @throws dev.kgit.model.KgitException.Refused when it is still held after that
     */
    Optional<Lease> acquire(Holder holder, Duration timeout, Consumer<Claim> waiting);

    /** Ends whatever lease there is. */
    void breakLease();

    /**
     * Writes down since when drift is seen, in place of what was written before. Needs no lease: it says nothing of what was
     * applied.
     *
     * @param seen by fingerprint
     * @return false where the principal may not write the ledger, or it is off
     */
    boolean remember(SortedMap<String, FirstSeen> seen);

    @Override
    void close();

    /** {@code ledger: off}: nothing is known, nothing is kept apart, nothing is written down. */
    Ledger OFF = new Ledger() {
        @Override
        public Snapshot read() {
            return Snapshot.missing("the environment says `ledger: off`");
        }

        @Override
        public Optional<Lease> acquire(Holder holder, Duration timeout, Consumer<Claim> waiting) {
            return Optional.empty();
        }

        @Override
        public void breakLease() {}

        @Override
        public boolean remember(SortedMap<String, FirstSeen> seen) {
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
     * @param mine the entry of this project and environment
     * @param others the entries of all others
     * @param claim who holds the lease of this project and environment
     * @param underWay what the apply is about that runs right now
     * @param seen since when drift of this project and environment is seen, by fingerprint
     * @param version another one after each write about what was applied by this project and environment
     * @param warnings what could not be read and hides nothing but itself
     */
    record Snapshot(
            boolean available,
            @Nullable String why,
            Optional<LedgerEntry> mine,
            List<LedgerEntry> others,
            Optional<Claim> claim,
            SortedSet<ResourceId> underWay,
            SortedMap<String, FirstSeen> seen,
            long version,
            List<Diagnostic> warnings) {

        /** There is a ledger, and it says nothing. */
        public static final Snapshot EMPTY = silent(true, null);

        /** Whether there is none because nobody wants one. */
        public boolean isOff() {
            return OFF.read().equals(this);
        }

        public static Snapshot missing(String why) {
            return silent(false, why);
        }

        private static Snapshot silent(boolean available, @Nullable String why) {
            return new Snapshot(
                    available,
                    why,
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Collections.emptySortedSet(),
                    Collections.emptySortedMap(),
                    NOTHING,
                    List.of());
        }
    }

    /** The version of a book that says nothing about this project and environment. */
    long NOTHING = -1;

    /** Drift of a resource, seen first at that time. */
    record FirstSeen(ResourceId id, Instant since) {}

    /** Who wants to apply. */
    record Holder(String by, String host, @Nullable String commit) {}

    /** Who holds the lease since when; it ends by itself at {@code until} unless renewed. */
    record Claim(Holder holder, Instant since, Instant until) {}

    /** The lease while it is held; renews itself until closed. */
    interface Lease extends AutoCloseable {

        /** False as soon as the lease is lost: whoever applies must stop writing. */
        boolean isHeld();

        /** The {@link Snapshot#version()} that was there when the lease was got. */
        long version();

        /**
         * Writes down what this run has done so far, whether or not the lease is still held: nobody else writes there, and
         * what was done is done.
         */
        void note(RunRecord record);

        /**
         * Writes the entry anew, which takes the place of the records of single runs. Refused (as an exception) when the lease
         * is lost.
         */
        void record(LedgerEntry entry);

        /** Takes everything about this project and environment out of the ledger. Refused when the lease is lost. */
        void retire();

        @Override
        void close();
    }
}
