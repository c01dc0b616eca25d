package dev.kgit.workflow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The notification service of the demo: an HTTP endpoint that keeps what is posted to it. */
final class DemoWebhook implements AutoCloseable {

    private static final String PATH = "/v1/events/trigger";

    private final HttpServer server;
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();

    private DemoWebhook(HttpServer server) {
        this.server = server;
    }

    /** What arrived. */
    public record Request(String method, String path, String body) {}

    /** Begins to listen on a free port of this machine. */
    static DemoWebhook open() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        DemoWebhook endpoint = new DemoWebhook(server);
        server.createContext("/", endpoint::take);
        server.start();
        return endpoint;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    /** The next request; empty where none comes in time. */
    Optional<Request> await(Duration timeout) throws InterruptedException {
        return Optional.ofNullable(requests.poll(timeout.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(new Request(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
