package dev.kgit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.apply.Applied;
import dev.kgit.apply.Event;
import dev.kgit.cluster.Live;
import dev.kgit.model.Diagnostic;
import dev.kgit.plan.Change;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressReportTest {

    private static final long SECOND = 1_000_000_000L;

    private final StringBuilder out = new StringBuilder();
    private final AtomicLong time = new AtomicLong();
    private final List<Change> rows = Samples.mixed().changes();
    private final Change orders = rows.get(0);
    private final Change source = rows.get(1);
    private final Change old = rows.get(2);
    private final Diagnostic why =
            Diagnostic.error("KG501", "the broker refused it").withHint("see its log");

    private void run(ProgressReport report) {
        try (report) {
            report.accept(new Event.Started(orders));
            report.accept(new Event.Started(source));
            for (int second = 0; second < 25; second++) {
                time.addAndGet(SECOND);
                report.accept(new Event.Progressed(orders.id(), second + " of 25 moved\u001b[2K"));
            }
            report.accept(new Event.Done(orders));
            report.accept(new Event.Failed(source, why));
            report.accept(new Event.Skipped(old, Diagnostic.warning("KG502", "it depends on what failed")));
        }
    }

    @Test
    void tellsALogWhatIsOverAndNowAndThenWhatIsUnderWay() {
        run(ProgressReport.lines(3, Style.PLAIN, time::get, out));
        Golden.holds("progress.txt", out.toString());
    }

    @Test
    void drawsOneLiveLineOnATerminalAndTakesItAway() {
        run(ProgressReport.live(3, Style.PLAIN, time::get, 40, out));
        List<String> onScreen = new ArrayList<>();
        for (String line : out.toString().split("\n", -1)) {
            String[] drawn = line.split("\r\u001b\\[2K", -1);
            assertThat(Arrays.copyOf(drawn, drawn.length - 1))
                    .allMatch(live -> live.length() < 40
                            && (live.isEmpty()
                                    || live.matches("\\[[01]/3\\] (topic/orders|connector/main/jdbc-source): .*")));
            onScreen.add(drawn[drawn.length - 1]);
        }
        // What stays: whole lines, and nothing behind the last one.
        assertThat(onScreen)
                .containsExactly(
                        "[1/3] changed topic/orders",
                        "[2/3] FAILED connector/main/jdbc-source",
                        "      error KG501: the broker refused it",
                        "        hint: see its log",
                        "[3/3] skipped topic/old_topic",
                        "      warning KG502: it depends on what failed",
                        "");
    }

    @Test
    void doesNotDrawMoreOftenThanEyesSee() {
        try (ProgressReport report = ProgressReport.live(1, Style.PLAIN, time::get, 80, out)) {
            report.accept(new Event.Started(orders));
            for (int i = 0; i < 1_000; i++) {
                time.addAndGet(1_000_000);
                report.accept(new Event.Progressed(orders.id(), "step " + i));
            }
        }
        assertThat(out.toString().split("\r")).hasSizeBetween(5, 15);
    }

    @Test
    void tellsWhatBecameOfAPlan() {
        AppliedReport.write(
                new Applied(List.of(orders, old), Map.of(), Map.of(), Set.of(), Live.NOTHING), Style.PLAIN, out);
        out.append("--------\n");
        AppliedReport.write(
                new Applied(
                        List.of(orders),
                        Map.of(source, why),
                        Map.of(old, Diagnostic.warning("KG502", "it waits")),
                        Set.of(),
                        Live.NOTHING),
                Style.PLAIN,
                out);
        Golden.holds("applied.txt", out.toString());
    }
}
