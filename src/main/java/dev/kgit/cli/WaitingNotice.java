package dev.kgit.cli;

import dev.kgit.concurrent.BackgroundThreads;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Says after some seconds without a result what is being waited for: a port that nobody answers at would be silence until the
 * whole time is up.
 */
final class WaitingNotice implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 5;

    private final CommandRun run;
    private final CountDownLatch over = new CountDownLatch(1);

    private WaitingNotice(CommandRun run) {
        this.run = run;
    }

    /** From now on; to be closed when the command has ended. */
    static WaitingNotice start(CommandRun run) {
        WaitingNotice notice = new WaitingNotice(run);
        if (!run.isQuiet() && run.invocation().timeout().toSeconds() > PATIENCE_SECONDS) {
            BackgroundThreads.start("kgit-waiting", notice::tellLater);
        }
        return notice;
    }

    private void tellLater() {
        try {
            boolean ended = over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String platform = run.context().get().platform();
            if (!ended && !run.output().isResultWritten() && !platform.isEmpty()) {
                run.messages()
                        .line("still reading from " + platform + "; each answer is waited for up to "
                                + run.invocation().timeout().toSeconds() + " s (--timeout)");
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
    }
}
