package dev.kgit.doctor;

import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.cluster.Platform;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was found on a platform, as signs. */
public final class Findings {

    private static final String KAFKA = "kafka";

    /** Clocks that differ by less are good enough for whatever compares times. */
    private static final Duration TOLERATED = Duration.ofSeconds(2);

    private Findings() {}

    /** Errors and warnings of the files, or one line that says that there are none. */
    public static List<Sign> files(List<Diagnostic> diagnostics, String looked) {
        List<Sign> signs = new ArrayList<>();
        if (diagnostics.stream().noneMatch(Diagnostic::isError)) {
            signs.add(Sign.ok(Sign.FILES, looked));
        }
        diagnostics.forEach(diagnostic -> signs.add(Sign.trouble(Sign.FILES, diagnostic)));
        return signs;
    }

    /** A part of the platform that does not answer. */
    public static List<Sign> silent(String about, List<Diagnostic> why) {
        return why.stream().map(diagnostic -> Sign.trouble(about, diagnostic)).toList();
    }

    /** Something that could not be looked at, because of something else. */
    public static Sign unseen(String about, String why) {
        return Sign.trouble(about, Diagnostic.info("KG743", "not looked at: " + why));
    }

    /** @param version what is known of the brokers' version, in words */
    public static List<Sign> kafka(Platform platform, String version) {
        List<Sign> signs = new ArrayList<>();
        signs.add(Sign.ok(KAFKA, "cluster " + platform.clusterId() + " answers; " + version));
        List<Platform.Broker> brokers = platform.brokers();
        String unusable = brokers.stream()
                .filter(broker -> !broker.usable())
                .map(broker -> Integer.toString(broker.id()))
                .collect(Collectors.joining(", "));
        if (!unusable.isEmpty()) {
            signs.add(Sign.trouble(
                    KAFKA,
                    Diagnostic.warning("KG735", "brokers that can take no replicas now: " + unusable)
                            .withHint("they are fenced or starting: look at their logs")));
        }
        long usable = brokers.stream().filter(Platform.Broker::usable).count();
        signs.add(Sign.ok(KAFKA, usable + " usable " + (usable == 1 ? "broker" : "brokers") + racks(brokers)));
        return signs;
    }

    private static String racks(List<Platform.Broker> brokers) {
        List<String> racks = brokers.stream()
                .map(Platform.Broker::rack)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        return racks.isEmpty() ? ", no racks" : ", racks " + String.join(", ", racks);
    }

    /**
     * A worker that answers.
     *
     * @param kafka id of the environment's Kafka cluster; null where that is not known
     */
    public static Sign worker(String cluster, Platform.Worker worker, @Nullable String kafka) {
        String about = "connect/" + cluster;
        String its = worker.kafkaClusterId();
        if (kafka != null && its != null && !kafka.equals(its)) {
            return Sign.trouble(
                    about,
                    Diagnostic.error("KG163", worker.url() + " belongs to Kafka cluster " + its + ", not to " + kafka)
                            .withHint("look at connect." + cluster + ".url and at kafka.bootstrap.servers"));
        }
        String same = kafka == null || its == null ? "" : ", same Kafka cluster";
        return Sign.ok(about, worker.url() + " answers; version " + worker.version() + same);
    }

    /** A worker that does not answer beside others that do. */
    public static Sign lostWorker(String cluster, Diagnostic why) {
        return Sign.trouble(
                "connect/" + cluster,
                new Diagnostic("KG738", Severity.WARNING, why.message(), why.hint(), why.place(), null));
    }

    /**
     * Plugins that connectors need.
     *
     * @param missing connectors by the class that no worker has
     * @param needed how many classes are needed in all
     */
    public static Sign plugins(
            String cluster, SortedMap<String, List<String>> missing, int needed, Collection<String> installed) {
        String about = "connect/" + cluster;
        if (missing.isEmpty()) {
            return Sign.ok(
                    about,
                    needed == 0 ? "no connector is declared" : "has the " + needed + " plugins that connectors need");
        }
        String what = new TreeMap<>(missing)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " (for " + String.join(", ", entry.getValue()) + ")")
                        .collect(Collectors.joining("; "));
        return Sign.trouble(
                about,
                Diagnostic.error("KG350", "these plugins are not installed: " + what)
                        .withHint("put them into the worker's plugin.path and restart it; installed are "
                                + String.join(", ", installed)));
    }

    /** What the ledger says: last apply, lock. */
    public static List<Sign> ledger(Ledger.Book book, boolean on) {
        String about = "ledger";
        String why = book.why();
        if (!book.available()) {
            Diagnostic unread = on
                    ? Diagnostic.error("KG740", "the ledger can't be read: " + (why == null ? "no reason told" : why))
                            .withHint("without it causes are unknown, nothing is pruned and applies are not locked")
                    : Diagnostic.info("KG743", "no ledger: " + why);
            return List.of(Sign.trouble(about, unread));
        }
        List<Sign> signs = new ArrayList<>();
        if (book.mine().isEmpty()) {
            signs.add(Sign.ok(about, "readable; nothing was applied here yet"));
        } else {
            signs.add(applied(about, book.mine().get()));
        }
        signs.add(book.claim()
                .map(claim -> Sign.trouble(
                        "lock",
                        Diagnostic.warning(
                                        "KG742",
                                        "held by " + claim.holder().by() + " on "
                                                + claim.holder().host() + " since " + claim.since())
                                .withHint("wait for that apply; `kgit unlock` frees it where the holder is dead")))
                .orElseGet(() -> Sign.ok("lock", "free")));
        return signs;
    }

    private static Sign applied(String about, LedgerEntry entry) {
        LedgerRun run = entry.lastRun().orElse(null);
        if (run == null) {
            return Sign.ok(about, "no apply yet, " + entry.managed().size() + " resources managed");
        }
        String commit = run.commit();
        String what = "last apply " + run.at() + " by " + run.by() + " on " + run.host()
                + (commit == null ? "" : ", commit " + commit.substring(0, Math.min(10, commit.length())))
                + (run.dirty() ? " (dirty)" : "") + ", " + entry.managed().size() + " resources managed";
        return run.isComplete()
                ? Sign.ok(about, what)
                : Sign.trouble(
                        about,
                        Diagnostic.warning("KG741", what + ": it was left incomplete")
                                .withHint("run `kgit apply` again: it goes on from there"));
    }

    /**
     * How this machine's clock stands to the brokers', as far as can be known without writing: their newest stamp can't be of
     * the future.
     */
    public static Sign clock(Instant now, @Nullable Instant stamp) {
        String about = "clock";
        if (stamp == null) {
            return Sign.trouble(
                    about, Diagnostic.info("KG743", "not looked at: no broker has stamped a record of the ledger yet"));
        }
        Duration behind = Duration.between(now, stamp);
        return behind.compareTo(TOLERATED) > 0
                ? Sign.trouble(
                        about,
                        Diagnostic.warning(
                                        "KG739",
                                        "this machine's clock is at least " + behind.toSeconds()
                                                + " s behind the brokers'")
                                .withHint("set it by NTP: times in the ledger and in reports are told by it"))
                : Sign.ok(about, "not behind the brokers' (their newest stamp is " + stamp + ")");
    }
}
