package dev.kgit.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ParentCommand;

/** What every command starts from: the root, whose options it shares. */
abstract class KgitCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Kgit kgit;

    @Override
    public final Integer call() throws IOException, InterruptedException {
        CommandRun run = kgit.run();
        if (!formats().contains(run.format())) {
            throw run.unsuited(formats());
        }
        if (!connects()) {
            return call(run);
        }
        WaitingNotice notice = WaitingNotice.start(run);
        try {
            return call(run);
        } finally {
            notice.close();
        }
    }

    /** Whether these options go to the cluster. */
    boolean connects() {
        return Subcommands.connects(getClass());
    }

    /** The forms that the result has; the first is the one that nobody has to ask for. */
    List<Kgit.Format> formats() {
        return List.of(Kgit.Format.text);
    }

    /** Does what the options ask for; the exit code. */
    abstract int call(CommandRun run) throws IOException, InterruptedException;
}
