package dev.kgit.connect;

import dev.kgit.cluster.TlsFailure;
import dev.kgit.concurrent.Backoff;
import dev.kgit.concurrent.Deadline;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks until a worker says something that can be believed. Waits out what passes by itself, within the time given; what
 * does not pass (no permission, no trust, something that is not Kafka Connect) ends it at once.
 */
public final class RetryingReader {

    /** A connection that breaks without an answer may be a worker going down, or not an HTTP port at all. */
    private static final Duration PATIENCE_WITH_GARBAGE = Duration.ofSeconds(3);

    /** Who got no answer in less than that has learned nothing from it. */
    private static final Duration TELLING = Duration.ofSeconds(1);

    private final String cluster;
    private final HttpTransport http;

    public RetryingReader(String cluster, HttpTransport http) {
        this.cluster = cluster;
        this.http = http;
    }

    /**
     * The answer to a question that changes nothing.
     *
     * @return a 2xx or a 4xx in JSON, or, when the time is up, the last 409 or 5xx in JSON
     * @throws KgitException.Unavailable where no such answer came
     */
    public RestResponse ask(ConnectRestApi.Request question, Deadline deadline) {
        return ask(question, deadline, deadline);
    }

    /**
     * The same, for a question that a single bad connector or plugin can make fail again and again.
     *
     * @param failing until when a 409 or 5xx, or a proxy's page in its place, is asked about again; a slow answer has until {@code deadline}
     */
    public RestResponse ask(ConnectRestApi.Request question, Deadline deadline, Deadline failing) {
        Backoff backoff = RetryDelays.polling();
        Deadline garbage = deadline.earlierOf(PATIENCE_WITH_GARBAGE);
        @Nullable Diagnostic before = null;
        while (true) {
            Diagnostic trouble;
            Duration patience = oneTry(deadline);
            try {
                RestResponse answer = question.send(patience);
                refuseStrangers(answer);
                if (!answer.isPassing() || (answer.isJson() && failing.hasPassed())) {
                    return answer;
                }
                http.turn();
                trouble = starting(answer);
                if (failing.hasPassed()) {
                    throw new KgitException.Unavailable(trouble);
                }
            } catch (TransportException silence) {
                boolean telling = silence.why() != TransportException.Why.TIMED_OUT || patience.compareTo(TELLING) >= 0;
                trouble = before == null || telling ? diagnose(silence) : before;
                boolean hopeless = silence.why() == TransportException.Why.TLS
                        || silence.why() == TransportException.Why.UNKNOWN_HOST;
                if (hopeless || (silence.why() == TransportException.Why.CUT_OFF && garbage.hasPassed())) {
                    throw new KgitException.Unavailable(trouble);
                }
            }
            if (deadline.hasPassed()) {
                throw new KgitException.Unavailable(trouble);
            }
            before = trouble;
            RetryDelays.WAIT.sleep(backoff.next(), failing.hasPassed() ? deadline : failing);
        }
    }

    /** A lost answer must leave time for another try, and a dead worker time for the next one. */
    private Duration oneTry(Deadline deadline) {
        Duration left = deadline.remaining();
        return left.toMillis() < 2_000 ? atLeastAMoment(left) : left.dividedBy(1L + http.urls());
    }

    private static Duration atLeastAMoment(Duration left) {
        return left.toMillis() < 200 ? Duration.ofMillis(200) : left;
    }

    /** Leaves with what waiting can't mend. */
    public void refuseStrangers(RestResponse answer) {
        int status = answer.status();
        if (status == 401 || status == 403) {
            throw new KgitException.Unavailable(Diagnostic.error(
                            "KG452",
                            "Connect cluster %s at %s does not let kgit in (HTTP %d)"
                                    .formatted(cluster, http.url(), status))
                    .withHint("check connect.%s.basicAuth or headers in environment.yaml".formatted(cluster)));
        }
        if (status >= 300 && status < 400) {
            String to = answer.target();
            throw notConnect("redirects" + (to.isEmpty() ? "" : " to " + to) + " (HTTP " + status
                    + "), which kgit does not follow");
        }
        if (answer.isOk() && !answer.isJson() && !answer.body().isEmpty()) {
            throw notConnect("answers with " + (answer.mediaType().isEmpty() ? "no JSON" : answer.mediaType()));
        }
    }

    KgitException.Unavailable notConnect(String evidence) {
        return new KgitException.Unavailable(Diagnostic.error(
                        "KG454", "%s, given for Connect cluster %s, %s".formatted(http.url(), cluster, evidence))
                .withHint(
                        "connect.%s.url takes the base URL of a Connect worker's REST interface, by default port 8083%s"
                                .formatted(cluster, http.path().isEmpty() ? "" : "; is " + http.path() + " right?")));
    }

    /** A worker that answers, but not this: {@code what} it can't do, and its words, fit to be shown. */
    public KgitException.Unavailable unable(String what, RestResponse answer, String words) {
        return new KgitException.Unavailable(Diagnostic.error(
                        "KG456",
                        "Connect cluster %s at %s can't %s: HTTP %d%s"
                                .formatted(
                                        cluster,
                                        http.url(),
                                        what,
                                        answer.status(),
                                        words.isEmpty() ? "" : ", " + words))
                .withHint("see the worker's log"));
    }

    private Diagnostic starting(RestResponse answer) {
        String said = answer.isJson() ? "" : " with no word of Kafka Connect";
        return Diagnostic.error(
                        "KG455",
                        "Connect cluster %s at %s is not ready: it answers HTTP %d%s"
                                .formatted(cluster, http.url(), answer.status(), said))
                .withHint("a starting worker takes some seconds, one that can't reach its brokers or read its internal"
                        + " topics never gets ready: see its log. A longer --timeout waits longer");
    }

    /** Why no answer came, as the user should hear it. */
    Diagnostic diagnose(TransportException silence) {
        String who = "Connect cluster %s at %s".formatted(cluster, silence.url());
        return switch (silence.why()) {
            case NOT_CONNECTED ->
                Diagnostic.error("KG450", who + " can't be reached: " + silence.detail())
                        .withHint(
                                "is the worker running, and does connect.%s.url in environment.yaml name its REST port?"
                                        .formatted(cluster));
            case UNKNOWN_HOST ->
                Diagnostic.error("KG450", who + " can't be reached: the host name is not known")
                        .withHint("check connect.%s.url in environment.yaml, and the DNS of this machine"
                                .formatted(cluster));
            case TLS -> {
                Optional<TlsFailure> known = TlsFailure.of(silence);
                String truststore = "connect.%s.tls.truststore".formatted(cluster);
                yield Diagnostic.error(
                                "KG453",
                                who + " can't be reached with TLS: "
                                        + known.map(TlsFailure::words).orElseGet(silence::detail))
                        .withHint(known.map(why -> why.hint(truststore))
                                .orElse("check " + truststore + ", and that the port speaks https"));
            }
            case TIMED_OUT ->
                Diagnostic.error("KG451", who + " did not answer in time")
                        .withHint("see the worker's log and load; a longer --timeout waits longer");
            case CUT_OFF ->
                Diagnostic.error("KG454", who + " closes the connection without an answer")
                        .withHint(
                                "is this the REST port (by default 8083), and not a broker's? Is it http or https, and does"
                                        + " it demand a client certificate (tls.keystore)?");
        };
    }
}
