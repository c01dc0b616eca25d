package dev.kgit.doctor;

import dev.kgit.cluster.ClusterInfo;
import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
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
public final class PlatformChecks {

    private static final String KAFKA = "kafka";

    /** Clocks that differ by less are good enough for whatever compares times. */
    private static final Duration TOLERATED = Duration.ofSeconds(2);

    private PlatformChecks() {}

    /** Errors and warnings of the files, or one line that says that there are none. */
    public static List<CheckResult> files(List<Diagnostic> diagnostics, String looked) {
        List<CheckResult> signs = new ArrayList<>();
        if (diagnostics.stream().noneMatch(Diagnostic::isError)) {
            signs.add(CheckResult.ok(CheckResult.FILES, looked));
        }
        diagnostics.forEach(diagnostic -> signs.add(CheckResult.trouble(CheckResult.FILES, diagnostic)));
        return signs;
    }

    /** A part of the platform that does not answer. */
    public static List<CheckResult> silent(String about, List<Diagnostic> why) {
        return why.stream()
                .map(diagnostic -> CheckResult.trouble(about, diagnostic))
                .toList();
    }

    /** Something that could not be looked at, because of something else. */
    public static CheckResult unseen(String about, String why) {
        return CheckResult.trouble(about, Diagnostic.info("KG743", "not looked at: " + why));
    }

    /** @param version what is known of the brokers' version, in words */
    public static List<CheckResult> kafka(ClusterInfo platform, String version) {
        List<CheckResult> signs = new ArrayList<>();
        signs.add(CheckResult.ok(KAFKA, "cluster " + platform.clusterId() + " answers; " + version));
        List<ClusterInfo.Broker> brokers = platform.brokers();
        String unusable = brokers.stream()
                .filter(broker -> !broker.usable())
                .map(broker -> Integer.toString(broker.id()))
                .collect(Collectors.joining(", "));
        if (!unusable.isEmpty()) {
            signs.add(CheckResult.trouble(
                    KAFKA,
                    Diagnostic.warning("KG735", "brokers that can take no replicas now: " + unusable)
                            .withHint("they are fenced or starting: look at their logs")));
        }
        long usable = brokers.stream().filter(ClusterInfo.Broker::usable).count();
        signs.add(CheckResult.ok(KAFKA, usable + " usable " + (usable == 1 ? "broker" : "brokers") + racks(brokers)));
        return signs;
    }

    private static String racks(List<ClusterInfo.Broker> brokers) {
        List<String> racks = brokers.stream()
                .map(ClusterInfo.Broker::rack)
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
    public static CheckResult worker(String cluster, ClusterInfo.Worker worker, @Nullable String kafka) {
        String about = "connect/" + cluster;
        String its = worker.kafkaClusterId();
        if (kafka != null && its != null && !kafka.equals(its)) {
            return CheckResult.trouble(
                    about,
                    Diagnostic.error("KG163", worker.url() + " belongs to Kafka cluster " + its + ", not to " + kafka)
                            .withHint("look at connect." + cluster + ".url and at kafka.bootstrap.servers"));
        }
        String same = kafka == null || its == null ? "" : ", same Kafka cluster";
        return CheckResult.ok(about, worker.url() + " answers; version " + worker.version() + same);
    }

    /** A worker that does not answer beside others that do. */
    public static CheckResult lostWorker(String cluster, Diagnostic why) {
        return CheckResult.trouble(
                "connect/" + cluster,
                new Diagnostic("KG738", Severity.WARNING, why.message(), why.hint(), why.place(), null));
    }

    /**
     * Plugins that connectors need.
     *
     * @param missing connectors by the class that no worker has
     * @param needed how many classes are needed in all
     */
    public static CheckResult plugins(
            String cluster, SortedMap<String, List<String>> missing, int needed, Collection<String> installed) {
        String about = "connect/" + cluster;
        if (missing.isEmpty()) {
            return CheckResult.ok(
                    about,
                    needed == 0 ? "no connector is declared" : "has the " + needed + " plugins that connectors need");
        }
        String what = new TreeMap<>(missing)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " (for " + String.join(", ", entry.getValue()) + ")")
                        .collect(Collectors.joining("; "));
        return CheckResult.trouble(
                about,
                Diagnostic.error("KG350", "these plugins are not installed: " + what)
                        .withHint("put them into the worker's plugin.path and restart it; installed are "
                                + String.join(", ", installed)));
    }

    /** What the ledger says: last apply, lock. */
    public static List<CheckResult> ledger(Ledger.Snapshot snapshot, boolean on) {
        String about = "ledger";
        String why = snapshot.why();
        if (!snapshot.available()) {
            Diagnostic unread = on
                    ? Diagnostic.error("KG740", "the ledger can't be read: " + (why == null ? "no reason told" : why))
                            .withHint("without it causes are unknown, nothing is pruned and applies are not locked")
                    : Diagnostic.info("KG743", "no ledger: " + why);
            return List.of(CheckResult.trouble(about, unread));
        }
        List<CheckResult> signs = new ArrayList<>();
        if (snapshot.mine().isEmpty()) {
            signs.add(CheckResult.ok(about, "readable; nothing was applied here yet"));
        } else {
            signs.add(applied(about, snapshot.mine().get(), snapshot.claim().isPresent()));
        }
        signs.add(snapshot.claim()
                .map(claim -> CheckResult.trouble(
                        "lock",
                        Diagnostic.warning(
                                        "KG742",
                                        "held by " + claim.holder().by() + " on "
                                                + claim.holder().host() + " since " + claim.since())
                                .withHint("wait for that apply; `kgit unlock` frees it where the holder is dead")))
                .orElseGet(() -> CheckResult.ok("lock", "free")));
        return signs;
    }

    private static CheckResult applied(String about, LedgerEntry entry, boolean locked) {
        LedgerRun run = entry.lastRun().orElse(null);
        String managed = ", " + entry.managed().size() + " resources managed";
        if (run == null) {
            return CheckResult.ok(about, "no apply yet" + managed);
        }
        if (run.isComplete()) {
            return CheckResult.ok(about, "last apply " + told(run) + managed);
        }
        if (locked && !run.hasEnded()) {
            return CheckResult.ok(about, "an apply is running, begun " + told(run) + managed);
        }
        String before = entry.runs().stream()
                .filter(LedgerRun::isComplete)
                .findFirst()
                .map(complete -> "; the last one that was not: " + told(complete))
                .orElse("; none before it was complete");
        return CheckResult.trouble(
                about,
                Diagnostic.warning("KG741", "the last apply was left incomplete: " + told(run) + before + managed)
                        .withHint("run `kgit apply` again: it goes on from there"));
    }

    private static String told(LedgerRun run) {
        String commit = run.commit();
        return run.at() + " by " + run.by() + " on " + run.host()
                + (commit == null ? "" : ", commit " + commit.substring(0, Math.min(10, commit.length())))
                + (run.dirty() ? " (dirty)" : "");
    }

    /**
     * How this machine's clock stands to the brokers', as far as can be known without writing: their newest stamp can't be of
     * the future.
     */
    public static CheckResult clock(Instant now, @Nullable Instant stamp) {
        String about = "clock";
        if (stamp == null) {
            return CheckResult.trouble(
                    about, Diagnostic.info("KG743", "not looked at: no broker has stamped a record of the ledger yet"));
        }
        Duration behind = Duration.between(now, stamp);
        return behind.compareTo(TOLERATED) > 0
                ? CheckResult.trouble(
                        about,
                        Diagnostic.warning(
                                        "KG739",
                                        "this machine's clock is at least " + behind.toSeconds()
                                                + " s behind the brokers'")
                                .withHint("set it by NTP: times in the ledger and in reports are told by it"))
                : CheckResult.ok(about, "not behind the brokers' (their newest stamp is " + stamp + ")");
    }
}
