package dev.kgit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.diff.Cause;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.FieldDiff;
import dev.kgit.kind.Risk;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.plan.Plan;
import dev.kgit.plan.ResourceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PlanMarkdownReportTest {

    private static String body(Plan plan) {
        StringBuilder out = new StringBuilder();
        PlanMarkdownReport.write(plan, out);
        return out.toString();
    }

    @Test
    void beginsWithTheMarkerByWhichItIsFoundAgain() {
        assertThat(body(Samples.first())).startsWith("<!-- kgit:plan message-broker/dev -->\n");
        assertThat(body(Samples.hostile()).lines().findFirst().orElseThrow()).matches("<!-- kgit:plan [^<>\\s]+ -->");
    }

    @Test
    void fitsIntoACommentAndSaysWhatWasCut() {
        String body = body(Samples.huge(10_000));
        assertThat(body).hasSizeLessThanOrEqualTo(65_536).hasSizeGreaterThan(60_000);
        assertThat(body).containsPattern("\\*\\*Cut here: \\d+ rows are not shown\\*\\* \\(\\d+ to create\\)");
        assertThat(body).contains("kgit apply --env dev --expect " + Samples.FINGERPRINT);
        long shown = body.lines().filter(line -> line.startsWith("**create** ")).count();
        assertThat(body).contains("Cut here: " + (10_000 - shown) + " rows");
        assertThat(count(body, "<details>"))
                .isEqualTo(count(body, "</details>"))
                .isEqualTo(1);
    }

    @Test
    void keepsWhatAMessageSetsInCodeAsItIs() {
        assertThat(MarkdownEscaper.prose("say so (`throttle:` in environment.yaml), or `a b`."))
                .isEqualTo("say so (`throttle:` in environment.yaml), or `a b`.");
        assertThat(MarkdownEscaper.prose("[x] (`http://evil`)")).isEqualTo("`[x]` (`http://evil`)");
        assertThat(MarkdownEscaper.prose("[x](`http://evil`)")).isEqualTo("`[x]('http://evil')`");
    }

    @Test
    void fitsWhateverIsLong() {
        String longText = "x`y ".repeat(50_000);
        List<Diagnostic> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(Diagnostic.error("KG204", longText).withHint(longText));
        }
        List<FieldDiff> fields = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            fields.add(new FieldDiff("config." + longText, FieldValue.of(longText), null, Cause.GIT));
        }
        ResourceChange row = new ResourceChange(
                TopicKind.id("t"),
                ChangeType.UPDATE,
                Cause.GIT,
                Risk.HIGH,
                fields,
                many,
                new TreeSet<>(),
                null,
                List.of(),
                "basis");
        Plan plan = Samples.empty();
        Plan full = new Plan(
                plan.project(),
                plan.environment(),
                plan.clusterId(),
                plan.revision(),
                plan.fingerprint(),
                List.of(row, row),
                0,
                plan.unmanaged(),
                plan.orphans(),
                many);
        assertThat(body(full)).hasSizeLessThanOrEqualTo(65_536).doesNotContain("Cut here");
        assertThat(count(body(full), "**update** `topic/t`")).isEqualTo(2);
    }

    @Test
    void leavesOutNoRowThatIsBlocked() {
        String evil = "\u202E`".repeat(100_000);
        List<FieldDiff> fields = new ArrayList<>();
        for (int field = 0; field < 60; field++) {
            fields.add(new FieldDiff("config." + field, FieldValue.of(evil), FieldValue.of(evil + field), Cause.GIT));
        }
        List<ResourceChange> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            // Much to say of what is risky comes first; what is blocked has the most to say, too.
            boolean blocked = i >= 50;
            Diagnostic finding =
                    blocked ? Diagnostic.error("KG210", evil).withHint(evil) : Diagnostic.warning("KG300", evil);
            rows.add(new ResourceChange(
                    TopicKind.id("t" + i),
                    ChangeType.UPDATE,
                    Cause.GIT,
                    Risk.HIGH,
                    fields,
                    List.of(finding),
                    new TreeSet<>(),
                    null,
                    List.of(),
                    "basis"));
        }
        Plan plan = Samples.empty();
        String body = body(new Plan(
                plan.project(),
                plan.environment(),
                plan.clusterId(),
                plan.revision(),
                plan.fingerprint(),
                rows,
                0,
                plan.unmanaged(),
                plan.orphans(),
                List.of()));
        assertThat(body).hasSizeLessThanOrEqualTo(65_536).doesNotContain("Cut here");
        assertThat(count(body, "**BLOCKED** **update** `topic/t5")).isEqualTo(10);
        assertThat(count(body, "**update** `topic/t")).isEqualTo(60);
        assertThat(body).contains("KG210", "there is no room for more");
    }

    @Test
    void showsRiskyRowsBeforeTheFold() {
        String body = body(Samples.mixed());
        int fold = body.indexOf("<details>");
        assertThat(body.indexOf("`topic/orders`")).isBetween(0, fold);
        assertThat(body.indexOf("`topic/old_topic`")).isBetween(0, fold);
        assertThat(body.indexOf("`connector/main/jdbc-source`")).isGreaterThan(fold);
    }

    @Test
    void doesNotOfferToApplyWhatCannotBe() {
        assertThat(body(Samples.mixed())).doesNotContain("--expect");
        assertThat(body(Samples.empty())).doesNotContain("--expect");
    }

    @Test
    void lendsNoForceToHostileText() {
        String outside = withoutCode(body(Samples.hostile()));
        assertThat(outside.replaceFirst("<!-- kgit:plan \\S+ -->", "").replace("<br>", ""))
                .doesNotContain("<", "![", "](", "@", "#12", "http", "www", "|", "&");
        for (long seed = 0; seed < 500; seed++) {
            assertThat(withoutCode(body(Samples.random(seed)))
                            .replaceFirst("<!-- kgit:plan \\S+ -->", "")
                            .replaceAll("</?(details|summary)>|<br>", ""))
                    .doesNotContain("<", "![", "](", "@", "http", "www", "|", "&", "\\");
        }
    }

    /** What is left for a renderer to see when it has taken out fenced blocks and code spans, as CommonMark does. */
    private static String withoutCode(String markdown) {
        StringBuilder prose = new StringBuilder();
        String fence = "";
        for (String line : markdown.split("\n", -1)) {
            if (fence.isEmpty() && line.startsWith("```")) {
                fence = line.replaceAll("[^`].*", "");
            } else if (!fence.isEmpty()) {
                fence = line.equals(fence) ? "" : fence;
            } else {
                prose.append(withoutSpans(line)).append('\n');
            }
        }
        assertThat(fence).describedAs("an open fence").isEmpty();
        return prose.toString();
    }

    private static final Pattern SPAN = Pattern.compile("(?<!`)(`+)(?!`)(.*?)(?<!`)\\1(?!`)");

    private static String withoutSpans(String line) {
        return SPAN.matcher(line).replaceAll("");
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
