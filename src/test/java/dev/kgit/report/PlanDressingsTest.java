package dev.kgit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What a plan looks like in each dressing, and what none of them may ever show. */
class PlanDressingsTest {

    private static final Map<String, Plan> CASES = Map.of(
            "first", Samples.first(),
            "mixed", Samples.mixed(),
            "empty", Samples.empty(),
            "inapplicable", Samples.inapplicable(),
            "hostile", Samples.hostile());

    private static final Map<String, BiConsumer<Plan, StringBuilder>> DRESSINGS = new TreeMap<>(Map.of(
            "txt", (plan, out) -> PlanTextReport.write(plan, AnsiStyle.PLAIN, out),
            "ansi", (plan, out) -> PlanTextReport.write(plan, AnsiStyle.ANSI, out),
            "md", PlanMarkdownReport::write,
            "github", (plan, out) -> GithubAnnotationsReport.write(plan, "deploy/", out)));

    static String dressed(Plan plan, String dressing) {
        StringBuilder out = new StringBuilder();
        DRESSINGS.get(dressing).accept(plan, out);
        return out.toString();
    }

    @Test
    void areAsReviewed() {
        CASES.forEach((name, plan) -> {
            for (String dressing : List.of("txt", "md", "github")) {
                Golden.holds("plan-" + name + "." + dressing, dressed(plan, dressing));
            }
        });
        Golden.holds("plan-mixed.ansi", dressed(Samples.mixed(), "ansi"));
    }

    @Test
    void areTheSameBytesForEqualPlans() {
        for (long seed = 0; seed < 300; seed++) {
            for (String dressing : DRESSINGS.keySet()) {
                assertThat(dressed(Samples.random(seed), dressing)).isEqualTo(dressed(Samples.random(seed), dressing));
            }
        }
    }

    @Test
    void neverShowWhatIsSensitive() {
        for (long seed = 0; seed < 300; seed++) {
            for (String dressing : DRESSINGS.keySet()) {
                assertThat(dressed(Samples.random(seed), dressing)).doesNotContain(Samples.SECRET);
            }
        }
        CASES.values()
                .forEach(plan -> DRESSINGS
                        .keySet()
                        .forEach(dressing -> assertThat(dressed(plan, dressing)).doesNotContain(Samples.SECRET)));
    }

    @Test
    void holdNothingThatATerminalOrALogWouldObey() {
        for (long seed = 0; seed < 300; seed++) {
            for (String dressing : List.of("txt", "md", "github")) {
                HostileText.assertHarmless(dressed(Samples.random(seed), dressing));
            }
        }
        for (String dressing : List.of("txt", "md", "github")) {
            HostileText.assertHarmless(dressed(Samples.hostile(), dressing));
        }
    }

    @Test
    void annotateOneLineForEachFinding() {
        assertThat(dressed(Samples.hostile(), "github").lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("::warning "));
    }

    @Test
    void writeTextInTheGivenOrder() {
        List<String> rows = dressed(Samples.mixed(), "txt")
                .lines()
                .filter(line -> line.matches("[+~-] .*"))
                .toList();
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).startsWith("~ update topic/orders");
        assertThat(rows.get(2)).startsWith("- delete topic/old_topic  BLOCKED");
    }
}
