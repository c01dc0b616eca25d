package dev.kgit.ledger;

import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.RunRecord;
import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceIdParser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A ledger in memory that keeps what the real one keeps, in its very words, and forgets nothing else. */
public final class MemoryLedger implements Ledger {

    /** The topic: shared by all projects. */
    public static final class Log {
        /** Knows the ids of the kinds that there are. */
        public ResourceIdParser parser = BuiltInKinds.ALL;

        private final SortedMap<String, byte[]> records = new TreeMap<>();
        private final Map<LedgerKeys.Owner, Long> versions = new HashMap<>();
        private final Map<LedgerKeys.Owner, HeldInMemory> held = new HashMap<>();
        private Runnable meanwhile = () -> {};
        private int writesLeft = Integer.MAX_VALUE;
        private boolean dead;
        private Runnable before = () -> {};
        private long offset;

        /** What happens while somebody waits for the lease. */
        public void meanwhile(Runnable what) {
            meanwhile = what;
        }

        /** After so many more writes the next one is refused, once. */
        public void refusesAfter(int writes) {
            writesLeft = writes;
        }

        /** Whoever writes now is killed: nothing of it arrives, and no lease is given back. */
        public void dies() {
            dead = true;
        }

        /** From now on all is well; a lease that a killed process has held is over. */
        public void lives() {
            dead = false;
            writesLeft = Integer.MAX_VALUE;
            held.clear();
        }

        /** What happens right before somebody takes the lease next. */
        public void beforeLease(Runnable what) {
            before = what;
        }

        private void put(LedgerKeys.Owner owner, String key, byte[] value) {
            if (dead) {
                return;
            }
            if (writesLeft-- <= 0) {
                writesLeft = Integer.MAX_VALUE;
                throw new KgitException.Unavailable(Diagnostic.error("KG652", "the ledger can't be written"));
            }
            records.put(key, value);
            versions.put(owner, offset++);
        }

        private void remove(LedgerKeys.Owner owner, String key) {
            if (!dead && records.remove(key) != null) {
                versions.put(owner, offset++);
            }
        }

        /** What a stranger writes. */
        public void forge(String key, byte[] value) {
            LedgerKeys.owner(key).ifPresent(owner -> put(owner, key, value));
        }

        /** Writes a tombstone under the key of an entry. */
        public void tombstone(String project, String environment) {
            records.remove(LedgerKeys.entry(project, environment));
        }

        /** Half of an entry. */
        public void forgeBroken(String project, String environment) {
            forge(LedgerKeys.entry(project, environment), new byte[] {'{'});
        }

        /** What a stranger writes who knows how kgit does. */
        public void forge(LedgerEntry entry) {
            forge(LedgerKeys.entry(entry.project(), entry.environment()), EntryJson.write(entry));
        }
    }

    private final Log log;
    private final LedgerKeys.Owner owner;
    private final SortedMap<String, FirstSeen> seen = new TreeMap<>();

    public MemoryLedger(Log log, String project, String environment) {
        this.log = log;
        this.owner = new LedgerKeys.Owner(project, environment);
    }

    @Override
    public Snapshot read() {
        List<Diagnostic> warnings = new ArrayList<>();
        LedgerEntryReader reading = new LedgerEntryReader("_kgit", owner, log.parser, warnings);
        Map<LedgerKeys.Owner, LedgerEntry> entries = reading.read(log.records);
        Optional<LedgerEntry> mine = Optional.ofNullable(entries.remove(owner));
        return new Snapshot(
                true,
                null,
                mine,
                List.copyOf(entries.values()),
                Optional.ofNullable(log.held.get(owner)).map(HeldInMemory::claim),
                log.held.containsKey(owner) ? reading.planned() : new TreeSet<>(),
                new TreeMap<>(seen),
                version(),
                warnings);
    }

    private long version() {
        return log.versions.getOrDefault(owner, NOTHING);
    }

    @Override
    public Optional<Lease> acquire(Holder holder, Duration timeout, Consumer<Claim> waiting) {
        Runnable first = log.before;
        log.before = () -> {};
        first.run();
        HeldInMemory other = log.held.get(owner);
        if (other != null && !timeout.isZero()) {
            waiting.accept(other.claim());
            log.meanwhile.run();
            other = log.held.get(owner);
        }
        if (other != null) {
            throw new KgitException.Refused(Diagnostic.error("KG653", other.holder.by() + " is applying")
                    .withHint("wait"));
        }
        HeldInMemory lease = new HeldInMemory(holder);
        log.held.put(owner, lease);
        return Optional.of(lease);
    }

    @Override
    public void breakLease() {
        log.held.remove(owner);
    }

    @Override
    public boolean remember(SortedMap<String, FirstSeen> now) {
        seen.clear();
        seen.putAll(now);
        return true;
    }

    @Override
    public void close() {}

    private final class HeldInMemory implements Lease {

        private final Holder holder;
        private final long version = MemoryLedger.this.version();

        HeldInMemory(Holder holder) {
            this.holder = holder;
        }

        Claim claim() {
            return new Claim(holder, Instant.EPOCH, Instant.MAX);
        }

        @Override
        public boolean isHeld() {
            return log.held.get(owner) == this;
        }

        @Override
        public long version() {
            return version;
        }

        @Override
        public void note(RunRecord record) {
            log.put(
                    owner,
                    LedgerKeys.runs(owner.project(), owner.environment())
                            + record.run().id(),
                    EntryJson.write(record));
        }

        @Override
        public void record(LedgerEntry entry) {
            requireHeld();
            log.put(owner, LedgerKeys.entry(owner.project(), owner.environment()), EntryJson.write(entry));
            String runs = LedgerKeys.runs(owner.project(), owner.environment());
            entry.runs().forEach(run -> log.remove(owner, runs + run.id()));
        }

        @Override
        public void retire() {
            requireHeld();
            List.copyOf(log.records.keySet()).stream()
                    .filter(key -> LedgerKeys.owner(key).equals(Optional.of(owner)))
                    .forEach(key -> log.remove(owner, key));
        }

        private void requireHeld() {
            if (!isHeld()) {
                throw new KgitException.Refused(Diagnostic.error("KG654", "the lease on the ledger was lost"));
            }
        }

        @Override
        public void close() {
            if (!log.dead) {
                log.held.remove(owner, this);
            }
        }
    }
}
