package dev.kgit.cli;

import dev.kgit.cluster.Ledger;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.workflow.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kgit unlock}: shows and frees the apply lock. */
@Command(
        name = "unlock",
        addMethodSubcommands = false,
        description =
                "Shows who holds the apply lock, and frees it. A killed apply frees it by itself within half a minute.",
        footer = {"", "Example: kgit unlock -e prod --force"})
final class UnlockCommand extends KgitCommand {

    @Option(names = "--force", description = "Free it without asking.")
    boolean force;

    @Override
    public Integer call() {
        textOnly();
        try (Workspace workspace = Workspace.open(kgit);
                PlatformConnection connection = PlatformConnection.open(kgit, workspace)) {
            Ledger.Snapshot snapshot = connection.ledger().read();
            if (!snapshot.available()) {
                return noLock(workspace, snapshot);
            }
            Optional<Ledger.Claim> claim = snapshot.claim();
            if (claim.isEmpty()) {
                Output.line(kgit, "The apply lock is free.");
                return ExitCode.DONE;
            }
            Output.line(kgit, "The apply lock is held by " + Identity.told(claim.get()) + ".");
            if (!force && !confirmed()) {
                messages().line("left as it is; --force frees it without asking");
                return ExitCode.REFUSED;
            }
            connection.ledger().breakLease();
            Output.line(kgit, "Freed. An apply that still runs will stop writing.");
            return ExitCode.DONE;
        }
    }

    /** Without a ledger there is no lock; with one that can't be read, nobody knows. */
    private int noLock(Workspace workspace, Ledger.Snapshot snapshot) {
        if (workspace.environment().environment().ledger().isOn()) {
            throw new KgitException.World(
                    Diagnostic.error("KG612", "it is not known who holds the apply lock, since " + snapshot.why())
                            .withHint("grant the principal READ and DESCRIBE on the ledger's topic"));
        }
        Output.line(kgit, "There is no apply lock: " + snapshot.why() + ".");
        return ExitCode.DONE;
    }

    private boolean confirmed() {
        if (!console().interactive()) {
            return false;
        }
        messages().ask("Free it? Only 'yes' will do: ");
        try {
            return "yes".equals(console().in().readLine());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
