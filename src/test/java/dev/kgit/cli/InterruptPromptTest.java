package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.ReplicaMoves;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class InterruptPromptTest {

    private static final BooleanSupplier NOBODY = () -> false;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<String> done = new ArrayList<>();
    private BooleanSupplier ctrlC = NOBODY;
    private BooleanSupplier end = NOBODY;

    private final InterruptHandler interrupts = new InterruptHandler() {
        @Override
        public Runnable takenBy(BooleanSupplier taker) {
            ctrlC = taker;
            return () -> ctrlC = NOBODY;
        }

        @Override
        public Runnable endTakenBy(BooleanSupplier taker) {
            end = taker;
            return () -> end = NOBODY;
        }
    };

    private final ReplicaMoves moves = new ReplicaMoves() {
        @Override
        public int sweepThrottles() {
            return 0;
        }

        @Override
        public boolean isMoving() {
            return true;
        }

        @Override
        public void cancel() {
            done.add("cancel");
        }

        @Override
        public void leave() {
            done.add("leave");
        }
    };

    private InterruptPrompt whileReplicasMove(String answers) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return InterruptPrompt.taken(
                new ProcessContext(
                        out,
                        out,
                        new BufferedReader(new StringReader(answers)),
                        Map.of(),
                        Clock.systemUTC(),
                        Path.of("."),
                        false,
                        false,
                        true,
                        interrupts),
                moves);
    }

    @Test
    void asksAtACtrlC() {
        try (InterruptPrompt interruption = whileReplicasMove("l\n")) {
            assertThat(ctrlC.getAsBoolean()).isTrue();
            assertThat(said.toString(StandardCharsets.UTF_8)).contains("[l]eave");
            assertThat(interruption.isStopped()).isTrue();
            assertThat(done).containsExactly("leave");
        }
    }

    @Test
    void asksNobodyWhenToldToEndAndTakesBackWhatMoves() {
        try (InterruptPrompt interruption = whileReplicasMove("g\n")) {
            assertThat(end.getAsBoolean()).as("goes on to its own end").isTrue();
            assertThat(said.size()).isZero();
            assertThat(interruption.isStopped()).isTrue();
            assertThat(interruption.denial()).isPresent();
            assertThat(done).containsExactly("cancel");
            assertThat(end.getAsBoolean()).as("the second one ends it").isFalse();
        }
        assertThat(end).isSameAs(NOBODY);
    }

    @Test
    void takesNothingBackThatIsToGoOn() {
        try (InterruptPrompt interruption = whileReplicasMove("l\n")) {
            ctrlC.getAsBoolean();
            assertThat(end.getAsBoolean()).isFalse();
            assertThat(done).containsExactly("leave");
            assertThat(interruption.isStopped()).isTrue();
        }
    }
}
