package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.Await;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.SecuredBrokers;
import dev.kgit.fixture.Workers;
import dev.kgit.sandbox.EmbeddedConnectWorker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The environment {@code prod} of this project on three brokers with an authorizer and logins: its principals have just what
 * they need, and a mail's event arrives. What differs from it are addresses, the mechanism, and the HTTP sink, which is
 * Camel's as in the sandbox.
 */
@RealServers
class ProductionAccessTest {

    private static final List<String> OF_CONFLUENT = List.of(
            "http.api.url",
            "headers",
            "batch.max.size",
            "batch.json.as.array",
            "concurrency.limit",
            "request.method",
            "request.body.format",
            "value.converter.schemas.enable",
            "confluent.license",
            "confluent.topic.bootstrap.servers",
            "confluent.topic.replication.factor",
            "confluent.topic.security.protocol",
            "confluent.topic.sasl.mechanism",
            "confluent.topic.sasl.jaas.config",
            "reporter.bootstrap.servers",
            "reporter.error.topic.name",
            "reporter.error.topic.replication.factor",
            "reporter.result.topic.name",
            "reporter.result.topic.replication.factor",
            "reporter.admin.security.protocol",
            "reporter.admin.sasl.mechanism",
            "reporter.admin.sasl.jaas.config",
            "reporter.producer.security.protocol",
            "reporter.producer.sasl.mechanism",
            "reporter.producer.sasl.jaas.config");

    @TempDir
    Path folder;

    private final Queue<String> arrived = new ConcurrentLinkedQueue<>();

    private CliFixture repository(String url) throws IOException {
        CliFixture kgit = CliFixture.repository(folder.resolve("broker"), "message-broker");
        for (String layer : List.of("base", "prod")) {
            Path from = Path.of("environments", layer);
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    kgit.write(file.toString().replace('\\', '/'), Files.readString(file));
                }
            }
        }
        kgit.write("environments/secured/environment.yaml", """
                extends: [base, prod]
                kafka:
                  bootstrap.servers: ${{ env.SERVERS }}
                  security.protocol: ${{ env.PROTOCOL }}
                  sasl.mechanism: PLAIN
                  sasl.jaas.config: >-
                    org.apache.kafka.common.security.plain.PlainLoginModule required
                    username="${{ env.KAFKA_USER:-nobody }}" password="${{ secret.KAFKA_PASSWORD }}";
                connect: { main: { url: "${{ env.CONNECT_URL }}" } }
                variables:
                  replicas: 3
                  connectBootstrapServers: ${{ env.SERVERS }}
                  connectListeners: http://127.0.0.1:0
                  connectAdvertisedHost: localhost
                  connectPort: 8083
                  connectPluginPath: target/plugins
                  connectJaas: ${{ secret.KAFKA_PASSWORD }}
                  notificationUrl: "%s"
                  notificationApiKey: ${{ secret.KAFKA_PASSWORD }}
                  confluentLicense: ""
                defaults: { topics: { replicationFactor: 3, config: { min.insync.replicas: 2 } } }
                prune: true
                """.formatted(url));
        StringBuilder sink = new StringBuilder("""
                connectors:
                  http-sink-test:
                    config:
                      connector.class: org.apache.camel.kafkaconnector.CamelSinkConnector
                      tasks.max: 1
                      camel.sink.url: ${{ var.notificationUrl }}
                      value.converter: org.apache.kafka.connect.storage.StringConverter
                      errors.deadletterqueue.topic.name: http-error-topic
                      errors.deadletterqueue.topic.replication.factor: ${{ var.replicas }}
                """);
        OF_CONFLUENT.forEach(key -> sink.append("      ").append(key).append(": null\n"));
        kgit.write("environments/secured/sink.yaml", sink.toString());
        kgit.commit("Production on other addresses");
        return kgit;
    }

    private static void as(CliFixture kgit, String user) {
        kgit.env("KAFKA_USER", user).env("KAFKA_PASSWORD", SecuredBrokers.passwordOf(user));
    }

    private static void done(Result result) {
        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.DONE);
    }

    @Test
    void deliversAMailsEventWithLeastPrivilege() throws Exception {
        HttpServer endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/", exchange -> {
            try (exchange) {
                arrived.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        endpoint.start();
        String url = "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/events";
        try (Brokers brokers = SecuredBrokers.start(3, List.of("connect", "mailer", "kgit", "kgit-plan"), Map.of())) {
            CliFixture kgit = repository(url)
                    .env("SERVERS", brokers.internalServers())
                    .env("PROTOCOL", "PLAINTEXT")
                    .env("CONNECT_URL", "http://127.0.0.1:1");
            as(kgit, "nobody");
            // A super user begins: somebody has to be let in before there is any ACL.
            done(kgit.run(
                    "-e", "secured", "apply", "--auto-approve", "--target", "topic/*", "--target", "principal/*"));

            try (EmbeddedConnectWorker worker = EmbeddedConnectWorker.start(worker(brokers))) {
                kgit.env("SERVERS", brokers.bootstrapServers())
                        .env("PROTOCOL", "SASL_PLAINTEXT")
                        .env("CONNECT_URL", worker.url());
                as(kgit, "kgit");
                done(kgit.run("-e", "secured", "apply", "--auto-approve"));
                sendsAsTheMailer(brokers, "{\"to\":\"ann\"}");
                Await.until(() -> arrived.contains("{\"to\":\"ann\"}"));

                as(kgit, "kgit-plan");
                Result plan = kgit.run("-e", "secured", "plan", "--detailed-exitcode");
                done(plan);
                assertThat(plan.out()).contains("No changes").doesNotContain("not readable");
                done(kgit.run("-e", "secured", "drift"));
            }
        } finally {
            endpoint.stop(0);
        }
    }

    private static Map<String, String> worker(Brokers brokers) {
        Map<String, String> properties = new HashMap<>(Workers.properties("connect"));
        properties.put("offset.storage.partitions", "25");
        properties.put("status.storage.partitions", "5");
        properties.put("plugin.path", Path.of("target/plugins").toAbsolutePath().toString());
        SecuredBrokers.login(brokers, "connect").forEach((key, value) -> {
            for (String client :
                    key.equals("bootstrap.servers") ? new String[] {""} : new String[] {"", "producer.", "consumer."}) {
                properties.put(client + key, value.toString());
            }
        });
        return properties;
    }

    private static void sendsAsTheMailer(Brokers brokers, String event) throws Exception {
        try (KafkaProducer<String, String> mailer = new KafkaProducer<>(
                SecuredBrokers.login(brokers, "mailer"), new StringSerializer(), new StringSerializer())) {
            mailer.send(new ProducerRecord<>("email_verification", "ann", event))
                    .get();
        }
    }
}
