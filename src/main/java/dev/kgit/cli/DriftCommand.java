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
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    RunSummary one(Kgit kgit) {
        KnownDrift known = KnownDrift.read(kgit, knownFile);
        try (Workspace workspace = Workspace.open(kgit);
                PlatformConnection connection = PlatformConnection.open(kgit, workspace)) {
            Instant now = kgit.console.clock().instant().truncatedTo(ChronoUnit.SECONDS);
            DriftWorkflow run = DriftWorkflow.read(kgit, workspace, connection);
            Drift found = run.drift(unmanaged, now);
            Drift all = known.over(remember ? run.remembered(found, now) : run.recalled(found), now);
            // Machines keep all of it and see which is new; people are shown what is new.
            Drift drift = known.asked() && !KnownDrift.keepsAll(kgit.format()) ? KnownDrift.newIn(all) : all;
            Output.write(kgit, out -> write(kgit, drift, run, now, out));
            DiagnosticPrinter messages = new DiagnosticPrinter(kgit.console.err(), kgit.redactor);
            if (drift.items().size() < all.items().size()) {
                messages.line((all.items().size() - drift.items().size()) + " known already and not shown");
            }
            messages.all(drift.unreadable().stream()
                    .map(readFailure -> readFailure.why())
                    .distinct()
                    .filter(Diagnostic::isError)
                    .toList());
            int news = KnownDrift.newIn(all).items().size();
            int code = news == 0 ? ExitCode.DONE : ExitCode.DIFFERENCES;
            return new RunSummary(all.unreadable().isEmpty() ? code : ExitCode.WORLD)
                    .with("drift", all.items().size())
                    .with("unreadable", all.unreadable().size());
        }
    }

    private static void write(Kgit kgit, Drift drift, DriftWorkflow run, Instant now, PrintStream out) {
        switch (kgit.format()) {
            case text -> DriftTextReport.write(drift, PlanOutput.style(kgit), out);
            case json -> DriftJson.write(drift, out);
            case markdown -> DriftMarkdownReport.write(drift, out);
            case junit -> DriftJunitReport.write(drift, out);
            case prometheus -> DriftPrometheusReport.write(drift, run.lastApplied(), now, out);
            case sarif -> DriftSarif.write(drift, Version.number(), kgit.pathPrefix(), out);
            default -> throw PlanOutput.unsuited(kgit);
        }
    }
}
