package dev.kgit.cli;

import dev.kgit.cluster.LedgerEntry;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.planfile.LedgerJson;
import dev.kgit.report.LedgerReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kgit ledger}: what the ledger holds; a renamed project, environment or root; an entry that is over. */
@Command(
        name = "ledger",
        addMethodSubcommands = false,
        description = {
            "Lists what the ledger of the environment holds, of all projects. `move FROM TO` says that a project, an environment",
            "or the folder of the repository has another name now (FROM and TO are PROJECT/ENVIRONMENT; the same twice: the folder",
            "has moved). `retire PROJECT/ENVIRONMENT` takes out what is over. Neither changes anything but the ledger."
        },
        footer = {
            "",
            "Examples:",
            "  kgit ledger -e prod --format json",
            "  kgit ledger -e prod move shop/live shop/prod",
            "  kgit ledger -e prod retire old-shop/prod"
        })
final class LedgerCommand extends Verb {

    @Parameters(
            arity = "0..3",
            paramLabel = "ACTION",
            description = "Nothing, move FROM TO, or retire PROJECT/ENVIRONMENT.")
    List<String> action = List.of();

    @Option(names = "--force", description = "Retire without asking.")
    boolean force;

    @Override
    public Integer call() {
        try (Session session = Session.open(kgit);
                Connection connection = Connection.open(kgit, session)) {
            LedgerEditor editor = new LedgerEditor(kgit, session, connection);
            if (action.isEmpty()) {
                list(editor);
            } else if (action.get(0).equals("move") && action.size() == 3) {
                move(editor, LedgerEditor.Owner.parse(action.get(1)), LedgerEditor.Owner.parse(action.get(2)));
            } else if (action.get(0).equals("retire") && action.size() == 2) {
                return retire(editor, LedgerEditor.Owner.parse(action.get(1)));
            } else {
                throw new KgitException.Invalid(Diagnostic.error(
                                "KG662", "'" + String.join(" ", action) + "' is nothing that the ledger does")
                        .withHint("kgit ledger, kgit ledger move FROM TO, or kgit ledger retire PROJECT/ENVIRONMENT"));
            }
            return Exit.DONE;
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
                        : "The ledger has the " + resources + " resources of " + from + " under " + to + " now.");
    }

    private int retire(LedgerEditor editor, LedgerEditor.Owner owner) {
        textOnly();
        int resources = editor.entry(owner).managed().size();
        Output.line(
                kgit,
                "The ledger holds " + resources + " resources of " + owner
                        + "; they stay on the cluster as they are, and nobody manages them then.");
        if (!force && !confirmed()) {
            messages().line("left as it is; --force retires it without asking");
            return Exit.REFUSED;
        }
        editor.retire(owner);
        Output.line(kgit, "Retired.");
        return Exit.DONE;
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
