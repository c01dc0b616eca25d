package dev.kgit.report;

import dev.kgit.doctor.Checkup;
import dev.kgit.doctor.Sign;
import dev.kgit.doctor.Sign.Health;
import dev.kgit.model.Diagnostic;

/** A check-up for people: a line for each thing looked at, what to do below those that are not well. */
public final class CheckupReport {

    private static final int WIDTH = 7;

    private CheckupReport() {}

    public static void write(Checkup checkup, Style style, Appendable out) {
        Page page = new Page(out);
        page.line(style.bold("Environment " + Inline.name(checkup.environment())));
        page.gap();
        for (Sign sign : checkup.signs()) {
            sign(sign, style, page);
        }
        page.gap();
        String summary = counted(checkup.count(Health.ERROR), "error") + ", "
                + counted(checkup.count(Health.WARNING), "warning") + ", " + checkup.count(Health.OK) + " ok";
        page.line(checkup.count(Health.ERROR) > 0 ? style.alarm(summary) : style.bold(summary));
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static void sign(Sign sign, Style style, Page page) {
        String word = sign.health().word();
        String padding = " ".repeat(WIDTH - word.length());
        Diagnostic trouble = sign.trouble();
        String code = trouble == null ? "" : trouble.code() + " ";
        String where = trouble == null || trouble.place() == null ? "" : Inline.name(trouble.place()) + ": ";
        page.line(paint(sign.health(), word, style) + padding + "  " + Inline.name(sign.about()) + ": " + where + code
                + DiagnosticsReport.said(sign.text()));
        if (trouble != null && trouble.hint() != null) {
            page.line("           " + DiagnosticsReport.said(trouble.hint()));
        }
        sign.commands().forEach(command -> page.line("             " + Inline.text(command)));
    }

    private static String paint(Health health, String word, Style style) {
        return switch (health) {
            case OK -> style.green(word);
            case NOTE -> style.dim(word);
            case WARNING -> style.yellow(word);
            case ERROR -> style.alarm(word);
        };
    }
}
