package dev.kgit.doctor;

import dev.kgit.cluster.ClusterInfo;
import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was found on a platform, as results. */
public final class PlatformChecks {

    private static final String KAFKA = "kafka";

    /** Clocks that differ by less are good enough for whatever compares times. */
    private static final Duration TOLERATED = Duration.ofSeconds(2);

    private PlatformChecks() {}

    /** Errors and warnings of the files, or one line that says that there are none. */
    public static List<CheckResult> files(List<Diagnostic> diagnostics, String looked) {
        List<CheckResult> results = new ArrayList<>();
        if (diagnostics.stream().noneMatch(Diagnostic::isError)) {
            results.add(CheckResult.ok(CheckResult.FILES, looked));
        }
        diagnostics.forEach(diagnostic -> results.add(CheckResult.problem(CheckResult.FILES, diagnostic)));
        return results;
    }

    /** A part of the platform that does not answer. */
    public static List<CheckResult> unavailable(String about, List<Diagnostic> why) {
        return why.stream()
                .map(diagnostic -> CheckResult.problem(about, diagnostic))
                .toList();
    }

    /** Something that could not be looked at, because of something else. */
    public static CheckResult notChecked(String about, String why) {
        return CheckResult.problem(about, Diagnostic.info("KG743", "not looked at: " + why));
    }

    /** @param version what is known of the brokers' version, in words */
    public static List<CheckResult> kafka(ClusterInfo platform, String version) {
        List<CheckResult> results = new ArrayList<>();
        results.add(CheckResult.ok(KAFKA, "cluster " + platform.clusterId() + " answers; " + version));
        List<ClusterInfo.Broker> brokers = platform.brokers();
        String unusable = brokers.stream()
                .filter(broker -> !broker.usable())
                .map(broker -> Integer.toString(broker.id()))
                .collect(Collectors.joining(", "));
        if (!unusable.isEmpty()) {
            results.add(CheckResult.problem(
                    KAFKA,
                    Diagnostic.warning("KG735", "brokers that can take no replicas now: " + unusable)
                            .withHint("they are fenced or starting: look at their logs")));
        }
        long usable = brokers.stream().filter(ClusterInfo.Broker::usable).count();
        results.add(CheckResult.ok(KAFKA, usable + " usable " + (usable == 1 ? "broker" : "brokers") + racks(brokers)));
        return results;
    }

    /** @param deletes whether the environment has topics deleted, or may */
    public static CheckResult deletesNoTopics(boolean deletes) {
        String message = "the brokers delete no topics (delete.topic.enable=false)";
        return CheckResult.problem(
                KAFKA,
                deletes
                        ? Diagnostic.warning("KG311", message + ": plans that delete some are blocked")
                                .withHint("have it switched on on brokers and controllers, or set `prune: false`")
                        : Diagnostic.info("KG311", message));
    }

    private static String racks(List<ClusterInfo.Broker> brokers) {
        // A rack whose brokers are all down holds no replicas now.
        List<String> racks = brokers.stream()
                .filter(ClusterInfo.Broker::usable)
                .map(ClusterInfo.Broker::rack)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        return racks.isEmpty() ? ", no racks" : ", racks " + String.join(", ", racks);
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
            return List.of(CheckResult.problem(about, unread));
        }
        List<CheckResult> results = new ArrayList<>();
        if (snapshot.mine().isEmpty()) {
            results.add(CheckResult.ok(about, "readable; nothing was applied here yet"));
        } else {
            results.add(applied(about, snapshot.mine().get(), snapshot.claim().isPresent()));
        }
        results.add(snapshot.claim()
                .map(claim -> CheckResult.problem(
                        "lock",
                        Diagnostic.warning(
                                        "KG742",
                                        "held by " + claim.holder().by() + " on "
                                                + claim.holder().host() + " since " + claim.since())
                                .withHint("wait for that apply; `kgit unlock` frees it where the holder is dead")))
                .orElseGet(() -> CheckResult.ok("lock", "free")));
        return results;
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
        return CheckResult.problem(
                about,
                Diagnostic.warning("KG741", "the last apply was left incomplete: " + told(run) + before + managed)
                        .withHint("run `kgit apply` again: it goes on from there"));
    }

    private static String told(LedgerRun run) {
        String commit = run.commit();
        return run.at() + " by " + run.by() + " on " + run.host()
                + (commit == null ? "" : ", commit " + Revision.shortCommit(commit))
                + (run.dirty() ? " (dirty)" : "");
    }

    /**
     * How this machine's clock stands to the brokers', as far as can be known without writing: their newest stamp can't be of
     * the future.
     */
    public static CheckResult clock(Instant now, @Nullable Instant stamp) {
        String about = "clock";
        if (stamp == null) {
            return CheckResult.problem(
                    about, Diagnostic.info("KG743", "not looked at: no broker has stamped a record of the ledger yet"));
        }
        Duration behind = Duration.between(now, stamp);
        return behind.compareTo(TOLERATED) > 0
                ? CheckResult.problem(
                        about,
                        Diagnostic.warning(
                                        "KG739",
                                        "this machine's clock is at least " + behind.toSeconds()
                                                + " s behind the brokers'")
                                .withHint("set it by NTP: times in the ledger and in reports are told by it"))
                : CheckResult.ok(about, "not behind the brokers' (their newest stamp is " + stamp + ")");
    }
}
