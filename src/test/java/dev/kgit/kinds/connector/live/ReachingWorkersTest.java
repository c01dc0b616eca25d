package dev.kgit.kinds.connector.live;

import static dev.kgit.kinds.connector.live.ConnectWorkersTest.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kgit.cluster.OperationResult;
import dev.kgit.connect.MessageSanitizer;
import dev.kgit.fixture.AloneOnTheWorker;
import dev.kgit.fixture.FaultyProxy;
import dev.kgit.fixture.Promptly;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.SecureFront;
import dev.kgit.fixture.Workers;
import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.connector.ConnectorOperation;
import dev.kgit.model.Declared;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment.ConnectEndpoint;
import dev.kgit.model.Environment.Tls;
import dev.kgit.model.FieldValue;
import dev.kgit.model.KgitException;
import dev.kgit.model.Redactor;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import dev.kgit.sandbox.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Getting to a worker, and what is said where that fails. */
@RealServers
@AloneOnTheWorker
class ReachingWorkersTest {

    /** For who never answers, or not well: they are asked until it is over. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** For who answers at once: only a busy machine takes longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FaultyProxy proxy = FaultyProxy.before(Workers.shared().url());

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        proxy.close();
    }

    private static FieldValue secret(String value) {
        return FieldValue.secret(value, null);
    }

    private static ConnectWorkers with(
            Duration timeout,
            @Nullable String user,
            @Nullable String password,
            @Nullable Tls tls,
            Map<String, String> headers,
            String... urls) {
        SortedMap<String, FieldValue> settings = new TreeMap<>();
        headers.forEach((name, value) -> settings.put(name, secret(value)));
        return ConnectWorkers.at(
                "main",
                new ConnectEndpoint(
                        List.of(urls),
                        user == null ? null : FieldValue.of(user),
                        password == null ? null : secret(password),
                        tls,
                        settings),
                timeout,
                new Redactor(List.of()));
    }

    /** Reads, and tells why that failed; within the timeout of who never answers, and a little. */
    private static Diagnostic trouble(ConnectWorkers connect) {
        try (connect) {
            KgitException.Unavailable world = Promptly.within(
                    TIMEOUT.plusSeconds(2),
                    () -> catchThrowableOfType(KgitException.Unavailable.class, () -> connect.read(Set::of)));
            assertThat(world).isNotNull();
            assertThat(world.diagnostics()).hasSize(1);
            assertThat(world.diagnostics().get(0).hint()).isNotEmpty();
            return world.diagnostics().get(0);
        }
    }

    private static String nobody() {
        return "http://127.0.0.1:" + FreePorts.take(1).get(0);
    }

    @Test
    void nobodyThereToSayWhatIsSecret() {
        State declared = Declared.state(Declared.connector("main", "sink")
                .config("connector.class", "x.Sink")
                .config("handshake", "shh!"));
        try (ConnectWorkers connect = at(TIMEOUT, nobody())) {
            assertOnlyTheClassShows(connect, declared);
        }
    }

    private static void assertOnlyTheClassShows(ConnectWorkers connect, State declared) {
        State marked =
                connect.secretKeys(declared.resources().values()).markedIn(declared, BuiltInKinds.ALL::mayHoldSecret);
        SortedMap<String, FieldValue> config = Objects.requireNonNull(marked.get(ConnectorKind.id("main", "sink")))
                .config();
        assertThat(config.values().stream().filter(setting -> !setting.sensitive()))
                .containsExactly(Objects.requireNonNull(config.get("connector.class")));
    }

    private static State moody() {
        return Declared.state(Declared.connector("main", "sink")
                .config("connector.class", "dev.kgit.fixture.MoodyConnector")
                .config("handshake", "shh!")
                .config("other", "plain"));
    }

    @Test
    void aWorkerThatCannotSayWhatIsSecret() {
        for (int status : List.of(400, 404, 500)) {
            proxy.json("GET /connector-plugins/.*/config", 99, status, "{\"error_code\":500,\"message\":\"no\"}")
                    .json("PUT /connector-plugins/.*", 99, status, "{\"error_code\":500,\"message\":\"no\"}");
            try (ConnectWorkers connect = at(TIMEOUT, proxy.url())) {
                assertOnlyTheClassShows(connect, moody());
            }
        }
    }

    @Test
    void aWorkerThatSaysWhatIsSecretOnlyWhenItValidates() {
        proxy.json("GET /connector-plugins/.*/config", 99, 404, "{\"error_code\":404,\"message\":\"HTTP 404\"}");
        try (ConnectWorkers connect = at(proxy.url())) {
            State marked =
                    connect.secretKeys(moody().resources().values()).markedIn(moody(), BuiltInKinds.ALL::mayHoldSecret);
            SortedMap<String, FieldValue> config = Objects.requireNonNull(marked.get(ConnectorKind.id("main", "sink")))
                    .config();
            assertThat(Objects.requireNonNull(config.get("handshake")).sensitive())
                    .isTrue();
            assertThat(Objects.requireNonNull(config.get("other")).sensitive()).isFalse();
        }
    }

    @Test
    void quotesNoHeaderThatCanSayAnything() {
        proxy.answer("GET /", 99, 200, "text/canary; x=c4nary", "hello");

        assertThat(trouble(at(proxy.url())).message()).doesNotContain("canary").doesNotContain("c4nary");
    }

    @Test
    void quotesNoWordOfHealthThatIsNotKnown() {
        proxy.json("GET /health", 99, 500, "{\"status\":\"c4nary\"}");

        assertThat(trouble(at(TIMEOUT, proxy.url())).message()).doesNotContain("c4nary");
    }

    @Test
    void quotesNothingOfAListThatFails() {
        proxy.json("GET /connectors\\?.*", 99, 500, "{\"error_code\":500,\"message\":\"c4nary\"}")
                .json("GET /connectors", 99, 500, "{\"error_code\":500,\"message\":\"no value for c4nary\"}");

        assertThat(trouble(at(TIMEOUT, proxy.url())).message())
                .contains("HTTP 500", MessageSanitizer.WITHHELD)
                .doesNotContain("c4nary");
    }

    @Test
    void nobodyThere() {
        String url = nobody();

        Diagnostic trouble = trouble(at(TIMEOUT, url));

        assertThat(trouble.code()).isEqualTo("KG450");
        assertThat(trouble.message()).contains("main", url, "refused");
    }

    @Test
    void noSuchHost() {
        Diagnostic trouble = trouble(at(TIMEOUT, "http://no-such-host.invalid:8083"));

        assertThat(trouble.code()).isEqualTo("KG450");
        assertThat(trouble.message()).contains("no-such-host.invalid", "host name");
    }

    @Test
    void noAnswer() {
        proxy.lose(".*", 99);

        assertThat(trouble(at(TIMEOUT, proxy.url())).code()).isEqualTo("KG451");
    }

    @Test
    void notLetIn() {
        proxy.answer(".*", 99, 401, "text/html", "<html>who are you</html>");
        assertThat(trouble(at(proxy.url())).code()).isEqualTo("KG452");
    }

    @Test
    void forbidden() {
        proxy.json(".*", 99, 403, "{}");
        assertThat(trouble(at(proxy.url())).message()).contains("403");
    }

    @Test
    void aWebPageIsNotConnect() {
        proxy.answer(".*", 99, 200, "text/html", "<html>welcome</html>");

        Diagnostic trouble = trouble(at(proxy.url()));

        assertThat(trouble.code()).isEqualTo("KG454");
        assertThat(trouble.message()).contains("text/html");
    }

    @Test
    void anotherRestServiceIsNotConnect() {
        proxy.json(".*", 99, 200, "{\"name\":\"node-1\",\"version\":{\"number\":\"9\"}}");
        assertThat(trouble(at(proxy.url())).code()).isEqualTo("KG454");
    }

    @Test
    void aBrokersPortIsNotConnect() {
        Diagnostic trouble = trouble(at("http://" + Workers.shared().bootstrapServers()));

        assertThat(trouble.code()).isEqualTo("KG454");
        assertThat(trouble.hint()).contains("8083");
    }

    @Test
    void redirectsAreNotFollowed() {
        proxy.answer(".*", 99, 302, "text/html", "<html>elsewhere</html>");

        assertThat(trouble(at(proxy.url())).code()).isEqualTo("KG454");
        assertThat(proxy.seen()).hasSize(1);
    }

    @Test
    void noTlsAtTheOtherEnd() {
        assertThat(trouble(at(Workers.shared().url().replace("http:", "https:")))
                        .code())
                .isEqualTo("KG453");
    }

    @Test
    void aPortThatSaysNothing() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(trouble(at(TIMEOUT, "http://127.0.0.1:" + mute.getLocalPort()))
                            .code())
                    .isEqualTo("KG451");
        }
    }

    @Test
    void theNextWorkerIsAskedWhereOneIsDown() {
        try (ConnectWorkers connect = at(nobody(), proxy.url())) {
            assertThat(connect.read(Set::of).platform().connect().get("main").url())
                    .isEqualTo(proxy.url());
        }
    }

    @Test
    void theNextWorkerIsAskedWhereOneIsSilent() {
        try (FaultyProxy silent = FaultyProxy.before(Workers.shared().url()).lose(".*", 99);
                ConnectWorkers connect =
                        with(Duration.ofSeconds(9), null, null, null, Map.of(), silent.url(), proxy.url())) {
            assertThat(connect.read(Set::of).platform().connect()).containsKey("main");
        }
    }

    @Test
    void theNextWorkerIsWrittenToWhereOneGoesDown() {
        FaultyProxy dying = FaultyProxy.before(Workers.shared().url());
        try (ConnectWorkers connect = at(dying.url(), proxy.url())) {
            connect.read(Set::of);
            dying.close();
            OperationResult outcome = connect.execute(
                            List.of(new ConnectorOperation.DeleteConnector(ConnectorKind.id("main", "nobody"))),
                            progress -> {})
                    .get(0);

            assertThat(outcome.failure()).isNull();
        }
    }

    @Test
    void anUnreachableClusterFailsEachAction() {
        try (ConnectWorkers connect = at(TIMEOUT, nobody())) {
            List<OperationResult> outcomes = connect.execute(
                    List.of(
                            new ConnectorOperation.DeleteConnector(ConnectorKind.id("main", "a")),
                            new ConnectorOperation.RestartConnector(ConnectorKind.id("main", "b"))),
                    progress -> {});

            assertThat(outcomes).hasSize(2).allSatisfy(outcome -> {
                assertThat(outcome.failure()).isNotNull();
                assertThat(outcome.failure().code()).isEqualTo("KG450");
                assertThat(outcome.failure().subject())
                        .isEqualTo(outcome.action().id());
            });
        }
    }

    @Test
    void sendsCredentialsAndHeaders() {
        try (ConnectWorkers connect =
                with(PATIENCE, "reader", "pass:word", null, Map.of("X-Team", "kgit"), proxy.url() + "/")) {
            connect.read(Set::of);
        }

        assertThat(proxy.header("Authorization")).isEqualTo("Basic cmVhZGVyOnBhc3M6d29yZA==");
        assertThat(proxy.header("X-Team")).isEqualTo("kgit");
    }

    @Test
    void takesCredentialsOutOfTheUrl() {
        proxy.answer("GET /health", 99, 403, "text/html", "");

        Diagnostic trouble = trouble(at(proxy.url().replace("http://", "http://reader:secret-word@")));

        assertThat(proxy.header("Authorization")).isEqualTo("Basic cmVhZGVyOnNlY3JldC13b3Jk");
        assertThat(trouble.toString()).contains(proxy.url()).doesNotContain("secret-word", "reader");
    }

    @Test
    void whatAWorkerRepeatsOfTheCredentialsDoesNotShow() {
        proxy.alwaysError("GET /connectors.*", 500, "bad token letmein-4711 for reader");
        ResourceId id = ConnectorKind.id("main", "c");
        try (ConnectWorkers connect = with(TIMEOUT, "reader", "letmein-4711", null, Map.of(), proxy.url())) {
            assertThatThrownBy(() -> connect.read(() -> Set.of(id)))
                    .isInstanceOf(KgitException.Unavailable.class)
                    .hasMessageNotContaining("letmein-4711");
        }
    }

    @Test
    void speaksTlsWithItsOwnTrustAndCertificate() throws Exception {
        SecureFront.makeKeys(folder);
        Tls both = new Tls(
                folder.resolve("trust.p12").toString(),
                secret(SecureFront.PASSWORD),
                folder.resolve("client.p12").toString(),
                secret(SecureFront.PASSWORD));
        Tls trustOnly = new Tls(both.truststore(), both.truststorePassword(), null, null);
        try (SecureFront front = SecureFront.before(Workers.shared().url(), folder);
                ConnectWorkers connect = with(PATIENCE, null, null, both, Map.of(), front.url())) {
            assertThat(connect.read(Set::of).platform().connect()).containsKey("main");
            assertThat(trouble(at(front.url())).code()).as("no trust").isEqualTo("KG453");
            assertThat(trouble(with(PATIENCE, null, null, trustOnly, Map.of(), front.url()))
                            .code())
                    .as("no certificate: the other end hangs up, with TLS 1.3 sometimes without a word")
                    .isIn("KG453", "KG454");
        }
    }

    @Test
    void aKeyStoreThatCannotBeReadIsTheUsersToMend() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.p12"), "not a key store");
        Tls tls = new Tls(broken.toString(), secret("pass-phrase"), null, null);

        assertThatThrownBy(() -> with(PATIENCE, null, null, tls, Map.of(), proxy.url()))
                .isInstanceOf(KgitException.Invalid.class)
                .hasMessageContaining("KG459")
                .hasMessageContaining("broken.p12")
                .hasMessageNotContaining("pass-phrase");
    }

    @Test
    void aUrlThatIsNoneIsTheUsersToMend() {
        for (String url :
                List.of("localhost:8083", "ftp://x", "http://", "http://us er:pw-4711@x", "http:///connectors")) {
            assertThatThrownBy(() -> at(url))
                    .as(url)
                    .isInstanceOf(KgitException.Invalid.class)
                    .hasMessageContaining("KG459")
                    .hasMessageNotContaining("pw-4711");
        }
        assertThatThrownBy(() -> at(new String[0])).isInstanceOf(KgitException.Invalid.class);
        assertThatThrownBy(() -> with(PATIENCE, null, null, null, Map.of("Host", "elsewhere"), proxy.url()))
                .isInstanceOf(KgitException.Invalid.class)
                .hasMessageContaining("Host");
    }
}
