package dev.kgit.cli;

import dev.kgit.apply.ApplyResult;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.plan.Plan;
import dev.kgit.planfile.PlanJson;
import dev.kgit.planfile.SavedPlanFile;
import dev.kgit.report.AnsiStyle;
import dev.kgit.report.ApplyReport;
import dev.kgit.report.GithubAnnotationsReport;
import dev.kgit.report.PlanMarkdownReport;
import dev.kgit.report.PlanTextReport;
import dev.kgit.report.ProgressReport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A plan and what became of it, dressed as the command line asks. */
final class PlanOutput {

    /** A terminal that is wider wraps nothing; one that is narrower shows the head of the line. */
    private static final int COLUMNS = 100;

    private PlanOutput() {}

    static void write(Kgit kgit, Plan plan) {
        Output.write(kgit, out -> {
            switch (kgit.format()) {
                case text -> PlanTextReport.write(plan, style(kgit), out);
                case json -> PlanJson.write(plan, out);
                case markdown -> PlanMarkdownReport.write(plan, out);
                case github -> GithubAnnotationsReport.write(plan, kgit.pathPrefix(), out);
                default -> throw unsuited(kgit);
            }
        });
    }

    /** A plan in the place of one that was printed already: machines read one document, so this one is for people. */
    static void writeAgain(Kgit kgit, Plan plan) {
        if (kgit.format() == Kgit.Format.text || kgit.output != null) {
            write(kgit, plan);
        } else {
            PlanTextReport.write(plan, AnsiStyle.PLAIN, kgit.console.err());
        }
    }

    /**
     * Saves the plan for {@code kgit apply FILE}.
     *
     * @param rollbackFrom for a rollback the commit that is checked out; else null
     */
    static void save(Kgit kgit, Plan plan, @Nullable String rollbackFrom, Path file) {
        Path target = kgit.console.folder().resolve(file);
        try (OutputStream stream =
                new BufferedOutputStream(OutputPathCheck.of(kgit).open(target))) {
            SavedPlanFile.write(
                    plan, rollbackFrom, Version.number(), kgit.console.clock().instant(), stream);
        } catch (IOException failed) {
            throw new KgitException.World(
                    Diagnostic.error("KG706", "the plan can't be written to " + file + ": " + failed.getMessage()));
        }
        if (!kgit.quiet) {
            new DiagnosticPrinter(kgit.console.err(), kgit.redactor)
                    .line("plan saved to " + file
                            + (rollbackFrom != null
                                    ? ""
                                    : "; apply it with: kgit apply -e " + plan.environment() + " " + file));
        }
    }

    /** Progress of an apply on standard error: a line that draws itself again on a terminal, plain lines elsewhere. */
    static ProgressReport progress(Kgit kgit, Plan plan) {
        int rows = plan.changes().size();
        PrintStream err = kgit.console.err();
        if (kgit.quiet) {
            return ProgressReport.lines(rows, AnsiStyle.PLAIN, System::nanoTime, new StringBuilder());
        }
        return kgit.console.errIsTerminal()
                ? ProgressReport.live(rows, style(kgit), System::nanoTime, COLUMNS, err)
                : ProgressReport.lines(rows, AnsiStyle.PLAIN, System::nanoTime, err);
    }

    static void applied(Kgit kgit, ApplyResult applied) {
        ApplyReport.write(applied, style(kgit), kgit.console.err());
        kgit.console.err().flush();
    }

    static KgitException unsuited(Kgit kgit) {
        return new KgitException.Invalid(
                Diagnostic.error("KG707", "there is no " + kgit.format() + " form of this result")
                        .withHint("see --help for the formats of this command"));
    }

    static AnsiStyle style(Kgit kgit) {
        return kgit.colour() && kgit.output == null ? AnsiStyle.ANSI : AnsiStyle.PLAIN;
    }
}
