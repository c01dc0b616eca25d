package dev.kgit.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.kinds.principal.PrincipalKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.DesiredState;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The project's own root is a desired-state repository: the message broker in three environments. */
class OwnEnvironmentsTest {

    private static final String SAMPLE_KEY_SHA_256 = "b8b9b4c29f914233857d037b81b9ce4b339e98085885efb173b7a1c7f27fd931";

    /** Also where further digits stand around it: every 32 of them in a row are looked at. */
    private static final Pattern KEY = Pattern.compile("(?=([0-9a-fA-F]{32}))");

    private static final Set<String> NO_SOURCES = Set.of(".git", "target");

    private static final Map<String, String> SECRETS = Map.of(
            "NOTIFICATION_API_KEY", "s3cr3t-api-key",
            "KAFKA_PASSWORD", "s3cr3t-kafka",
            "CONNECT_PASSWORD", "s3cr3t-connect",
            "CONNECT_KAFKA_PASSWORD", "s3cr3t-connect-kafka",
            "CONFLUENT_LICENSE", "s3cr3t-license");

    private static ReadResult<EnvironmentSettings> environment(
            String name, Map<String, String> env, Map<String, String> secrets) {
        WorkingTree tree = new WorkingTree(Path.of(""));
        return ManifestRepository.open(tree, tree, new SampleLookups(env, secrets), BuiltInKinds.SECTIONS)
                .environment(name);
    }

    private static DesiredState desired(String name, Map<String, String> env, Map<String, String> secrets) {
        WorkingTree tree = new WorkingTree(Path.of(""));
        ManifestRepository repository =
                ManifestRepository.open(tree, tree, new SampleLookups(env, secrets), BuiltInKinds.SECTIONS);
        ReadResult<EnvironmentSettings> environment = repository.environment(name);
        assertThat(environment.diagnostics()).isEmpty();
        ReadResult<DesiredState> desired = repository.desired(Objects.requireNonNull(environment.value()));
        assertThat(desired.diagnostics()).isEmpty();
        return Objects.requireNonNull(desired.value());
    }

    private static SortedMap<String, String> config(Resource resource) {
        SortedMap<String, String> config = new TreeMap<>();
        resource.config().forEach((key, value) -> config.put(key, value.text()));
        return config;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "dev", "prod"})
    void declareEveryTopicInternalTopicAndConnectorOfTheMessageBroker(String name) {
        DesiredState desired = desired(name, Map.of(), SECRETS);

        assertThat(desired.project()).isEqualTo("message-broker");
        assertThat(desired.state().ids())
                .filteredOn(id -> !id.isOf(PrincipalKind.NAME))
                .extracting(ResourceId::toString)
                .containsExactly(
                        "topic/_confluent-command",
                        "topic/connect-configs",
                        "topic/connect-offsets",
                        "topic/connect-status",
                        "topic/email_verification",
                        "topic/http-error-topic",
                        "topic/http-success-topic",
                        "connector/main/http-sink-test");
    }

    @Test
    void declareInProductionWhoMayDoWhat() {
        assertThat(desired("prod", Map.of(), SECRETS).state().ids())
                .filteredOn(id -> id.isOf(PrincipalKind.NAME))
                .extracting(ResourceId::name)
                .containsExactly("User:connect", "User:kgit", "User:kgit-plan", "User:mailer");
    }

    @Test
    void needNoEnvironmentVariableForTheSandboxAndTakeItsAddressesFromIt() {
        assertThat(desired("sandbox", Map.of(), Map.of()).environment().kafka().get("bootstrap.servers"))
                .hasToString("localhost:9092");

        DesiredState moved = desired(
                "sandbox",
                Map.of(
                        "KGIT_SANDBOX_BOOTSTRAP_SERVERS", "localhost:19092",
                        "KGIT_SANDBOX_CONNECT_URL", "http://localhost:18083",
                        "KGIT_SANDBOX_NOTIFICATION_URL", "http://localhost:13000/events"),
                Map.of());
        assertThat(moved.environment().kafka().get("bootstrap.servers")).hasToString("localhost:19092");
        assertThat(Objects.requireNonNull(moved.environment().connect().get("main"))
                        .urls())
                .containsExactly("http://localhost:18083");
        Resource sink = Reading.connector(moved, "main", "http-sink-test");
        assertThat(sink.config("camel.sink.url")).isEqualTo("http://localhost:13000/events");
        assertThat(sink.config("connector.class")).isEqualTo("org.apache.camel.kafkaconnector.CamelSinkConnector");
    }

    @Test
    void configureTheHttpSinkOfDevInFull() {
        DesiredState desired = desired("dev", Map.of(), SECRETS);

        Resource sink = Reading.connector(desired, "main", "http-sink-test");
        SortedMap<String, String> expected = new TreeMap<>();
        expected.put("connector.class", "io.confluent.connect.http.HttpSinkConnector");
        expected.put("http.api.url", "http://notification-service-api-1:3000/v1/events/trigger");
        expected.put("headers", "Content-Type:application/json|Authorization:ApiKey s3cr3t-api-key");
        expected.put("topics", "email_verification");
        expected.put("tasks.max", "1");
        expected.put("batch.max.size", "1");
        expected.put("batch.json.as.array", "false");
        expected.put("concurrency.limit", "5");
        expected.put("request.method", "POST");
        expected.put("request.body.format", "json");
        expected.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        expected.put("value.converter.schemas.enable", "false");
        expected.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        expected.put("confluent.topic.bootstrap.servers", "kafka:29092");
        expected.put("reporter.bootstrap.servers", "kafka:29092");
        expected.put("reporter.error.topic.name", "http-error-topic");
        expected.put("reporter.result.topic.name", "http-success-topic");
        expected.put("reporter.error.topic.replication.factor", "1");
        expected.put("reporter.result.topic.replication.factor", "1");
        expected.put("errors.tolerance", "all");
        expected.put("errors.log.enable", "true");
        expected.put("errors.log.include.messages", "true");
        expected.put("confluent.license", "");
        assertThat(config(sink)).isEqualTo(expected);
        assertThat(Objects.requireNonNull(sink.field("config.headers")).shown())
                .isEqualTo("Content-Type:application/json|Authorization:ApiKey " + FieldValue.REDACTED);
    }

    @Test
    void keepThreeCopiesInProdAndSayWhichSecretsAreMissing() {
        DesiredState desired = desired("prod", Map.of(), SECRETS);

        assertThat(desired.state().resources().values())
                .filteredOn(resource -> resource.id().isOf(TopicKind.NAME))
                .allSatisfy(topic -> {
                    assertThat(topic.text("replicationFactor")).isEqualTo("3");
                    assertThat(topic.config("min.insync.replicas")).isEqualTo("2");
                });
        assertThat(desired.environment().kafka().get("security.protocol")).hasToString("SASL_SSL");
        assertThat(desired.toString()).doesNotContain("s3cr3t");
        assertThat(environment("prod", Map.of(), Map.of()).diagnostics())
                .extracting(problem -> problem.code())
                .containsOnly("KG035");
    }

    /** The description of the platform has a key in it; it is known here by its hash alone. */
    @Test
    void holdNoSampleOfAKey() throws Exception {
        for (Path file : filesOfTheProject()) {
            for (String key : possibleKeys(Files.readString(file, StandardCharsets.ISO_8859_1))) {
                assertThat(sha256(key)).as("%s has the sample key", file).isNotEqualTo(SAMPLE_KEY_SHA_256);
            }
        }
    }

    @Test
    void wouldFindAKeyWhateverStandsAroundIt() throws Exception {
        String key = "00112233445566778899aabbccddeeff";
        assertThat(possibleKeys("ApiKey " + key + "\"")).containsExactly(key);
        assertThat(possibleKeys("abc" + key.toUpperCase(Locale.ROOT) + "0")).contains(key);
        assertThat(sha256("abc")).startsWith("ba7816bf8f01cfea");
    }

    private static List<String> possibleKeys(String text) {
        return KEY.matcher(text)
                .results()
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .toList();
    }

    /** All that may be committed: not what builds and editors leave behind. */
    private static List<Path> filesOfTheProject() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(Path.of("").toAbsolutePath(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NO_SOURCES.contains(String.valueOf(folder.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(files).extracting(file -> file.getFileName().toString()).contains("kgit.yaml", "README.md");
        return files;
    }

    private static String sha256(String word) throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(word.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(hash);
    }
}
