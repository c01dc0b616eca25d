package dev.kgit.report;

import dev.kgit.cluster.LiveState;
import dev.kgit.model.Diagnostic;
import dev.kgit.plan.Drift;
import dev.kgit.plan.ResourceDrift;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Drift as JUnit XML, which every CI system shows: what differs is a failure, what could not be read an error, and what a former run has
 * told a test that is skipped.
 */
public final class DriftJunitReport {

    private DriftJunitReport() {}

    /** Writes the document. Without any drift it holds one test that passed. */
    public static void write(Drift drift, Appendable out) {
        LineWriter page = new LineWriter(out);
        String where = drift.project() + "." + drift.environment();
        List<ResourceDrift> news = drift.newItems();
        boolean passes = news.isEmpty() && drift.unreadable().isEmpty();
        int tests = drift.items().size() + drift.unreadable().size() + (passes ? 1 : 0);
        page.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        page.line("<testsuite" + attribute("name", "kgit drift " + where) + " tests=\"" + tests + "\" failures=\""
                + news.size() + "\" errors=\"" + drift.unreadable().size() + "\" skipped=\"" + drift.knownItems()
                + "\">");
        if (passes) {
            page.line("  <testcase" + attribute("classname", "kgit.drift." + where)
                    + attribute("name", drift.hasNoDrift() ? "no drift" : DriftText.none(drift)) + "/>");
        }
        for (ResourceDrift item : drift.items()) {
            test(page, where, item.id() + " " + item.kind().label(), item.known() ? "skipped" : "failure", text(item));
        }
        for (LiveState.ReadFailure readFailure : drift.unreadable()) {
            test(
                    page,
                    where,
                    readFailure.id() + " unreadable",
                    "error",
                    DiagnosticsReport.lines(readFailure.why(), AnsiStyle.PLAIN));
        }
        page.line("</testsuite>");
    }

    private static void test(LineWriter page, String where, String name, String outcome, List<String> text) {
        page.line("  <testcase" + attribute("classname", "kgit.drift." + where) + attribute("name", name) + ">");
        page.line("    <" + outcome + attribute("message", text.get(0)) + ">"
                + text.stream().map(DriftJunitReport::escaped).collect(Collectors.joining("\n")) + "</" + outcome
                + ">");
        page.line("  </testcase>");
    }

    private static List<String> text(ResourceDrift item) {
        List<String> lines = new ArrayList<>();
        lines.add(item.id() + ": " + DriftText.meaning(item));
        for (Diagnostic finding : item.findings()) {
            lines.addAll(DiagnosticsReport.lines(finding, AnsiStyle.PLAIN));
        }
        item.fields().forEach(field -> lines.add(DriftText.line(item.id(), field)));
        if (item.source() != null) {
            lines.add(
                    "declared at " + item.source().file() + ":" + item.source().line());
        }
        lines.add("fingerprint " + item.fingerprint());
        return lines;
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\"" + escaped(value) + "\"";
    }

    /** One line of it; characters that XML can't hold at all are escaped as everywhere in kgit's output. */
    private static String escaped(String line) {
        return LineEscaper.text(line)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
