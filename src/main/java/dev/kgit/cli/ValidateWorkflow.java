package dev.kgit.cli;

import dev.kgit.kinds.topic.live.KafkaTopics;
import dev.kgit.model.Diagnostic;
import dev.kgit.planfile.DiagnosticsJson;
import dev.kgit.report.DiagnosticsReport;
import dev.kgit.report.GithubAnnotationsReport;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Reads all files of the chosen environments and gathers what is wrong. */
final class ValidateWorkflow {

    private final Kgit kgit;
    private final boolean secrets;
    private String counted = "";

    /** @param secrets whether secrets are looked up */
    ValidateWorkflow(Kgit kgit, boolean secrets) {
        this.kgit = kgit;
        this.secrets = secrets;
    }

    List<Diagnostic> all() {
        Workspace.Checked checked = Workspace.check(kgit, secrets);
        counted = checked.counted();
        List<Diagnostic> all = new ArrayList<>(checked.diagnostics());
        if (all.stream().noneMatch(Diagnostic::isError)) {
            checked.workspace()
                    .flatMap(workspace -> checked.desired().map(desired -> ConsentHistory.of(workspace, desired)))
                    .ifPresent(all::addAll);
        }
        // Without secrets some values are not known, and nobody can say what they are good for.
        if (secrets) {
            checked.workspace()
                    .map(workspace -> workspace.environment().environment().kafka())
                    .map(KafkaTopics::objections)
                    .ifPresent(all::addAll);
        }
        return all;
    }

    void report(List<Diagnostic> diagnostics, PrintStream out) {
        switch (kgit.format()) {
            case json -> DiagnosticsJson.write(diagnostics, out);
            case github -> GithubAnnotationsReport.write(diagnostics, kgit.pathPrefix(), out);
            case text -> DiagnosticsReport.write(diagnostics, PlanOutput.style(kgit), out);
            default -> throw PlanOutput.unsuited(kgit);
        }
    }

    /** How much was looked at. */
    String summary() {
        return counted + ", ";
    }
}
