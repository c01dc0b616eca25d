package dev.kgit.report;

import dev.kgit.doctor.CheckResult;
import dev.kgit.doctor.CheckResult.Health;
import dev.kgit.doctor.Checkup;
import dev.kgit.model.Diagnostic;

/** A check-up for people: a line for each thing looked at, what to do below those that are not well. */
public final class CheckupReport {

    private static final int WIDTH = 7;

    private CheckupReport() {}

    public static void write(Checkup checkup, AnsiStyle style, Appendable out) {
        LineWriter page = new LineWriter(out);
        page.line(style.bold("Environment " + LineEscaper.name(checkup.environment())));
        page.blankLine();
        for (CheckResult result : checkup.results()) {
            result(result, style, page);
        }
        page.blankLine();
        String summary = counted(checkup.count(Health.ERROR), "error") + ", "
                + counted(checkup.count(Health.WARNING), "warning") + ", " + checkup.count(Health.OK) + " ok";
        page.line(checkup.count(Health.ERROR) > 0 ? style.alarm(summary) : style.bold(summary));
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static void result(CheckResult result, AnsiStyle style, LineWriter page) {
        String word = result.health().label();
        String padding = " ".repeat(WIDTH - word.length());
        Diagnostic problem = result.problem();
        String code = problem == null ? "" : problem.code() + " ";
        String where = problem == null || problem.place() == null ? "" : LineEscaper.name(problem.place()) + ": ";
        page.line(paint(result.health(), word, style) + padding + "  " + LineEscaper.name(result.about()) + ": " + where
                + code + DiagnosticsReport.said(result.text()));
        if (problem != null && problem.hint() != null) {
            page.line("           " + DiagnosticsReport.said(problem.hint()));
        }
        result.commands().forEach(command -> page.line("             " + LineEscaper.text(command)));
    }

    private static String paint(Health health, String word, AnsiStyle style) {
        return switch (health) {
            case OK -> style.green(word);
            case NOTE -> style.dim(word);
            case WARNING -> style.yellow(word);
            case ERROR -> style.alarm(word);
        };
    }
}
