package dev.kgit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.Ledger;
import dev.kgit.model.ConnectorId;
import dev.kgit.model.TopicId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

public class HistoryReportTest {

    private static final String COMMIT = "3f2a9c1b2d4e5f60718293a4b5c6d7e8f9012345";

    public static final Map<String, String> SUBJECTS = Map.of(COMMIT, "Keep mails for a week\u202E");

    public static Ledger.Entry entry() {
        List<Ledger.Run> runs = List.of(
                new Ledger.Run(
                        Instant.parse("2026-11-22T12:00:00.123Z"),
                        "ann",
                        "ci-7",
                        COMMIT,
                        "main",
                        false,
                        true,
                        new TreeMap<>(Map.of(
                                new TopicId("a"), "create",
                                new TopicId("b"), "create",
                                new ConnectorId("main", "c"), "update"))),
                new Ledger.Run(
                        Instant.parse("2026-11-21T09:30:00Z"),
                        "carl\u001b[31m",
                        "laptop",
                        null,
                        null,
                        true,
                        false,
                        new TreeMap<>()));
        return new Ledger.Entry(
                "message-broker",
                "dev",
                COMMIT,
                "main",
                false,
                runs.get(0).at(),
                "ann",
                "ci-7",
                true,
                new TreeMap<>(),
                runs);
    }

    @Test
    void isATable() {
        StringBuilder out = new StringBuilder();
        HistoryReport.write(entry(), SUBJECTS, Style.PLAIN, out);
        Golden.holds("history.txt", out.toString());
    }

    @Test
    void paintsNothingUnlessAsked() {
        StringBuilder out = new StringBuilder();
        HistoryReport.write(entry(), SUBJECTS, Style.ANSI, out);
        assertThat(out.toString()).startsWith("\u001b[1mWHEN");
    }
}
