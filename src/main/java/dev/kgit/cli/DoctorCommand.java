package dev.kgit.cli;

import dev.kgit.doctor.Checkup;
import dev.kgit.planfile.CheckupJson;
import dev.kgit.report.CheckupReport;
import dev.kgit.workflow.DoctorWorkflow;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kgit doctor}: can this principal, from here, do what this environment needs? */
@Command(
        name = "doctor",
        addMethodSubcommands = false,
        description = "Looks at files, Kafka, Connect, permissions, clock, ledger and lock, and says what to do."
                + " Changes nothing. Exit 1: the files are wrong; 4: something else is.",
        footer = {
            "",
            "Examples:",
            "  kgit doctor -e prod                    before the first apply, and when something fails",
            "  kgit doctor -e prod --read-only        as a principal that only plans and looks for drift",
            "  kgit doctor -e prod --format json"
        })
final class DoctorCommand extends KgitCommand {

    @Option(names = "--read-only", description = "Ask only for the permissions that plan and drift need.")
    boolean readOnly;

    @Override
    List<Kgit.Format> formats() {
        return List.of(Kgit.Format.text, Kgit.Format.json);
    }

    @Override
    int call(CommandRun run) {
        Checkup checkup = DoctorWorkflow.examine(run.invocation(), readOnly);
        run.output().write(out -> {
            switch (run.format()) {
                case text -> CheckupReport.write(checkup, run.output().style(), out);
                case json -> CheckupJson.write(checkup, out);
                default -> throw run.unsuited();
            }
        });
        if (checkup.worldWrong()) {
            return ExitCode.UNAVAILABLE;
        }
        return checkup.filesWrong() ? ExitCode.INVALID : ExitCode.DONE;
    }
}
