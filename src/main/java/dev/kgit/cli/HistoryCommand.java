package dev.kgit.cli;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.Revision;
import dev.kgit.planfile.HistoryJson;
import dev.kgit.report.HistoryReport;
import dev.kgit.report.ResourceHistoryReport;
import dev.kgit.workflow.HistoryWorkflow;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kgit history}: what was applied when by whom, and what became of one resource. */
@Command(
        name = "history",
        addMethodSubcommands = false,
        description = {
            "Lists what was applied, when, by whom and from which commit.",
            "With a resource's ID: which commits changed what the files say about it, and which of them were applied."
        },
        footer = {
            "",
            "Examples:",
            "  kgit history -e prod --format json",
            "  kgit history -e prod topic/email_verification"
        })
final class HistoryCommand extends KgitCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            description = "topic/NAME, principal/TYPE:NAME or connector/CLUSTER/NAME.")
    @Nullable
    String id;

    @Option(
            names = {"-n", "--max"},
            paramLabel = "COUNT",
            description = "With ID: how many commits are looked at, from HEAD back. Default: ${DEFAULT-VALUE}.")
    int max = 200;

    @Override
    List<Kgit.Format> formats() {
        return List.of(Kgit.Format.text, Kgit.Format.json);
    }

    @Override
    int call(CommandRun run) {
        if (id == null) {
            applied(run, HistoryWorkflow.applies(run.invocation()));
        } else {
            ofResource(run, HistoryWorkflow.ofResource(run.invocation(), id, max));
        }
        return ExitCode.DONE;
    }

    private static void applied(CommandRun run, HistoryWorkflow.Applies applies) {
        run.output().write(out -> {
            switch (run.format()) {
                case text ->
                    HistoryReport.write(
                            applies.entry(), applies.subjects(), run.output().style(), out);
                case json -> HistoryJson.write(applies.entry(), applies.subjects(), out);
                default -> throw run.unsuited();
            }
        });
    }

    private void ofResource(CommandRun run, HistoryWorkflow.OfResource found) {
        if (found.ledgerUnknown() != null) {
            run.messages().line("which commits were applied is not known: " + found.ledgerUnknown());
        }
        if (found.isCut()) {
            run.messages().line("this clone's history is cut: earlier commits are not known (fetch-depth: 0 in CI)");
        }
        if (!found.invalid().isEmpty()) {
            run.messages()
                    .line("passed over, as their files are not valid: "
                            + found.invalid().stream()
                                    .map(Revision::shortCommit)
                                    .collect(Collectors.joining(", ")));
        }
        if (found.isLimited() && !found.isEmpty()) {
            run.messages()
                    .line("only the latest " + max
                            + " commits that touch desired-state files were looked at: -n looks at more");
        }
        if (found.isEmpty()) {
            throw new KgitException.Invalid(Diagnostic.error(
                            "KG622",
                            "none of the latest " + max + " commits that touch desired-state files changes "
                                    + found.history().id())
                    .withHint("is the id right? -n looks at more commits"));
        }
        run.output().write(out -> {
            switch (run.format()) {
                case text ->
                    ResourceHistoryReport.write(found.history(), run.output().style(), out);
                case json -> HistoryJson.write(found.project(), found.environment(), found.history(), out);
                default -> throw run.unsuited();
            }
        });
    }
}
