package dev.kgit.ledger;

import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.concurrent.Deadline;
import dev.kgit.json.MalformedJsonException;
import dev.kgit.kafka.KafkaConnection;
import dev.kgit.kafka.RequestResult;
import dev.kgit.ledger.LedgerJson.ClaimValue;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceIdParser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The ledger in one compacted topic of one partition: an entry for each project and environment, what its last runs say of
 * themselves, and the claims to its lease.
 *
 * <p><b>The lease.</b> Kafka has no compare-and-set, but one partition is one order that everybody sees. Whoever wants the
 * lease appends a claim under a key of its own and reads the log up to it. A claim gets the lease when, at its place in the
 * log, no other claim holds it: none was made, or the last one was taken back, broken, or has not been renewed for its
 * time to live. Later claims change nothing about that, so all readers agree ({@link LeaseLog}). Whoever does not get it
 * takes its claim back at once and tries again when it sees the lease end.
 *
 * <p><b>Time.</b> The only clock is the one that stamps records when the broker appends them (LogAppendTime); no two
 * clients' clocks are compared. The holder renews its claim at a third of the time to live. It counts its time from
 * <em>before</em> it sent the last renewal that it has read back, with its own stopwatch, so it stops believing in its
 * lease before anybody else can be given it: the broker's stamp is later than the sending, and another claim counts only
 * when its stamp is past that stamp by the whole time to live. What is left is a stopwatch that runs slower than the
 * broker's clock, and brokers whose clocks differ by more than the time to live when leadership moves between them.
 *
 * <p><b>Compaction</b> keeps the last claim under each key. It stays away from records younger than
 * {@code min.compaction.lag.ms} (twenty times the time to live), so that what has been taken out is long past deciding.
 *
 * <p><b>What it does not do.</b> It is checked before each step, not with each step: brokers don't know it. A holder that
 * stops between the check and the step for longer than its time to live can still be that one step late. Applying is made
 * for that: a plan names what it starts from, and running it again converges.
 */
public final class KafkaLedger implements Ledger {

    private static final Duration TTL = Duration.ofSeconds(30);
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(2);

    private final KafkaConnection connection;
    private final ResourceIdParser parser;
    private final LedgerTopic topic;
    private final LedgerKeys.Owner owner;
    private final String leaseKeys;
    private final Duration ttl;
    private final Clock clock;
    private final Stopwatch stopwatch;

    private KafkaLedger(
            KafkaConnection connection,
            ResourceIdParser parser,
            LedgerTopic topic,
            LedgerKeys.Owner owner,
            Duration ttl,
            Clock clock,
            Stopwatch stopwatch) {
        this.connection = connection;
        this.parser = parser;
        this.topic = topic;
        this.owner = owner;
        this.leaseKeys = LedgerKeys.lease(owner.project(), owner.environment());
        this.ttl = ttl;
        this.clock = clock;
        this.stopwatch = stopwatch;
    }

    /**
     * The ledger of a project's environment.
     *
     * @param connection where it is kept; stays open when the ledger is closed
     * @param parser knows the ids of the kinds that there are
     * @param environment its ledger has to be on
     * @param clock only to tell in {@link #read()} whether a claim has run out
     */
    public static KafkaLedger open(
            KafkaConnection connection, ResourceIdParser parser, String project, Environment environment, Clock clock) {
        return open(connection, parser, environment.ledger(), project, environment.name(), clock);
    }

    /** The same of any project and environment, in the ledger that is kept there. */
    public static KafkaLedger open(
            KafkaConnection connection,
            ResourceIdParser parser,
            Environment.Ledger where,
            String project,
            String environment,
            Clock clock) {
        return open(connection, parser, where, project, environment, clock, TTL, Stopwatch.SYSTEM);
    }

    /**
     * @param ttl time to live of the lease
     * @param stopwatch by which a holder measures it
     */
    static KafkaLedger open(
            KafkaConnection connection,
            ResourceIdParser parser,
            Environment.Ledger where,
            String project,
            String environment,
            Clock clock,
            Duration ttl,
            Stopwatch stopwatch) {
        String name = Objects.requireNonNull(where.topic(), "the ledger is off");
        LedgerTopic topic = new LedgerTopic(connection, name, where.replicationFactor());
        return new KafkaLedger(
                connection, parser, topic, new LedgerKeys.Owner(project, environment), ttl, clock, stopwatch);
    }

    @Override
    public Snapshot read() {
        LeaseLog claims = new LeaseLog();
        String drift = driftKey();
        // Only the newest counts, so that the ones before it are not even looked into.
        AtomicReference<byte @Nullable []> newest = new AtomicReference<>();
        try (LedgerReader log = new LedgerReader(connection, topic.name(), read -> {
            tell(claims, read);
            if (read.key().equals(drift)) {
                newest.set(read.value());
            }
        })) {
            LedgerReader.State state = log.state();
            if (state == LedgerReader.State.ABSENT) {
                return Snapshot.EMPTY;
            }
            if (state == LedgerReader.State.HIDDEN || !log.readToEnd()) {
                return Snapshot.missing("this principal may not read the ledger topic " + topic.name());
            }
            List<Diagnostic> warnings = new ArrayList<>();
            LedgerEntryReader reading = new LedgerEntryReader(topic.name(), owner, parser, warnings);
            Map<LedgerKeys.Owner, LedgerEntry> entries = reading.read(log.entries());
            Optional<LedgerEntry> mine = Optional.ofNullable(entries.remove(owner));
            Optional<Claim> claim = claims.held()
                    .map(LeaseLog.Held::asClaim)
                    .filter(held -> held.until().isAfter(clock.instant()));
            SortedMap<String, FirstSeen> seen = sightings(drift, newest.get(), warnings);
            return new Snapshot(
                    true,
                    null,
                    mine,
                    List.copyOf(entries.values()),
                    claim,
                    claim.isPresent() ? reading.planned() : new TreeSet<>(),
                    seen,
                    log.version(owner),
                    warnings);
        }
    }

    @Override
    public Optional<Lease> acquire(Holder holder, Duration maxWait, Consumer<Claim> waiting) {
        try {
            return Optional.of(acquireOrFail(holder, maxWait, waiting));
        } catch (LedgerAccessDeniedException forbidden) {
            return Optional.empty();
        }
    }

    private Lease acquireOrFail(Holder holder, Duration maxWait, Consumer<Claim> waiting) {
        topic.require();
        Deadline deadline = Deadline.in(maxWait);
        LeaseLog claims = new LeaseLog();
        LedgerReader log = open(claims);
        LedgerWriter writer = null;
        boolean taken = false;
        try {
            writer = new LedgerWriter(connection, topic, Collections.min(List.of(ttl, connection.timeout())));
            while (true) {
                KafkaLease lease = claim(holder, claims, log, writer);
                if (lease != null) {
                    taken = true;
                    return lease;
                }
                LeaseLog.Held other = claims.held().orElse(null);
                if (other != null && !awaitItsEnd(other, claims, log, deadline, waiting)) {
                    throw heldBy(other.asClaim());
                }
            }
        } finally {
            if (!taken) {
                log.close();
            }
            if (!taken && writer != null) {
                writer.close();
            }
        }
    }

    /** Appends a claim; null where it does not get the lease. */
    private @Nullable KafkaLease claim(Holder holder, LeaseLog claims, LedgerReader log, LedgerWriter writer) {
        String id = UUID.randomUUID().toString();
        KafkaLease.Term term = KafkaLease.Term.of(ttl, stopwatch, clock);
        if (!log.readToEnd()) {
            throw topic.forbidden();
        }
        claims.dead(2 * ttl.toMillis()).forEach(dead -> writer.write(leaseKeys + dead, null));
        log.readBeyond(
                writer.write(leaseKeys + id, LedgerJson.write(new ClaimValue(holder, 0, ttl.toMillis(), false))));
        LeaseLog.Held held = claims.held().orElse(null);
        if (held == null || !held.id().equals(id)) {
            log.readBeyond(writer.write(leaseKeys + id, null));
            return null;
        }
        return new KafkaLease(this, id, held, term, log.version(owner), claims, log, writer);
    }

    /** Whether the lease has ended, or seems to: then it is worth another claim. False when patience is at its end. */
    private boolean awaitItsEnd(
            LeaseLog.Held first, LeaseLog claims, LedgerReader log, Deadline deadline, Consumer<Claim> waiting) {
        LeaseLog.Held last = first;
        long seen = System.nanoTime();
        long lastWord = seen - BETWEEN_WORDS.toNanos();
        while (!deadline.hasPassed()) {
            if (System.nanoTime() - lastWord >= BETWEEN_WORDS.toNanos()) {
                lastWord = System.nanoTime();
                waiting.accept(last.asClaim());
            }
            RequestResult.WAIT.sleep(Duration.ofMillis(Math.max(10, Math.min(500, ttl.toMillis() / 6))));
            log.readToEnd();
            LeaseLog.Held now = claims.held().orElse(null);
            if (now == null) {
                return true;
            }
            if (!now.equals(last)) {
                last = now;
                seen = System.nanoTime();
            } else if (System.nanoTime() - seen
                    > Duration.ofMillis(now.claim().ttlMillis()).toNanos()) {
                return true;
            }
        }
        return false;
    }

    private KgitException heldBy(Claim claim) {
        Holder holder = claim.holder();
        String commit = holder.commit() == null ? "" : " for commit " + holder.commit();
        return new KgitException.Refused(Diagnostic.error(
                        "KG653",
                        holder.by() + " on " + holder.host() + " is applying " + owner.project() + "/"
                                + owner.environment() + commit + ", since " + claim.since())
                .withHint("wait for it; if that run is dead, the lease ends by itself at " + claim.until()
                        + ", or free it with `kgit unlock`"));
    }

    @Override
    public void breakLease() {
        try {
            breakOrFail();
        } catch (LedgerAccessDeniedException forbidden) {
            throw forbidden.told();
        }
    }

    private void breakOrFail() {
        topic.require();
        LeaseLog claims = new LeaseLog();
        try (LedgerReader log = open(claims);
                LedgerWriter writer = new LedgerWriter(connection, topic, connection.timeout())) {
            if (!log.readToEnd()) {
                throw topic.forbidden();
            }
            Holder nobody = new Holder("unlock", "", null);
            // Not a tombstone: the holder's next renewal would bring its claim back to life.
            claims.open()
                    .forEach(id -> writer.write(
                            leaseKeys + id, LedgerJson.write(new ClaimValue(nobody, 0, ttl.toMillis(), true))));
        }
    }

    @Override
    public boolean remember(SortedMap<String, FirstSeen> seen) {
        try {
            topic.require();
            try (LedgerWriter writer = new LedgerWriter(connection, topic, connection.timeout())) {
                writer.write(driftKey(), LedgerJson.write(seen));
                return true;
            }
        } catch (LedgerAccessDeniedException forbidden) {
            return false;
        }
    }

    /** Since when drift is seen is no reason to stop: what can't be read is seen anew. */
    private SortedMap<String, FirstSeen> sightings(String key, byte @Nullable [] value, List<Diagnostic> warnings) {
        if (value == null) {
            return new TreeMap<>();
        }
        try {
            return LedgerJson.readSightings(topic.name(), key, value, parser);
        } catch (MalformedJsonException unreadable) {
            warnings.add(LedgerJson.warning(topic.name(), key, unreadable));
            return new TreeMap<>();
        }
    }

    private LedgerReader open(LeaseLog claims) {
        return new LedgerReader(connection, topic.name(), read -> tell(claims, read));
    }

    private void tell(LeaseLog claims, ConsumerRecord<String, byte[]> read) {
        if (read.key().startsWith(leaseKeys)) {
            byte[] value = read.value();
            claims.next(
                    read.key().substring(leaseKeys.length()),
                    value == null
                            ? null
                            : LedgerJson.readClaim(topic.name(), read.key(), value)
                                    .orElse(null),
                    read.timestamp());
        }
    }

    /**
     * The time at which a broker stamped the newest record of the ledger, by the broker's own clock; empty where there is none
     * or it can't be asked.
     */
    public Optional<Instant> newestStamp() {
        TopicPartition partition = new TopicPartition(topic.name(), 0);
        RequestResult<ListOffsetsResultInfo> newest = RequestResult.of(connection
                .admin()
                .listOffsets(Map.of(partition, OffsetSpec.maxTimestamp()))
                .partitionResult(partition));
        return newest.failed() || newest.get().timestamp() < 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(newest.get().timestamp()));
    }

    String entryKey() {
        return LedgerKeys.entry(owner.project(), owner.environment());
    }

    String driftKey() {
        return LedgerKeys.drift(owner.project(), owner.environment());
    }

    String runKey(String run) {
        return LedgerKeys.runs(owner.project(), owner.environment()) + run;
    }

    /** Keys of the records of single runs that are in the log. */
    List<String> runKeys(LedgerReader log) {
        return log.entries().keySet().stream()
                .filter(key -> key.startsWith(runKey("")))
                .toList();
    }

    String claimKey(String id) {
        return leaseKeys + id;
    }

    Duration ttl() {
        return ttl;
    }

    Clock clock() {
        return clock;
    }

    Stopwatch stopwatch() {
        return stopwatch;
    }

    /** Only leases keep anything open between calls. */
    @Override
    public void close() {}
}
