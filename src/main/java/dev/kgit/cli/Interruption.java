package dev.kgit.cli;

import dev.kgit.cluster.Permit;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Redactor;
import dev.kgit.report.ProgressReport;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C ends an apply where it is: nothing more is sent, what is under way is waited for, and the run is told and written
 * down. While replicas move it is a question, where somebody is there to answer it: what has been copied for an hour is not
 * to be thrown away by a slip of the hand. A second Ctrl-C is the answer "cancel" to that question, and ends kgit at any
 * other time.
 */
final class Interruption implements AutoCloseable {

    private static final String QUESTION = "Replicas are moving. [g]o on waiting, [l]eave them moving without kgit and"
            + " its throttle, or [c]ancel and take back what has not arrived? ";

    private final Console console;
    private final Connection.Moves moves;
    private final ProgressReport progress;
    private final Runnable noMore;
    private final AtomicBoolean asking = new AtomicBoolean();
    private final Stop stop;

    /** Whether an apply is to come to its end. */
    static final class Stop {

        private volatile boolean asked;

        boolean isAsked() {
            return asked;
        }
    }

    private Interruption(Console console, Connection.Moves moves, ProgressReport progress, Stop stop) {
        this.console = console;
        this.stop = stop;
        this.moves = moves;
        this.progress = progress;
        this.noMore = console.interrupts().takenBy(this::taken);
    }

    static Interruption takenDuring(Console console, Connection.Moves moves, ProgressReport progress, Stop stop) {
        return new Interruption(console, moves, progress, stop);
    }

    /** Why nothing more may be sent. */
    Optional<Diagnostic> denial() {
        return stop.asked
                ? Optional.of(Diagnostic.error(Permit.STOPPED, "not sent: kgit was told to stop")
                        .withHint("run apply again: it goes on from there"))
                : Optional.empty();
    }

    /** False where this one ends kgit at once. */
    private boolean taken() {
        if (!moves.isMoving() || !console.interactive()) {
            boolean first = !stop.asked;
            stop.asked = true;
            moves.cancel();
            return first;
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
        while (!stop.asked && moves.isMoving()) {
            messages.gap();
            messages.ask(QUESTION);
            switch (answer()) {
                case "g", "go", "go on" -> {
                    return;
                }
                case "l", "leave" -> {
                    stop.asked = true;
                    moves.leave();
                }
                case "c", "cancel" -> cancel();
                default -> {}
            }
        }
    }

    private void cancel() {
        stop.asked = true;
        moves.cancel();
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
