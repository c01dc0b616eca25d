package dev.kgit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.apply.ApplyEvent;
import dev.kgit.apply.ApplyResult;
import dev.kgit.cluster.LiveState;
import dev.kgit.model.Diagnostic;
import dev.kgit.plan.ResourceChange;
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
    private final List<ResourceChange> rows = Samples.mixed().changes();
    private final ResourceChange orders = rows.get(0);
    private final ResourceChange source = rows.get(1);
    private final ResourceChange old = rows.get(2);
    private final Diagnostic why =
            Diagnostic.error("KG501", "the broker refused it").withHint("see its log");

    private void run(ProgressReport report) {
        try (report) {
            report.accept(new ApplyEvent.Started(orders));
            report.accept(new ApplyEvent.Started(source));
            for (int second = 0; second < 25; second++) {
                time.addAndGet(SECOND);
                report.accept(new ApplyEvent.Progressed(orders.id(), second + " of 25 moved\u001b[2K"));
            }
            report.accept(new ApplyEvent.Done(orders));
            report.accept(new ApplyEvent.Failed(source, why));
            report.accept(new ApplyEvent.Skipped(old, Diagnostic.warning("KG502", "it depends on what failed")));
        }
    }

    @Test
    void tellsALogWhatIsOverAndNowAndThenWhatIsUnderWay() {
        run(ProgressReport.lines(3, AnsiStyle.PLAIN, time::get, out));
        Golden.holds("progress.txt", out.toString());
    }

    @Test
    void drawsOneLiveLineOnATerminalAndTakesItAway() {
        run(ProgressReport.live(3, AnsiStyle.PLAIN, time::get, 40, out));
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
        try (ProgressReport report = ProgressReport.live(1, AnsiStyle.PLAIN, time::get, 80, out)) {
            report.accept(new ApplyEvent.Started(orders));
            for (int i = 0; i < 1_000; i++) {
                time.addAndGet(1_000_000);
                report.accept(new ApplyEvent.Progressed(orders.id(), "step " + i));
            }
        }
        assertThat(out.toString().split("\r")).hasSizeBetween(5, 15);
    }

    @Test
    void tellsWhatBecameOfAPlan() {
        ApplyReport.write(
                new ApplyResult(List.of(orders, old), Map.of(), Map.of(), Set.of(), LiveState.NOTHING),
                AnsiStyle.PLAIN,
                out);
        out.append("--------\n");
        ApplyReport.write(
                new ApplyResult(
                        List.of(orders),
                        Map.of(source, why),
                        Map.of(old, Diagnostic.warning("KG502", "it waits")),
                        Set.of(),
                        LiveState.NOTHING),
                AnsiStyle.PLAIN,
                out);
        Golden.holds("applied.txt", out.toString());
    }
}
