package dev.kgit.cli;

import dev.kgit.model.Redactor;
import dev.kgit.report.ProgressReport;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C while replicas move is a question, where somebody is there to answer it: what has been copied for an hour is not
 * to be thrown away by a slip of the hand. A second Ctrl-C is the answer "cancel". At any other time it ends kgit.
 */
final class Interruption implements AutoCloseable {

    private static final String QUESTION = "Replicas are moving. [g]o on waiting, [l]eave them moving without kgit and"
            + " its throttle, or [c]ancel and take back what has not arrived? ";

    private final Console console;
    private final Connection connection;
    private final ProgressReport progress;
    private final Runnable noMore;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile boolean stopped;

    private Interruption(Console console, Connection connection, ProgressReport progress) {
        this.console = console;
        this.connection = connection;
        this.progress = progress;
        this.noMore = console.interactive() ? console.interrupts().takenBy(this::taken) : () -> {};
    }

    static Interruption takenDuring(Console console, Connection connection, ProgressReport progress) {
        return new Interruption(console, connection, progress);
    }

    /** Whether the apply is to come to its end. */
    boolean stopped() {
        return stopped;
    }

    private boolean taken() {
        if (!connection.isMoving()) {
            return false;
        }
        if (!asking.compareAndSet(false, true)) {
            cancel();
            return true;
        }
        progress.pause();
        try {
            ask(new Messages(console.err(), new Redactor(List.of())));
        } finally {
            progress.resume();
            asking.set(false);
        }
        return true;
    }

    private void ask(Messages messages) {
        while (!stopped && connection.isMoving()) {
            messages.gap();
            messages.ask(QUESTION);
            switch (answer()) {
                case "g", "go", "go on" -> {
                    return;
                }
                case "l", "leave" -> {
                    stopped = true;
                    connection.leaveMoves();
                }
                case "c", "cancel" -> cancel();
                default -> {}
            }
        }
    }

    private void cancel() {
        stopped = true;
        connection.cancelMoves();
    }

    /** Where nobody can answer any more, nobody watches either. */
    private String answer() {
        try {
            @Nullable String line = console.in().readLine();
            return line == null ? "cancel" : line.strip().toLowerCase(Locale.ROOT);
        } catch (IOException gone) {
            return "cancel";
        }
    }

    @Override
    public void close() {
        noMore.run();
    }
}
