package dev.kgit.cli;

import dev.kgit.planfile.LedgerJson;
import dev.kgit.report.LedgerReport;
import dev.kgit.workflow.LedgerWorkflow;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kgit ledger}: what the ledger holds; a renamed project, environment or root; an entry that is over. */
@Command(
        name = "ledger",
        addMethodSubcommands = false,
        description = {
            "Lists what the ledger of the environment holds, of all projects, or changes it by hand. With -v, and in JSON, it names"
                    + " each resource, with its commit and file.",
            "`move FROM TO` says that a project, an environment or the folder of the repository has another name now (FROM and TO"
                    + " are PROJECT/ENVIRONMENT; the same twice: the folder has moved).",
            "`retire PROJECT/ENVIRONMENT` takes out what is over, with its history. Neither changes anything but the ledger."
        },
        footer = {
            "",
            "Examples:",
            "  kgit ledger -e prod --format json",
            "  kgit ledger -e prod move shop/live shop/prod",
            "  kgit ledger -e prod retire old-shop/prod"
        })
final class LedgerCommand extends KgitCommand {

    @Parameters(
            arity = "0..3",
            paramLabel = "ACTION",
            description = "Nothing, move FROM TO, or retire PROJECT/ENVIRONMENT.")
    List<String> action = List.of();

    @Option(names = "--force", description = "Retire without asking.")
    boolean force;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    CommandSpec spec;

    @Override
    List<Kgit.Format> formats() {
        return List.of(Kgit.Format.text, Kgit.Format.json);
    }

    @Override
    int call(CommandRun run) {
        boolean moves = action.size() == 3 && action.get(0).equals("move");
        boolean retires = action.size() == 2 && action.get(0).equals("retire");
        if (!action.isEmpty() && !moves && !retires) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'" + String.join(" ", action)
                            + "' is nothing that the ledger does: kgit ledger, kgit ledger move FROM TO,"
                            + " or kgit ledger retire PROJECT/ENVIRONMENT");
        }
        try (LedgerWorkflow ledger = LedgerWorkflow.open(run.invocation())) {
            if (moves) {
                move(run, ledger, LedgerWorkflow.Owner.parse(action.get(1)), LedgerWorkflow.Owner.parse(action.get(2)));
            } else if (retires) {
                return retire(run, ledger, LedgerWorkflow.Owner.parse(action.get(1)));
            } else {
                list(run, ledger.list());
            }
            return ExitCode.DONE;
        }
    }

    private static void list(CommandRun run, LedgerWorkflow.Listing listing) {
        run.messages().all(listing.warnings());
        run.output().write(out -> {
            switch (run.format()) {
                case text ->
                    LedgerReport.write(
                            listing.entries(),
                            run.options().verbose(),
                            run.output().style(),
                            out);
                case json -> LedgerJson.write(listing.entries(), out);
                default -> throw run.unsuited();
            }
        });
    }

    private static void move(
            CommandRun run, LedgerWorkflow ledger, LedgerWorkflow.Owner from, LedgerWorkflow.Owner to) {
        run.requireText();
        int resources = ledger.move(from, to).managed().size();
        run.output()
                .line(
                        from.equals(to)
                                ? "The ledger has " + to + " at this folder now."
                                : "The ledger has " + counted(resources, "resource") + " of " + from + " under " + to
                                        + " now.");
    }

    private int retire(CommandRun run, LedgerWorkflow ledger, LedgerWorkflow.Owner owner) {
        run.requireText();
        boolean retired = ledger.retire(owner, entry -> {
            run.output()
                    .line(
                            "The ledger holds " + counted(entry.managed().size(), "resource") + " and the history of "
                                    + counted(entry.runs().size(), "apply") + " of " + owner
                                    + ". Resources stay on the cluster as they are, and nobody manages them then; the history is gone.");
            return force || run.confirms("Retire it?");
        });
        if (!retired) {
            run.messages().line("left as it is; --force retires it without asking");
            return ExitCode.REFUSED;
        }
        run.output().line("Retired.");
        return ExitCode.DONE;
    }

    private static String counted(int count, String what) {
        String several = what.endsWith("y") ? what.substring(0, what.length() - 1) + "ies" : what + "s";
        return count + " " + (count == 1 ? what : several);
    }
}
