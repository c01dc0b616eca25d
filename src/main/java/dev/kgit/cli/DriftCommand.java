package dev.kgit.cli;

import dev.kgit.cluster.Ledger;
import dev.kgit.git.GitHistory;
import dev.kgit.git.Origins;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.KgitException;
import dev.kgit.model.Revision;
import dev.kgit.plan.Drift;
import dev.kgit.plan.DriftFinder;
import dev.kgit.plan.Situation;
import dev.kgit.planfile.DriftJson;
import dev.kgit.planfile.DriftSarif;
import dev.kgit.report.DriftJunitReport;
import dev.kgit.report.DriftMarkdownReport;
import dev.kgit.report.DriftPrometheusReport;
import dev.kgit.report.DriftTextReport;
import java.nio.file.Path;
import java.time.Instant;
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
            Instant now = kgit.console.clock().instant();
            Drift drifted = new DriftFinder(
                            situation,
                            applied(gathered),
                            acceptance(gathered.desired().environment(), now))
                    .find(unmanaged);
            Drift found = session.git().map(git -> withOrigins(drifted, git)).orElse(drifted);
            Drift all = known.over(remembered(connection.ledger(), gathered.book(), found, options, now), now);
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
                                drift, entry.map(Ledger.Entry::at).orElse(null), now, out);
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

    /** With the commits that wrote the lines which are not honoured any more. */
    private static Drift withOrigins(Drift drift, GitHistory git) {
        String applied = drift.applied().commit();
        if (applied == null || git.commit(applied).isEmpty()) {
            return drift;
        }
        Origins origins = git.origins(applied);
        return drift.with(drift.items().stream()
                .map(item -> Optional.ofNullable(item.declaredAt())
                        .flatMap(place -> origins.of(place.file(), place.line()))
                        .map(item::declaredBy)
                        .orElse(item))
                .toList());
    }

    private static Revision applied(Gathered gathered) {
        return gathered.book()
                .mine()
                .filter(entry -> gathered.baseline().known())
                .map(entry -> new Revision(entry.commit(), entry.branch(), entry.dirty()))
                .orElse(Revision.NONE);
    }

    /** With since when each is seen, as the ledger remembers it, or is to remember it from now on. */
    private Drift remembered(Ledger ledger, Ledger.Book book, Drift found, Situation.Options options, Instant now) {
        DriftMemory before = new DriftMemory(book.seen());
        if (!remember) {
            return before.over(found);
        }
        DriftMemory after = before.after(found, options.target(), now);
        boolean written = after.equals(before) || (book.available() && ledger.remember(after.seen()));
        if (!written) {
            messages()
                    .one(Diagnostic.warning(
                                    "KG760",
                                    "it is not remembered since when drift is seen: the ledger can't be written")
                            .withHint(
                                    "grant the principal WRITE on the ledger's topic, or keep the JSON of each run for"
                                            + " --known"));
        }
        return written ? after.over(found) : before.over(found);
    }

    /** What environment.yaml says is known and accepted for a while. */
    private static DriftFinder.Acceptance acceptance(Environment environment, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<Environment.IgnoredDrift> rules = environment.ignoredDrift().stream()
                .filter(rule -> !rule.expires().isBefore(today))
                .toList();
        return (id, path) -> rules.stream()
                .anyMatch(
                        rule -> Globs.pattern(rule.id()).matcher(id.toString()).matches()
                                && Globs.pattern(rule.path()).matcher(path).matches());
    }
}
