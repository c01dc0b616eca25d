package dev.kgit.cli;

import dev.kgit.cluster.Permit;
import dev.kgit.cluster.ReplicaMoves;
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
 *
 * <p>A request to end (TERM: a CI system cancels its job, and kills it some seconds later) is the same without a question:
 * replicas that move are taken back.
 */
final class InterruptPrompt implements AutoCloseable {

    private static final String QUESTION = "Replicas are moving. [g]o on waiting, [l]eave them moving without kgit and"
            + " its throttle, or [c]ancel and take back what has not arrived? ";

    private final ProcessContext console;
    private final ReplicaMoves moves;
    private final AtomicBoolean asking = new AtomicBoolean();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Runnable> noMore;
    private volatile @Nullable ProgressReport progress;

    private InterruptPrompt(ProcessContext console, ReplicaMoves moves) {
        this.console = console;
        this.moves = moves;
        this.noMore = List.of(
                console.interrupts().takenBy(this::taken), console.interrupts().endTakenBy(this::stop));
    }

    /** Takes both until it is closed. */
    static InterruptPrompt taken(ProcessContext console, ReplicaMoves moves) {
        return new InterruptPrompt(console, moves);
    }

    /** What is drawn on the terminal from now on, above which nothing can be asked. */
    void during(ProgressReport drawn) {
        progress = drawn;
    }

    /** Whether an apply is to come to its end. */
    boolean isStopped() {
        return stopped.get();
    }

    /** Why nothing more may be sent. */
    Optional<Diagnostic> denial() {
        return isStopped()
                ? Optional.of(Diagnostic.error(Permit.STOPPED, "not sent: kgit was told to stop")
                        .withHint("run apply again: it goes on from there"))
                : Optional.empty();
    }

    /** False where this one ends kgit at once. */
    private boolean taken() {
        if (!moves.isMoving() || !console.interactive()) {
            return stop();
        }
        if (!asking.compareAndSet(false, true)) {
            stop();
            return true;
        }
        Optional<ProgressReport> drawn = Optional.ofNullable(progress);
        drawn.ifPresent(ProgressReport::pause);
        try {
            ask(new DiagnosticPrinter(console.err(), new Redactor(List.of())));
        } finally {
            drawn.ifPresent(ProgressReport::resume);
            asking.set(false);
        }
        return true;
    }

    /** False where that was said before: then kgit ends at once, and what was answered about replicas stands. */
    private boolean stop() {
        return stopWith(moves::cancel);
    }

    /** How replicas end comes first: whoever waits for them would else be stopped before knowing it, and leave them. */
    private synchronized boolean stopWith(Runnable end) {
        if (isStopped()) {
            return false;
        }
        end.run();
        stopped.set(true);
        return true;
    }

    private void ask(DiagnosticPrinter messages) {
        while (!isStopped() && moves.isMoving()) {
            messages.blankLine();
            messages.ask(QUESTION);
            switch (answer()) {
                case "g", "go", "go on" -> {
                    return;
                }
                case "l", "leave" -> stopWith(moves::leave);
                case "c", "cancel" -> stop();
                default -> {}
            }
        }
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
        noMore.forEach(Runnable::run);
    }
}
