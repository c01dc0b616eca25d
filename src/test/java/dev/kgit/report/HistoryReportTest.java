package dev.kgit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

public class HistoryReportTest {

    private static final String COMMIT = "3f2a9c1b2d4e5f60718293a4b5c6d7e8f9012345";

    public static final Map<String, String> SUBJECTS = Map.of(COMMIT, "Keep mails for a week\u202E");

    public static LedgerEntry entry() {
        List<LedgerRun> runs = List.of(
                run("3", "2026-11-22T13:00:00Z", "dora", "ci-8", COMMIT, null, new TreeMap<>()),
                run(
                        "2",
                        "2026-11-22T12:00:00.123Z",
                        "ann",
                        "ci-7",
                        COMMIT,
                        LedgerRun.Outcome.COMPLETE,
                        new TreeMap<>(Map.of(
                                TopicKind.id("a"), "create",
                                TopicKind.id("b"), "create",
                                ConnectorKind.id("main", "c"), "update"))),
                run(
                        "1",
                        "2026-11-21T09:30:00Z",
                        "carl\u001b[31m",
                        "laptop",
                        null,
                        LedgerRun.Outcome.INCOMPLETE,
                        new TreeMap<>()));
        return LedgerEntry.none("message-broker", "dev").withRuns(runs);
    }

    private static LedgerRun run(
            String id,
            String at,
            String by,
            String host,
            String commit,
            LedgerRun.Outcome outcome,
            TreeMap<ResourceId, String> changes) {
        Instant when = Instant.parse(at);
        return new LedgerRun(
                id,
                when,
                outcome == null ? null : when,
                by,
                host,
                commit,
                null,
                commit == null ? null : "main",
                commit == null,
                outcome,
                changes);
    }

    @Test
    void isATable() {
        StringBuilder out = new StringBuilder();
        HistoryReport.write(entry(), SUBJECTS, AnsiStyle.PLAIN, out);
        Golden.holds("history.txt", out.toString());
    }

    @Test
    void callsWhatWasStoppedIncomplete() {
        LedgerEntry stopped = LedgerEntry.none("shop", "dev")
                .withRuns(List.of(run(
                        "1",
                        "2026-11-22T13:00:00Z",
                        "dora",
                        "ci-8",
                        COMMIT,
                        LedgerRun.Outcome.STOPPED,
                        new TreeMap<>())));
        StringBuilder history = new StringBuilder();
        HistoryReport.write(stopped, SUBJECTS, AnsiStyle.PLAIN, history);
        assertThat(history.toString()).contains("INCOMPLETE (stopped)");
        StringBuilder ledger = new StringBuilder();
        LedgerReport.write(List.of(stopped), false, AnsiStyle.PLAIN, ledger);
        assertThat(ledger.toString()).contains("incomplete (stopped)");
    }

    @Test
    void paintsNothingUnlessAsked() {
        StringBuilder out = new StringBuilder();
        HistoryReport.write(entry(), SUBJECTS, AnsiStyle.ANSI, out);
        assertThat(out.toString()).startsWith("\u001b[1mWHEN");
    }

    @Test
    void tellsWhatTheLedgerHolds() {
        StringBuilder out = new StringBuilder();
        LedgerReport.write(List.of(entry(), LedgerEntry.none("shop\u202E", "prod")), false, AnsiStyle.PLAIN, out);
        Golden.holds("ledger.txt", out.toString());
    }

    @Test
    void namesEachResourceThatTheLedgerHoldsWhereMoreIsAskedFor() {
        StringBuilder out = new StringBuilder();
        LedgerReport.write(List.of(entry()), true, AnsiStyle.PLAIN, out);
        entry().managed().keySet().forEach(id -> assertThat(out.toString()).contains("  " + id + ", "));
    }
}
