package dev.kgit.cli;

import dev.kgit.access.AccessChanges;
import dev.kgit.apply.ApplyResult;
import dev.kgit.plan.Plan;
import dev.kgit.planfile.PlanJson;
import dev.kgit.planfile.SavedPlanFile;
import dev.kgit.report.AccessTextReport;
import dev.kgit.report.AnsiStyle;
import dev.kgit.report.ApplyReport;
import dev.kgit.report.GithubAnnotationsReport;
import dev.kgit.report.PlanMarkdownReport;
import dev.kgit.report.PlanTextReport;
import dev.kgit.report.ProgressReport;
import dev.kgit.workflow.OutputPathCheck;
import dev.kgit.workflow.RepositoryFolder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A plan and what became of it, dressed as the command line asks. */
final class PlanOutput {

    /** The forms that a plan has. */
    static final List<Kgit.Format> FORMATS =
            List.of(Kgit.Format.text, Kgit.Format.json, Kgit.Format.markdown, Kgit.Format.github);

    private PlanOutput() {}

    /**
     * @param access who gains and loses what; null where that was not asked
     * @param again the options that it was made with
     */
    static void write(CommandRun run, Plan plan, @Nullable AccessChanges access, String again) {
        run.output().write(out -> {
            switch (run.format()) {
                case text -> {
                    PlanTextReport.write(plan, run.output().style(), out);
                    if (access != null) {
                        AccessTextReport.write(access, run.output().style(), out);
                    }
                }
                case json -> PlanJson.write(plan, access, out);
                case markdown -> PlanMarkdownReport.write(plan, access, again, out);
                case github -> GithubAnnotationsReport.write(plan, RepositoryFolder.prefix(run.invocation()), out);
                default -> throw run.unsuited();
            }
        });
    }

    /** A plan that is about to be applied: whoever wants to hear little has read it before. */
    static void writeForApply(CommandRun run, Plan plan) {
        boolean inShort = run.isQuiet()
                && run.format() == Kgit.Format.text
                && run.options().file() == null;
        if (inShort) {
            run.output()
                    .write(out -> PlanTextReport.writeShort(plan, run.output().style(), out));
        } else {
            write(run, plan, null, "");
        }
    }

    /** A plan in the place of one that was printed already: machines read one document, so this one is for people. */
    static void writeAgain(CommandRun run, Plan plan) {
        if (run.format() == Kgit.Format.text || run.options().file() != null) {
            writeForApply(run, plan);
        } else {
            PlanTextReport.write(plan, AnsiStyle.PLAIN, run.console().err());
        }
    }

    /**
     * Saves the plan for {@code kgit apply FILE}.
     *
     * @param rollbackFrom for a rollback the commit that is checked out; else null
     * @param again the options that it was made with
     */
    static void save(CommandRun run, Plan plan, @Nullable String rollbackFrom, String again, Path file) {
        Path target = run.console().folder().resolve(file);
        try (OutputStream stream =
                new BufferedOutputStream(OutputPathCheck.of(run.invocation()).open(target))) {
            SavedPlanFile.write(
                    plan, rollbackFrom, Version.number(), run.console().clock().instant(), stream);
        } catch (UncheckedIOException failed) {
            throw OutputPathCheck.unwritable(file, target, Objects.requireNonNull(failed.getCause()));
        } catch (IOException failed) {
            throw OutputPathCheck.unwritable(file, target, failed);
        }
        if (!run.isQuiet()) {
            run.messages().line("plan saved to " + file + (rollbackFrom != null ? "" : next(plan, again, file)));
        }
    }

    private static String next(Plan plan, String again, Path file) {
        boolean uncommitted = plan.diagnostics().stream()
                .anyMatch(diagnostic -> diagnostic.code().equals("KG213"));
        return uncommitted
                ? ", of files that are not committed (KG213): commit them, plan again, and apply that"
                : "; apply it with: kgit apply -e " + plan.environment() + again + " " + file;
    }

    /** Progress of an apply on standard error: a line that draws itself again on a terminal, plain lines elsewhere. */
    static ProgressReport progress(CommandRun run, Plan plan) {
        int rows = plan.changes().size();
        PrintStream err = run.console().err();
        if (run.isQuiet()) {
            return ProgressReport.lines(rows, AnsiStyle.PLAIN, System::nanoTime, new StringBuilder());
        }
        return run.console().errIsTerminal()
                ? ProgressReport.live(rows, run.output().style(), System::nanoTime, Kgit.width(run.console()), err)
                : ProgressReport.lines(rows, AnsiStyle.PLAIN, System::nanoTime, err);
    }

    static void applied(CommandRun run, ApplyResult applied) {
        ApplyReport.write(applied, run.output().style(), run.console().err());
        run.console().err().flush();
    }
}
