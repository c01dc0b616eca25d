package dev.kgit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.kgit.concurrent.ShutdownHooks;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.Promptly;
import dev.kgit.fixture.RealServers;
import dev.kgit.kinds.topic.live.KafkaTopics;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.KgitException;
import dev.kgit.sandbox.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@RealServers
class UnreachableTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** For ports that answer at once: only a busy machine takes longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void saysThatNothingListensThere() {
        int port = FreePorts.take(1).get(0);

        Diagnostic why = world(Map.of("bootstrap.servers", "127.0.0.1:" + port));

        assertThat(why.code()).isEqualTo("KG400");
        assertThat(why.message()).contains("nothing listens at 127.0.0.1:" + port);
        assertThat(why.hint()).contains("is the broker running");
    }

    @Test
    void saysThatWhatListensThereIsNoBrokerForThisProtocol() {
        String servers = Brokers.shared().bootstrapServers();

        Diagnostic why = world(Map.of(
                "bootstrap.servers",
                servers,
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\"p\";"));

        assertThat(why.code()).isIn("KG400", "KG407");
    }

    @Test
    void saysThatAWebServerListensThereInsteadOfBelievingTheLengthThatItSeemsToName() throws IOException {
        HttpServer web = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        web.start();
        try {
            Diagnostic why = world(
                    Map.of("bootstrap.servers", "127.0.0.1:" + web.getAddress().getPort()));

            assertThat(why.code()).isEqualTo("KG412");
            assertThat(why.message()).contains("speaks HTTP");
            assertThat(why.hint()).contains("Connect worker");
        } finally {
            web.stop(0);
        }
    }

    @Test
    void saysThatWhatListensThereWantsTls() throws IOException {
        assertThat(greeted(new byte[] {0x15, 3, 3, 0, 2, 2, 50}))
                .satisfies(why -> assertThat(why.message()).contains("speaks TLS"))
                .satisfies(why -> assertThat(why.hint()).contains("security.protocol"));
    }

    @Test
    void saysThatWhatListensThereIsAController() throws IOException {
        // ApiVersions, version 0, with one request that is not METADATA.
        assertThat(greeted(new byte[] {0, 0, 0, 16, 0x6b, 0x67, 0x69, 0x74, 0, 0, 0, 0, 0, 1, 0, 18, 0, 0, 0, 4})
                        .message())
                .contains("is a KRaft controller");
    }

    @Test
    void saysThatSomethingElseListensThere() throws IOException {
        assertThat(greeted("SSH-2.0-OpenSSH\r\n".getBytes(StandardCharsets.UTF_8))
                        .message())
                .contains("does not speak Kafka's protocol");
    }

    @Test
    void goesOnToTheBrokerThatStandsBesideAStranger() throws IOException {
        HttpServer web = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        web.start();
        String both = "127.0.0.1:" + web.getAddress().getPort() + ", "
                + Brokers.shared().bootstrapServers();

        assertThat(ProtocolProbe.of(both, 2_000).kind()).isEqualTo(ProtocolProbe.Kind.BROKER);

        web.stop(0);
    }

    /** The complaint about a port that says this whatever it is asked. */
    private static Diagnostic greeted(byte[] answer) throws IOException {
        try (ServerSocket port = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answerAll(port, answer));
            server.setDaemon(true);
            server.start();
            Diagnostic why = world(Map.of("bootstrap.servers", "127.0.0.1:" + port.getLocalPort()), PATIENCE);
            assertThat(why.code()).isEqualTo("KG412");
            return why;
        }
    }

    private static void answerAll(ServerSocket port, byte[] answer) {
        while (!port.isClosed()) {
            try (Socket client = port.accept()) {
                client.getInputStream().read(new byte[100]);
                client.getOutputStream().write(answer);
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Test
    void namesPropertiesThatKafkaDoesNotKnowWhenItCanNotConnect() {
        int port = FreePorts.take(1).get(0);

        Diagnostic why = world(Map.of("bootstrap.servers", "127.0.0.1:" + port, "protocol.security", "SSL"));

        assertThat(why.hint()).contains("protocol.security");
    }

    @Test
    void saysThatTheAddressIsNotKnown() {
        assertThat(world(Map.of("bootstrap.servers", "no-such-host.invalid:9092"))
                        .code())
                .isEqualTo("KG402");
    }

    @Test
    void keepsToItsTimeout() {
        int port = FreePorts.take(1).get(0);

        Promptly.within(TIMEOUT.plusSeconds(3), () -> world(Map.of("bootstrap.servers", "127.0.0.1:" + port)));
    }

    @Test
    void refusesPropertiesWithoutServers() {
        assertThatThrownBy(() -> connect(Map.of("security.protocol", "SSL")))
                .isInstanceOf(KgitException.Invalid.class)
                .hasMessageContaining("KG404");
    }

    @Test
    void refusesConfigProviders() {
        assertThatThrownBy(() -> connect(Map.of(
                        "bootstrap.servers", "localhost:1",
                        "config.providers", "file",
                        "config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider")))
                .isInstanceOf(KgitException.Invalid.class)
                .hasMessageContaining("config.providers");
    }

    @Test
    void namesEveryPropertyOfTheWrongKindButNoSecret() {
        KgitException.Invalid wrong = invalid(Map.of(
                "bootstrap.servers", "localhost:9092",
                "security.protocol", "PLAINTXT",
                "request.timeout.ms", "soon",
                "ssl.key.password", "hunter2"));

        assertThat(wrong.diagnostics()).extracting(Diagnostic::code).containsOnly("KG404");
        assertThat(wrong.diagnostics().toString())
                .contains("security.protocol", "request.timeout.ms")
                .doesNotContain("hunter2");
    }

    @Test
    void doesNotRepeatPiecesOfABadlyQuotedJaasConfig() {
        KgitException.Invalid wrong = invalid(
                Map.of(
                        "bootstrap.servers", "localhost:9092",
                        "security.protocol", "SASL_PLAINTEXT",
                        "sasl.mechanism", "PLAIN",
                        "sasl.jaas.config",
                                "org.apache.kafka.common.security.plain.PlainLoginModule required username=u password=se\"cr et;"));

        assertThat(wrong.diagnostics().toString()).contains("sasl.jaas.config").doesNotContain("'et'", "cr et", "se\"");
    }

    @Test
    void saysThatAKeyStoreIsMissing() {
        KgitException.Invalid wrong = invalid(Map.of(
                "bootstrap.servers", "localhost:9092",
                "security.protocol", "SSL",
                "ssl.truststore.location", "/nowhere/trust.jks",
                "ssl.truststore.password", "hunter2"));

        assertThat(wrong.diagnostics().toString())
                .contains("/nowhere/trust.jks")
                .doesNotContain("hunter2");
    }

    private static Diagnostic world(Map<String, String> properties) {
        return world(properties, TIMEOUT);
    }

    private static Diagnostic world(Map<String, String> properties, Duration timeout) {
        try (KafkaTopics kafka = connect(properties, timeout)) {
            KgitException.Unavailable world =
                    catchThrowableOfType(KgitException.Unavailable.class, () -> kafka.read(Set::of));
            assertThat(world).isNotNull();
            return world.diagnostics().get(0);
        }
    }

    private static KgitException.Invalid invalid(Map<String, String> properties) {
        try (KafkaTopics kafka = connect(properties)) {
            KgitException.Invalid invalid =
                    catchThrowableOfType(KgitException.Invalid.class, () -> kafka.read(Set::of));
            assertThat(invalid).isNotNull();
            return invalid;
        }
    }

    private static KafkaTopics connect(Map<String, String> properties) {
        return connect(properties, TIMEOUT);
    }

    private static KafkaTopics connect(Map<String, String> properties, Duration timeout) {
        SortedMap<String, FieldValue> settings = new TreeMap<>();
        properties.forEach((key, value) -> settings.put(key, FieldValue.of(value)));
        return KafkaTopics.connect(settings, timeout, Clock.systemUTC(), ShutdownHooks.NONE);
    }
}
