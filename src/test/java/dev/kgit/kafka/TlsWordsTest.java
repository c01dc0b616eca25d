package dev.kgit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.kgit.cluster.TlsFailure;
import dev.kgit.fixture.SecureFront;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.KgitException;
import dev.kgit.model.Redactor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why there is no TLS connection, in words that say what to mend: an unknown issuer, another host name, the wrong password. */
class TlsWordsTest {

    @TempDir
    static Path folder;

    private static HttpsServer server;

    @BeforeAll
    static void listen() throws Exception {
        SecureFront.makeKeys(folder);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store("server.p12"), SecureFront.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.start();
    }

    @AfterAll
    static void close() {
        server.stop(0);
    }

    private static KeyStore store(String name) throws Exception {
        return KeyStore.getInstance(folder.resolve(name).toFile(), SecureFront.PASSWORD.toCharArray());
    }

    private static int port() {
        return server.getAddress().getPort();
    }

    @Test
    void anUnknownIssuerIsCalledThat() {
        Diagnostic why = lost("127.0.0.1", null, null);

        assertThat(why.code()).isEqualTo("KG407");
        assertThat(why.message()).contains("who issued the server's certificate is not known here");
        assertThat(why.hint()).contains("ssl.truststore.location", "the authority that issued the server's");
    }

    @Test
    void anotherHostNameIsCalledThat() {
        Diagnostic why = lost("localhost", folder.resolve("trust.p12"), SecureFront.PASSWORD);

        assertThat(why.code()).isEqualTo("KG407");
        assertThat(why.message()).contains("for another host name");
    }

    @Test
    void aWrongPasswordOfATruststoreIsNamedByItsProperty() {
        KafkaConnection connection = connection("127.0.0.1", folder.resolve("trust.p12"), "wrong-password");
        KgitException.Invalid invalid = catchThrowableOfType(KgitException.Invalid.class, connection::admin);

        assertThat(invalid.diagnostics().get(0).message())
                .contains("ssl.truststore.location names", "ssl.truststore.password is not its password")
                .doesNotContain("wrong-password");
    }

    @Test
    void theSameIsToldApartForWorkers() throws Exception {
        HttpClient stranger = HttpClient.newHttpClient();
        assertThat(failure(stranger, "127.0.0.1")).contains(TlsFailure.UNKNOWN_ISSUER);

        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store("trust.p12"));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trusted.getTrustManagers(), null);
        HttpClient known = HttpClient.newBuilder().sslContext(context).build();
        assertThat(failure(known, "localhost")).contains(TlsFailure.OTHER_HOST);
    }

    private static java.util.Optional<TlsFailure> failure(HttpClient client, String host) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://" + host + ":" + port() + "/"))
                .build();
        IOException failed = catchThrowableOfType(
                IOException.class, () -> client.send(request, HttpResponse.BodyHandlers.discarding()));
        return TlsFailure.of(failed);
    }

    private static Diagnostic lost(String host, Path truststore, String password) {
        try (KafkaConnection connection = connection(host, truststore, password)) {
            RequestResult<?> answer =
                    RequestResult.of(connection.admin().describeCluster().clusterId());
            KgitException lost =
                    catchThrowableOfType(KgitException.class, () -> ConnectivityDiagnosis.orThrow(answer, connection));
            return lost.diagnostics().get(0);
        }
    }

    private static KafkaConnection connection(String host, Path truststore, String password) {
        SortedMap<String, FieldValue> given = new TreeMap<>();
        given.put("bootstrap.servers", FieldValue.of(host + ":" + port()));
        given.put("security.protocol", FieldValue.of("SSL"));
        if (truststore != null) {
            given.put("ssl.truststore.location", FieldValue.of(truststore.toString()));
            given.put("ssl.truststore.password", FieldValue.secret(password, null));
        }
        return KafkaConnection.to(given, Duration.ofSeconds(20), Redactor.NONE);
    }
}
