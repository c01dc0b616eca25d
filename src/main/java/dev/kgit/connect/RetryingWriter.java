package dev.kgit.connect;

import dev.kgit.cluster.OperationFailedException;
import dev.kgit.cluster.OperationProgress;
import dev.kgit.cluster.Permit;
import dev.kgit.concurrent.Backoff;
import dev.kgit.concurrent.Deadline;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends a write and retries it. A write whose response was lost, or that met a rebalance, may have been applied, so the state
 * is read before each retry.
 */
public final class RetryingWriter {

    private final RetryingReader asking;
    private final HttpTransport http;
    private final Permit permit;

    /** @param permit asked before each try */
    public RetryingWriter(RetryingReader asking, HttpTransport http, Permit permit) {
        this.asking = asking;
        this.http = http;
        this.permit = permit;
    }

    /**
     * Sends the write.
     *
     * @param doneAlready reads whether the write has been carried out; may throw {@link OperationFailedException} where it is in vain
     * @return the worker's answer, 2xx or 4xx; empty where reading showed that it is done
     */
    public Optional<RestResponse> send(
            ResourceId id,
            ConnectRestApi.Request write,
            BooleanSupplier doneAlready,
            MessageSanitizer sanitizer,
            Deadline deadline,
            Consumer<OperationProgress> progress) {
        Backoff backoff = RetryDelays.rebalancing();
        Duration oneTry = deadline.remaining().dividedBy(3);
        @Nullable Diagnostic trouble = null;
        while (true) {
            Optional<Diagnostic> denial = permit.denial();
            if (denial.isPresent()) {
                // What was sent once may have been carried out: that is not the same as not sent.
                throw new OperationFailedException((trouble == null ? denial.get() : trouble).withSubject(id));
            }
            try {
                RestResponse answer = write.send(deadline.earlierOf(oneTry).remaining());
                asking.refuseStrangers(answer);
                if (!answer.isPassing()) {
                    return Optional.of(answer);
                }
                http.turn();
                trouble = passing(answer, sanitizer);
            } catch (TransportException silence) {
                trouble = asking.diagnose(silence);
            }
            progress.accept(new OperationProgress(id, "trying again: " + trouble.message()));
            if (doneAlready.getAsBoolean()) {
                return Optional.empty();
            }
            RetryDelays.WAIT.sleep(backoff.next(), deadline);
            if (deadline.hasPassed()) {
                if (doneAlready.getAsBoolean()) {
                    return Optional.empty();
                }
                throw new OperationFailedException(trouble.withSubject(id));
            }
        }
    }

    private static Diagnostic passing(RestResponse answer, MessageSanitizer sanitizer) {
        String said = sanitizer.message(answer.words());
        return Diagnostic.error(
                        "KG361",
                        "the worker did not carry it out: HTTP " + answer.status()
                                + (said.isEmpty() ? "" : ", " + said))
                .withHint("409 and 5xx pass when the group's rebalance is over; if not, see the worker's log."
                        + " A longer --timeout waits longer");
    }
}
