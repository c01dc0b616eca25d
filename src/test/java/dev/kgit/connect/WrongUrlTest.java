package dev.kgit.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.kgit.concurrent.Deadline;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment.ConnectEndpoint;
import dev.kgit.model.KgitException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A URL at which something answers that is no worker's REST interface. */
class WrongUrlTest {

    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", "https://ann:hunter2@login.example:8443/sign-in?token=4711#x");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/proxy", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            byte[] body = "{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}".getBytes();
            exchange.sendResponseHeaders(404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private HttpTransport at(String path) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + path;
        return new HttpTransport(
                "main", new ConnectEndpoint(List.of(url), null, null, null, new TreeMap<>()), Duration.ofSeconds(20));
    }

    private Diagnostic trouble(String path) {
        HttpTransport http = at(path);
        ConnectRestApi rest = new ConnectRestApi(http);
        WorkerReadiness readiness = new WorkerReadiness("main", rest, new RetryingReader("main", http));
        KgitException.Unavailable failed = catchThrowableOfType(
                KgitException.Unavailable.class, () -> readiness.await(Deadline.in(Duration.ofSeconds(20))));
        return failed.diagnostics().get(0);
    }

    @Test
    void aRedirectSaysWhereToWithoutWhatCouldBeASecret() {
        Diagnostic trouble = trouble("/moved");

        assertThat(trouble.code()).isEqualTo("KG454");
        assertThat(trouble.message())
                .contains("redirects to https://login.example:8443/sign-in (HTTP 302)")
                .doesNotContain("hunter2", "4711");
    }

    @Test
    void aPathThatIsNoneOfAWorkerIsNamed() {
        Diagnostic trouble = trouble("/proxy/connectors");

        assertThat(trouble.code()).isEqualTo("KG454");
        assertThat(trouble.hint()).contains("is /proxy/connectors right?");
    }

    @Test
    void aQueryOrFragmentIsRefused() {
        for (String path : List.of("?a=b", "/x?a=b", "/#top")) {
            assertThatThrownBy(() -> at(path))
                    .as(path)
                    .isInstanceOf(KgitException.Invalid.class)
                    .hasMessageContaining("KG459")
                    .hasMessageContaining("query");
        }
    }
}
