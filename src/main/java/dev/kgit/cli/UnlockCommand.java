package dev.kgit.cli;

import dev.kgit.workflow.UnlockWorkflow;
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
    int call(CommandRun run) {
        UnlockWorkflow.Unlocked unlocked = UnlockWorkflow.unlock(run.invocation(), holder -> {
            run.output().line("The apply lock is held by " + holder + ".");
            return force || run.confirms("Free it?");
        });
        switch (unlocked.ending()) {
            case NO_LOCK -> run.output().line("There is no apply lock: " + unlocked.why() + ".");
            case FREE_ALREADY -> run.output().line("The apply lock is free.");
            case LEFT -> run.messages().line("left as it is; --force frees it without asking");
            case FREED -> run.output().line("Freed. An apply that still runs will stop writing.");
        }
        return unlocked.ending() == UnlockWorkflow.Ending.LEFT ? ExitCode.REFUSED : ExitCode.DONE;
    }
}
