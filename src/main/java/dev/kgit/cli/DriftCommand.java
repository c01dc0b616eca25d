package dev.kgit.cli;

import dev.kgit.cluster.Ledger;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.KgitException;
import dev.kgit.model.Revision;
import dev.kgit.plan.Drift;
import dev.kgit.plan.DriftFinder;
import dev.kgit.plan.DriftItem;
import dev.kgit.plan.Situation;
import dev.kgit.planfile.DriftJson;
import dev.kgit.planfile.DriftSarif;
import dev.kgit.report.DriftJunitReport;
import dev.kgit.report.DriftMarkdownReport;
import dev.kgit.report.DriftPrometheusReport;
import dev.kgit.report.DriftTextReport;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kgit drift}: what differs live from what was last applied. */
@Command(
        name = "drift",
        description = "Finds what somebody changed on the cluster since the last apply. Writes nothing. Exit 2: drift.",
        footer = {
            "",
            "Examples:",
            "  kgit drift -e prod",
            "  kgit drift -e prod --format prometheus -o /var/lib/node_exporter/kgit.prom      in a cron job",
            "  kgit drift -e prod --known drift.json --format json -o drift.json     exit 2 for new drift only",
            "  kgit drift --all                            all environments, side by side",
            SeveralVerb.WORST
        })
final class DriftCommand extends SeveralVerb {

    @Option(names = "--unmanaged", description = "Name what is live and not this project's, not only count it.")
    boolean unmanaged;

    @Option(
            names = "--known",
            paramLabel = "FILE",
            description = "The JSON of a former run: only what is new since counts. There may be no such file yet.")
    @Nullable
    Path knownFile;

    @Override
    void refuseSeveral() {
        if (knownFile != null) {
            throw new KgitException.Invalid(Diagnostic.error("KG731", "--known is about one environment")
                    .withHint("run drift --known once for each environment"));
        }
    }

    @Override
    Tally one(Kgit kgit) {
        KnownDrift known = KnownDrift.read(kgit, knownFile);
        try (Session session = Session.open(kgit);
                Connection connection = Connection.open(kgit, session)) {
            Gathered gathered = new Gathering(session, connection, kgit.timings)
                    .gatherReadable()
                    .withoutStrangers();
            Situation.Options options = new Situation.Options(false, Globs.over(kgit.targets), Set.of());
            Optional<Ledger.Entry> entry = gathered.book().mine();
            Situation situation = gathered.situation(options, List.of());
            Drift found = new DriftFinder(situation, applied(gathered)).find(unmanaged);
            Drift all = known.over(
                    withoutIgnored(found, gathered.desired().environment()),
                    kgit.console.clock().instant());
            // Machines keep all of it and see which is new; people are shown what is new.
            Drift drift = known.asked() && !KnownDrift.keepsAll(kgit.format()) ? KnownDrift.newIn(all) : all;
            messages().all(new Standing(session.git(), gathered).unknowns());
            Output.write(kgit, out -> {
                switch (kgit.format()) {
                    case text -> DriftTextReport.write(drift, PlanOutput.style(kgit), out);
                    case json -> DriftJson.write(drift, out);
                    case markdown -> DriftMarkdownReport.write(drift, out);
                    case junit -> DriftJunitReport.write(drift, out);
                    case prometheus ->
                        DriftPrometheusReport.write(
                                drift,
                                entry.map(Ledger.Entry::at).orElse(null),
                                kgit.console.clock().instant(),
                                out);
                    case sarif -> DriftSarif.write(drift, Version.number(), kgit.pathPrefix(), out);
                    default -> throw PlanOutput.unsuited(kgit);
                }
            });
            Messages messages = new Messages(kgit.console.err(), kgit.redactor);
            if (drift.items().size() < all.items().size()) {
                messages.line((all.items().size() - drift.items().size()) + " known already and not shown");
            }
            messages.all(drift.unreadable().stream()
                    .map(gap -> gap.why())
                    .distinct()
                    .filter(Diagnostic::isError)
                    .toList());
            int news = KnownDrift.newIn(all).items().size();
            int code = news == 0 ? Exit.DONE : Exit.DIFFERENCES;
            return new Tally(all.unreadable().isEmpty() ? code : Exit.WORLD)
                    .with("drift", all.items().size())
                    .with("unreadable", all.unreadable().size());
        }
    }

    private static Revision applied(Gathered gathered) {
        return gathered.book()
                .mine()
                .filter(entry -> gathered.baseline().known())
                .map(entry -> new Revision(entry.commit(), entry.branch(), entry.dirty()))
                .orElse(Revision.NONE);
    }

    /** Without what environment.yaml says is known and accepted for a while. */
    private Drift withoutIgnored(Drift drift, Environment environment) {
        LocalDate today = LocalDate.ofInstant(console().clock().instant(), ZoneOffset.UTC);
        List<Environment.IgnoredDrift> rules = environment.ignoredDrift().stream()
                .filter(rule -> !rule.expires().isBefore(today))
                .toList();
        List<DriftItem> items = drift.items().stream()
                .filter(item -> rules.stream().noneMatch(rule -> covers(rule, item)))
                .toList();
        return drift.with(items);
    }

    /** A rule covers an item when it covers each of its fields; an item without fields only by a rule for all paths. */
    private static boolean covers(Environment.IgnoredDrift rule, DriftItem item) {
        boolean named = Globs.pattern(rule.id()).matcher(item.id().toString()).matches();
        boolean everything = rule.path().equals("*");
        return named
                && (everything
                        || (!item.fields().isEmpty()
                                && item.fields().stream()
                                        .allMatch(field -> Globs.pattern(rule.path())
                                                .matcher(field.path())
                                                .matches())));
    }
}
