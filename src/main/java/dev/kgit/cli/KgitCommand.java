package dev.kgit.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ParentCommand;

/** What every command starts from: the root, whose options it shares. */
abstract class KgitCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Kgit kgit;

    @Override
    public final Integer call() throws IOException, InterruptedException {
        return call(kgit.run());
    }

    /** Does what the options ask for; the exit code. */
    abstract int call(CommandRun run) throws IOException, InterruptedException;
}
