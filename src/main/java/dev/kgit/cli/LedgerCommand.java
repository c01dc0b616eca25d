package dev.kgit.cli;

import dev.kgit.cluster.LedgerEntry;
import dev.kgit.planfile.LedgerJson;
import dev.kgit.report.LedgerReport;
import java.io.IOException;
import java.io.UncheckedIOException;
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
            "Lists what the ledger of the environment holds, of all projects, or changes it by hand.",
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
    public Integer call() {
        boolean moves = action.size() == 3 && action.get(0).equals("move");
        boolean retires = action.size() == 2 && action.get(0).equals("retire");
        if (!action.isEmpty() && !moves && !retires) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'" + String.join(" ", action)
                            + "' is nothing that the ledger does: kgit ledger, kgit ledger move FROM TO,"
                            + " or kgit ledger retire PROJECT/ENVIRONMENT");
        }
        try (Workspace workspace = Workspace.open(kgit);
                PlatformConnection connection = PlatformConnection.open(kgit, workspace)) {
            LedgerEditor editor = new LedgerEditor(kgit, workspace, connection);
            if (moves) {
                move(editor, LedgerEditor.Owner.parse(action.get(1)), LedgerEditor.Owner.parse(action.get(2)));
            } else if (retires) {
                return retire(editor, LedgerEditor.Owner.parse(action.get(1)));
            } else {
                list(editor);
            }
            return ExitCode.DONE;
        }
    }

    private void list(LedgerEditor editor) {
        List<LedgerEntry> entries = editor.entries();
        Output.write(kgit, out -> {
            switch (kgit.format()) {
                case text -> LedgerReport.write(entries, PlanOutput.style(kgit), out);
                case json -> LedgerJson.write(entries, out);
                default -> throw PlanOutput.unsuited(kgit);
            }
        });
    }

    private void move(LedgerEditor editor, LedgerEditor.Owner from, LedgerEditor.Owner to) {
        textOnly();
        int resources = editor.move(from, to).managed().size();
        Output.line(
                kgit,
                from.equals(to)
                        ? "The ledger has " + to + " at this folder now."
                        : "The ledger has " + counted(resources, "resource") + " of " + from + " under " + to
                                + " now.");
    }

    private int retire(LedgerEditor editor, LedgerEditor.Owner owner) {
        textOnly();
        boolean retired = editor.retire(owner, entry -> {
            Output.line(
                    kgit,
                    "The ledger holds " + counted(entry.managed().size(), "resource") + " and the history of "
                            + counted(entry.runs().size(), "apply") + " of " + owner
                            + ". Resources stay on the cluster as they are, and nobody manages them then; the history is gone.");
            return force || confirmed();
        });
        if (!retired) {
            messages().line("left as it is; --force retires it without asking");
            return ExitCode.REFUSED;
        }
        Output.line(kgit, "Retired.");
        return ExitCode.DONE;
    }

    private static String counted(int count, String what) {
        String several = what.endsWith("y") ? what.substring(0, what.length() - 1) + "ies" : what + "s";
        return count + " " + (count == 1 ? what : several);
    }

    private boolean confirmed() {
        if (!console().interactive()) {
            return false;
        }
        messages().ask("Retire it? Only 'yes' will do: ");
        try {
            return "yes".equals(console().in().readLine());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
