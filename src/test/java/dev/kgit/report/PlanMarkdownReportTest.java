package dev.kgit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.diff.Cause;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.FieldDiff;
import dev.kgit.fixture.ManySeconds;
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

@ManySeconds
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
        String body = body(plan(rows));
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
        assertThat(body.indexOf("**update** `connector/main/jdbc-source`")).isGreaterThan(fold);
    }

    @Test
    void doesNotOfferToApplyWhatCannotBe() {
        assertThat(body(Samples.mixed())).doesNotContain("--expect");
        assertThat(body(Samples.empty())).doesNotContain("--expect");
    }

    @Test
    void lendsNoForceToHostileText() {
        String outside = withoutCode(withoutTable(body(Samples.hostile())));
        assertThat(outside.replaceFirst("<!-- kgit:plan \\S+ -->", "").replace("<br>", ""))
                .doesNotContain("<", "![", "](", "@", "#12", "http", "www", "|", "&");
        for (long seed = 0; seed < 500; seed++) {
            assertThat(withoutCode(withoutTable(body(Samples.random(seed))))
                            .replaceFirst("<!-- kgit:plan \\S+ -->", "")
                            .replaceAll("</?(details|summary)>|<br>", ""))
                    .doesNotContain("<", "![", "](", "@", "http", "www", "|", "&", "\\");
        }
    }

    /** The same with the cells of the table on lines of their own; no name or value makes another cell, within code neither. */
    private static String withoutTable(String markdown) {
        StringBuilder text = new StringBuilder();
        for (String line : markdown.split("\n", -1)) {
            if (line.startsWith("| ") && line.endsWith(" |")) {
                assertThat(count(line, "|")).as("cells of %s", line).isEqualTo(6);
                text.append(line.substring(1, line.length() - 1).replace("|", "\n"))
                        .append('\n');
            } else {
                text.append(line).append('\n');
            }
        }
        return text.toString();
    }

    @Test
    void beginsWithATableOfAllRowsTheBlockedOnesFirst() {
        String body = body(Samples.mixed());
        List<String> table = body.lines().filter(line -> line.startsWith("| ")).toList();
        assertThat(table).hasSize(5);
        assertThat(table.get(0)).isEqualTo("| action | id | cause | risk | what |");
        assertThat(table.get(2)).startsWith("| **BLOCKED** delete | `topic/old_topic` | git | **high** | KG204: ");
        assertThat(table.get(3)).startsWith("| update | `topic/orders` | both | medium | KG212: more partitions");
        assertThat(table.get(4))
                .startsWith("| update | `connector/main/jdbc-source` | drift | low | `config.connection.password");
        assertThat(body(Samples.empty())).doesNotContain("| action |");
        assertThat(body(Samples.huge(10_000))).containsPattern("\nand \\d+ more\n");
    }

    @Test
    void countsDriftThatTheMergeTakesBackInTheFirstLine() {
        assertThat(body(Samples.mixed())).contains("1 blocked. 2 take drift back. It can't be applied.**");
        assertThat(body(Samples.first())).doesNotContain("drift back");
    }

    @Test
    void saysInTheFirstLineWhatOneVariableDoesToManyRows() {
        List<ResourceChange> rows = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            rows.add(row(
                    "t" + i,
                    Diagnostic.error("KG225", "from 3 replicas to 1"),
                    new FieldDiff("replicationFactor", FieldValue.of("3"), FieldValue.of("1"), Cause.GIT)));
        }
        rows.add(row(
                "other",
                Diagnostic.warning("KG204", "x"),
                new FieldDiff("config.retention.ms", FieldValue.of("2"), FieldValue.of("1"), Cause.GIT)));
        Plan plan = plan(rows);
        assertThat(body(plan))
                .contains(
                        "14 blocked. High risk in 14 rows alike: `replicationFactor: 3 -> 1`. It can't be applied as a whole.**");
        StringBuilder text = new StringBuilder();
        PlanTextReport.write(plan, AnsiStyle.PLAIN, text);
        assertThat(text.toString())
                .contains("High risk in 14 rows alike: replicationFactor: 3 -> 1. It can't be applied as a whole.");
        assertThat(body(plan).lines().filter(line -> line.startsWith("**BLOCKED** **update** `topic/t")))
                .as("open, before any fold")
                .hasSize(14);
        assertThat(body(plan)).doesNotContain("<details>");
    }

    @Test
    void showsNothingOfABlockedRowInGreen() {
        FieldDiff set = new FieldDiff("config.retention.ms", null, FieldValue.of("1000"), Cause.GIT);
        assertThat(body(plan(List.of(row("t", Diagnostic.error("KG204", "drops records"), set)))))
                .contains("\n! config.retention.ms")
                .doesNotContain("\n+ ");
    }

    @Test
    void setsEachIdInASpanOfItsOwn() {
        assertThat(MarkdownEscaper.prose("left alone: topic/a, connector/main/b and topic/c."))
                .isEqualTo("left alone: `topic/a`, `connector/main/b` and `topic/c`.");
        assertThat(body(Samples.mixed()))
                .contains("left alone: `topic/a`, `topic/b`, `topic/c`, `topic/d`, `topic/e` and 2 more");
    }

    private static ResourceChange row(String topic, Diagnostic finding, FieldDiff... fields) {
        return new ResourceChange(
                TopicKind.id(topic),
                ChangeType.UPDATE,
                Cause.GIT,
                Risk.HIGH,
                List.of(fields),
                List.of(finding),
                new TreeSet<>(),
                null,
                List.of(),
                "basis");
    }

    private static Plan plan(List<ResourceChange> rows) {
        Plan plan = Samples.empty();
        return new Plan(
                plan.project(),
                plan.environment(),
                plan.clusterId(),
                plan.revision(),
                plan.fingerprint(),
                rows,
                0,
                plan.unmanaged(),
                plan.orphans(),
                List.of());
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
