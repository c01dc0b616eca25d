package dev.kgit.connect;

import dev.kgit.concurrent.Deadline;
import dev.kgit.model.Environment.ConnectEndpoint;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One exchange at a time with one of a Connect cluster's workers. Stays with the worker that answered last and goes on
 * to the next one where that one doesn't. Follows no redirects: credentials go to no other host than the one that the
 * environment names.
 */
public final class HttpTransport {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

    private final ResolvedEndpoint entrance;
    private final Duration connectTimeout;
    private final AtomicInteger current = new AtomicInteger();
    private @Nullable HttpClient client;

    public HttpTransport(String cluster, ConnectEndpoint endpoint, Duration timeout) {
        this.entrance = ResolvedEndpoint.of(cluster, endpoint);
        this.connectTimeout = timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT;
    }

    /** The URL that is being asked at the moment, without credentials. */
    String url() {
        return base().toString();
    }

    /** What stands in that URL behind the host; empty where nothing does. */
    String path() {
        return base().getPath() == null ? "" : base().getPath();
    }

    int urls() {
        return entrance.bases().size();
    }

    /** Goes on to the next worker; the next request goes there. */
    void turn() {
        current.incrementAndGet();
    }

    /**
     * Sends one request. Where a worker can't be reached at all, the next one gets it.
     *
     * @param path with a leading slash, encoded
     * @param body JSON, or null for none
     * @param maxWait how long to wait for the whole answer
     */
    RestResponse send(String method, String path, @Nullable String body, Duration maxWait) throws TransportException {
        Deadline deadline = Deadline.in(maxWait);
        for (int tried = 1; ; tried++) {
            try {
                return sendOnce(method, path, body, deadline.remaining());
            } catch (TransportException failed) {
                turn();
                if (!failed.neverSent() || tried >= urls() || deadline.hasPassed()) {
                    throw failed;
                }
            }
        }
    }

    private RestResponse sendOnce(String method, String path, @Nullable String body, Duration maxWait)
            throws TransportException {
        URI base = base();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        entrance.headers().forEach(request::setHeader);
        request.setHeader("Accept", "application/json");
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.setHeader("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
        }
        CompletableFuture<HttpResponse<String>> exchange = client().sendAsync(request.build(), BodyHandlers.ofString());
        try {
            // The client's own timeout ends with the headers; a body can stall too.
            HttpResponse<String> response = exchange.get(maxWait.toNanos(), TimeUnit.NANOSECONDS);
            return new RestResponse(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body(),
                    response.headers().firstValue("Location").orElse(""));
        } catch (TimeoutException late) {
            exchange.cancel(true);
            throw new TransportException(TransportException.Why.TIMED_OUT, base.toString(), late);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new TransportException(why(cause), base.toString(), cause);
        } catch (InterruptedException interrupted) {
            exchange.cancel(true);
            throw RetryDelays.WAIT.interrupted();
        }
    }

    private static TransportException.Why why(Throwable failure) {
        boolean timedOut = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return TransportException.Why.UNKNOWN_HOST;
            }
            if (cause instanceof SSLException) {
                return TransportException.Why.TLS;
            }
            if (cause instanceof HttpConnectTimeoutException) {
                return TransportException.Why.NOT_CONNECTED;
            }
            timedOut |= cause instanceof HttpTimeoutException;
        }
        if (failure instanceof ConnectException) {
            return TransportException.Why.NOT_CONNECTED;
        }
        return timedOut ? TransportException.Why.TIMED_OUT : TransportException.Why.CUT_OFF;
    }

    private URI base() {
        List<URI> bases = entrance.bases();
        return bases.get(Math.floorMod(current.get(), bases.size()));
    }

    /** One client for all, and only where a request is sent: loading it costs more than most requests. */
    private synchronized HttpClient client() {
        HttpClient ready = client;
        if (ready == null) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(connectTimeout);
            entrance.tls().ifPresent(builder::sslContext);
            ready = builder.build();
            client = ready;
        }
        return ready;
    }
}
