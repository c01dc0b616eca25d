package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.Await;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A broker with an authorizer, and a principal that may look at one topic and do no more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RealServers
class DoctorTest {

    private static final String PASSWORD = "reader-password";

    @TempDir
    Path folder;

    private Brokers brokers;

    @BeforeAll
    void start() throws Exception {
        brokers = Brokers.start(
                1,
                Map.of(
                        "authorizer.class.name",
                        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "super.users",
                        "User:ANONYMOUS",
                        "listener.security.protocol.map",
                        "EXTERNAL:SASL_PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "sasl.enabled.mechanisms",
                        "PLAIN",
                        "listener.name.external.plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required user_reader=\"" + PASSWORD
                                + "\";"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers.internalServers()))) {
            admin.createTopics(List.of(new NewTopic("seen", 1, (short) 1), new NewTopic("hidden", 1, (short) 1)))
                    .all()
                    .get();
            AclBinding describe = allow(AclOperation.DESCRIBE);
            admin.createAcls(List.of(describe, allow(AclOperation.DESCRIBE_CONFIGS)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    void stop() {
        brokers.close();
    }

    private static AclBinding allow(AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, "seen", PatternType.LITERAL),
                new AccessControlEntry("User:reader", "*", operation, AclPermissionType.ALLOW));
    }

    private CliFixture reader() {
        return CliFixture.repository(folder.resolve("reader"), "shop")
                .env("READER", PASSWORD)
                .write("environments/dev/environment.yaml", """
                        kafka:
                          bootstrap.servers: "%s"
                          security.protocol: SASL_PLAINTEXT
                          sasl.mechanism: PLAIN
                          sasl.jaas.config: org.apache.kafka.common.security.plain.PlainLoginModule required username="reader" password="${{ secret.READER }}";
                        """.formatted(brokers.bootstrapServers()))
                .write(
                        "environments/dev/topics.yaml",
                        "topics: { seen: { partitions: 1 }, hidden: { partitions: 1 }, new: { partitions: 1 } }\n");
    }

    private CliFixture root(String name) {
        return CliFixture.repository(folder.resolve(name), name).environment("dev", brokers.internalServers(), "");
    }

    @Test
    void namesMissingPermissionsAsTheCommandsThatGrantThem() {
        Result result = reader().run("doctor");

        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.UNAVAILABLE);
        String grant = "kafka-acls.sh --bootstrap-server " + brokers.bootstrapServers()
                + " --add --allow-principal User:reader ";
        assertThat(result.out())
                .contains(grant + "--operation Describe --cluster")
                .contains(grant + "--operation Alter --operation AlterConfigs --topic seen")
                .contains(grant + "--operation Describe --operation DescribeConfigs --topic hidden --topic new")
                .contains(grant
                        + "--operation Create --operation Alter --operation AlterConfigs --topic hidden --topic new")
                .contains(grant + "--operation Describe --operation Read --topic _kgit")
                .contains(grant + "--operation Create --operation Write --topic _kgit");
        assertThat(result.out() + result.err()).doesNotContain(PASSWORD);
    }

    @Test
    void namesWhoElseMayWriteTheLedger() {
        try (ByHand hand = new ByHand(brokers.internalServers())) {
            List<AclBinding> rules = List.of(
                    rule("_books.shop", PatternType.LITERAL, "User:ANONYMOUS", AclOperation.WRITE),
                    rule("_books.shop", PatternType.LITERAL, "User:audit", AclOperation.READ),
                    rule("_books.", PatternType.PREFIXED, "User:app", AclOperation.WRITE),
                    rule("_books.other", PatternType.LITERAL, "User:stranger", AclOperation.WRITE),
                    rule("*", PatternType.LITERAL, "User:etl", AclOperation.ALL));
            ByHand.get(hand.admin().createAcls(rules).all());
            Await.until(() -> ByHand.get(
                            hand.admin().describeAcls(AclBindingFilter.ANY).values())
                    .containsAll(rules));
        }
        Result result = CliFixture.repository(folder.resolve("books"), "books")
                .environment("dev", brokers.internalServers(), "ledger: { topic: _books.shop }\n")
                .run("doctor");

        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.DONE);
        assertThat(result.out())
                .contains("warning  ledger: KG736 others than User:ANONYMOUS may write, change or delete _books.shop:"
                        + " User:app (WRITE on _books.*), User:etl (ALTER, ALTER_CONFIGS, DELETE, WRITE on *)")
                .doesNotContain("User:audit", "User:stranger");
    }

    private static AclBinding rule(String name, PatternType type, String principal, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, name, type),
                new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
    }

    @Test
    void saysWhatLacksToKnowWhoMayWriteTheLedger() {
        assertThat(reader().run("doctor").out())
                .contains("note     ledger: KG737 it is not known who else may write _kgit: this principal may not read"
                        + " access rules; it lacks DESCRIBE on the cluster");
    }

    @Test
    void saysThatEverybodyMayWriteTheLedgerWhereThereIsNoAuthorizer() {
        Result result = CliFixture.repository(folder.resolve("open"), "open")
                .environment("dev", Brokers.shared().bootstrapServers(), "")
                .run("doctor");
        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.DONE);
        assertThat(result.out()).contains("note     ledger: KG736 the brokers have no authorizer: everybody");
        assertThat(CliFixture.repository(folder.resolve("off"), "off")
                        .environment("dev", Brokers.shared().bootstrapServers(), "ledger: off\n")
                        .run("doctor")
                        .out())
                .doesNotContain("KG736");
    }

    @Test
    void asksAReaderForNoMoreThanAReaderNeeds() {
        assertThat(reader().run("doctor", "--read-only").out())
                .contains("--operation Describe --operation DescribeConfigs --topic hidden")
                .doesNotContain("Alter")
                .doesNotContain("Create")
                .doesNotContain("--topic seen");
    }

    @Test
    void isContentWithAPrincipalThatMayDoAllAlsoOfTopicsThatAreNotThereYet() {
        CliFixture kgit =
                root("content").write("environments/dev/topics.yaml", "topics: { later: { partitions: 1 } }\n");
        Result result = kgit.run("doctor", "--format", "json");

        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.DONE);
        JsonNode found = JsonMapper.shared().readTree(result.out());
        assertThat(found.at("/healthy").asBoolean()).isTrue();
        assertThat(found.at("/summary/error").asInt()).isZero();
        assertThat(result.out())
                .contains("1 resource declared, no errors", "User:ANONYMOUS may do what plan, drift and apply need");
    }

    @Test
    void looksAtKafkaAndConnectAlsoWhereResourceFilesAreWrong() {
        CliFixture kgit = root("wrong").write("environments/dev/topics.yaml", "topics: { orders: { partitons: 1 } }\n");
        Result result = kgit.run("doctor");

        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.INVALID);
        assertThat(result.out())
                .contains("error    files: environments/dev/topics.yaml:1")
                .contains("usable broker");
    }

    @Test
    void looksAtConnectAlsoWhereKafkaIsDown() {
        CliFixture kgit = CliFixture.repository(folder.resolve("down"), "down")
                .environment("dev", "localhost:1", "connect: { main: { url: \"http://localhost:2\" } }\n");
        Result result = kgit.run("doctor", "--timeout", "10s");

        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(result.out())
                .contains("error    kafka: KG400")
                .contains("error    connect/main: KG450")
                .contains("note     permissions: KG743");
    }
}
