package dev.kgit.cli;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.plan.Drift;
import dev.kgit.planfile.DriftJson;
import dev.kgit.planfile.DriftSarif;
import dev.kgit.report.DriftJunitReport;
import dev.kgit.report.DriftMarkdownReport;
import dev.kgit.report.DriftPrometheusReport;
import dev.kgit.report.DriftTextReport;
import dev.kgit.workflow.DriftWorkflow;
import dev.kgit.workflow.KnownDrift;
import dev.kgit.workflow.RepositoryFolder;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kgit drift}: what differs live from what was last applied. */
@Command(
        name = "drift",
        addMethodSubcommands = false,
        description =
                "Finds what somebody changed on the cluster since the last apply. Changes nothing. Exit 2: drift.",
        footer = {
            "",
            "Examples:",
            "  kgit drift -e prod",
            "  kgit drift -e prod --remember               in a cron job: tells since when each is seen",
            "  kgit drift -e prod --format prometheus -o /var/lib/node_exporter/kgit.prom",
            "  kgit drift -e prod --known drift.json --format json -o drift.json     exit 2 for new drift only",
            "  kgit drift --all                            all environments, side by side",
            MultiEnvironmentCommand.WORST
        })
final class DriftCommand extends MultiEnvironmentCommand {

    @Option(names = "--unmanaged", description = "Name what is live and not this project's, not only count it.")
    boolean unmanaged;

    @Option(
            names = "--known",
            paramLabel = "FILE",
            description = "The JSON of a former run: only what is new since counts. There may be no such file yet.")
    @Nullable
    Path knownFile;

    @Option(
            names = "--remember",
            description =
                    "Note in the ledger since when each difference is seen, for later runs to tell. The only thing that"
                            + " drift ever writes, and only so.")
    boolean remember;

    @Override
    void refuseSeveral() {
        if (knownFile != null) {
            throw new KgitException.Invalid(Diagnostic.error("KG731", "--known is about one environment")
                    .withHint("run drift --known once for each environment"));
        }
    }

    @Override
    List<Kgit.Format> formats() {
        return List.of(
                Kgit.Format.text,
                Kgit.Format.json,
                Kgit.Format.markdown,
                Kgit.Format.junit,
                Kgit.Format.prometheus,
                Kgit.Format.sarif);
    }

    @Override
    RunSummary one(CommandRun run) {
        KnownDrift known = KnownDrift.read(run.invocation(), knownFile);
        if (known.asked() && !known.found()) {
            run.messages().line(knownFile + " is not there: nothing is known yet");
        }
        DriftWorkflow.Found found = DriftWorkflow.find(
                run.invocation(),
                new DriftWorkflow.Request(unmanaged, remember, known),
                remark -> run.messages().one(remark));
        Drift all = found.drift();
        if (!isSilent(run, all)) {
            run.output().write(out -> write(run, all, found, out));
        }
        // Machines keep all of it and see which is new; people are shown what is new, and how much is known.
        if (all.knownItems() > 0 && !keepsAll(run.format())) {
            run.messages().line(all.knownItems() + " known already and not shown");
        }
        if (run.format() != Kgit.Format.text || run.options().file() != null) {
            run.messages()
                    .all(all.unreadable().stream()
                            .map(readFailure -> readFailure.why())
                            .distinct()
                            .filter(Diagnostic::isError)
                            .toList());
        }
        if (all.neverApplied() && all.items().isEmpty() && all.unreadable().isEmpty()) {
            return new RunSummary(ExitCode.DONE, "nothing applied yet");
        }
        int code = all.newItems().isEmpty() ? ExitCode.DONE : ExitCode.DIFFERENCES;
        return new RunSummary(all.unreadable().isEmpty() ? code : ExitCode.UNAVAILABLE)
                .with("drift", all.items().size())
                .with("unreadable", all.unreadable().size());
    }

    /** Cron sends on whatever is printed: who wants to hear little hears nothing where there is nothing to hear. */
    private static boolean isSilent(CommandRun run, Drift drift) {
        return run.isQuiet()
                && run.format() == Kgit.Format.text
                && run.options().file() == null
                && drift.items().isEmpty()
                && drift.unreadable().isEmpty()
                && drift.unmanagedIds().isEmpty()
                && !drift.neverApplied();
    }

    /** Whether this form is read by machines, which get the whole, with what is known marked as such. */
    private static boolean keepsAll(Kgit.Format format) {
        return switch (format) {
            case json, sarif, prometheus, junit -> true;
            default -> false;
        };
    }

    private static void write(CommandRun run, Drift drift, DriftWorkflow.Found found, PrintStream out) {
        switch (run.format()) {
            case text -> DriftTextReport.write(drift, run.output().style(), out);
            case json -> DriftJson.write(drift, out);
            case markdown -> DriftMarkdownReport.write(drift, out);
            case junit -> DriftJunitReport.write(drift, out);
            case prometheus -> DriftPrometheusReport.write(drift, found.lastApplied(), found.at(), out);
            case sarif -> DriftSarif.write(drift, Version.number(), RepositoryFolder.prefix(run.invocation()), out);
            default -> throw run.unsuited();
        }
    }
}
