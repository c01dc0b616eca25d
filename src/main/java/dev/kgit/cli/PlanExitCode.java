package dev.kgit.cli;

import dev.kgit.model.Diagnostic;
import dev.kgit.plan.Plan;
import dev.kgit.plan.ResourceChange;
import java.util.stream.Stream;

/** Which exit code a plan means. */
final class PlanExitCode {

    private PlanExitCode() {}

    static int of(Plan plan, boolean detailed) {
        if (!plan.isWhole()) {
            return ExitCode.UNAVAILABLE;
        }
        if (errors(plan).anyMatch(error -> !isRefusal(error))) {
            return ExitCode.INVALID;
        }
        if (!plan.isApplicable()) {
            return ExitCode.REFUSED;
        }
        return detailed && !plan.isEmpty() ? ExitCode.DIFFERENCES : ExitCode.DONE;
    }

    private static Stream<Diagnostic> errors(Plan plan) {
        Stream<Diagnostic> findings =
                plan.changes().stream().map(ResourceChange::findings).flatMap(list -> list.stream());
        return Stream.concat(findings, plan.diagnostics().stream()).filter(Diagnostic::isError);
    }

    /** Guards and Git refuse what the files rightly ask for; all other errors say that the files ask for something wrong. */
    private static boolean isRefusal(Diagnostic error) {
        return error.code().startsWith("KG2") || error.code().startsWith("KG6");
    }
}
