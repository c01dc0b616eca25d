package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.Await;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds docs/permissions.md against brokers with an authorizer: the ACLs of its tables are enough, and each is needed as its
 * last column says.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RealServers
@Order(2)
class PermissionsTest {

    private static final String LEDGER = "_kgit";
    private static final String DECLARED = "perm.";

    @TempDir
    static Path folder;

    /** A row of a table: an ACL, and what the page says happens without it. */
    record Row(String resource, AclOperation operation, String without) {

        AclBinding bindingFor(String user) {
            return new AclBinding(
                    pattern(), new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
        }

        private ResourcePattern pattern() {
            return switch (resource) {
                case "declared topics" -> new ResourcePattern(ResourceType.TOPIC, DECLARED, PatternType.PREFIXED);
                case "ledger" -> new ResourcePattern(ResourceType.TOPIC, LEDGER, PatternType.LITERAL);
                case "cluster" -> new ResourcePattern(ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL);
                case "groups `*`" -> new ResourcePattern(ResourceType.GROUP, "*", PatternType.LITERAL);
                default -> throw new AssertionError("the page speaks of " + resource);
            };
        }

        /** A name that a user can have. */
        String slug() {
            return (resource + "-" + operation).toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
        }

        @Override
        public String toString() {
            return operation + " on " + resource;
        }
    }

    private static final List<Row> READING = table("## To plan and to find drift");
    private static final List<Row> WRITING = table("## To apply");
    private static final List<Row> OF_PRINCIPALS = table("## Where principals are declared");

    private Brokers brokers;
    private ByHand root;

    private static List<Row> table(String heading) {
        try {
            String page = Files.readString(Path.of("docs", "permissions.md"));
            String section =
                    page.substring(page.indexOf(heading) + heading.length()).split("\n## ")[0];
            Matcher row = Pattern.compile("(?m)^\\| ([^|]+) \\| ([A-Z_]+) \\| [^|]+ \\| ([^|]+) \\|$")
                    .matcher(section);
            List<Row> rows = new ArrayList<>();
            while (row.find()) {
                rows.add(new Row(row.group(1), AclOperation.fromString(row.group(2)), row.group(3)));
            }
            assertThat(rows).as("rows below %s", heading).hasSizeGreaterThan(2);
            return rows;
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static List<Row> all() {
        return Stream.concat(READING.stream(), WRITING.stream()).toList();
    }

    private static List<Row> reading() {
        return READING;
    }

    private static List<Row> writing() {
        return WRITING;
    }

    private static List<Row> ofPrincipals() {
        return OF_PRINCIPALS;
    }

    /** All that who applies principals has, each ACL once, without what one row says. */
    private static List<Row> administrator(@Nullable Row missing) {
        return Stream.concat(all().stream(), OF_PRINCIPALS.stream())
                .filter(row -> missing == null || !row.toString().equals(missing.toString()))
                .toList();
    }

    /** Who plans principals: ALTER would imply DESCRIBE, so who lacks that lacks both. */
    private static List<Row> auditor(Row missing) {
        return Stream.concat(READING.stream(), OF_PRINCIPALS.stream())
                .filter(row ->
                        row.operation() != AclOperation.ALTER && !row.toString().equals(missing.toString()))
                .toList();
    }

    private static boolean isToChange(Row row) {
        return row.operation() == AclOperation.ALTER;
    }

    private static List<Row> without(List<Row> rows, Row missing) {
        return rows.stream().filter(row -> row != missing).toList();
    }

    /** Every user that a test needs, with its ACLs, from the beginning: brokers learn of ACLs when they like. */
    private static Map<String, List<Row>> users() {
        Map<String, List<Row>> users = new TreeMap<>();
        users.put("planner", READING);
        users.put("applier", all());
        READING.forEach(row -> users.put("planner-" + row.slug(), without(READING, row)));
        WRITING.forEach(row -> users.put("applier-" + row.slug(), without(all(), row)));
        users.put("administrator", administrator(null));
        OF_PRINCIPALS.forEach(
                row -> users.put("administrator-" + row.slug(), isToChange(row) ? administrator(row) : auditor(row)));
        return users;
    }

    @BeforeAll
    void start() {
        String passwords = users().keySet().stream()
                .map(user -> "user_" + user + "=\"secret-of-" + user + "\"")
                .collect(Collectors.joining(" "));
        brokers = Brokers.start(
                2,
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
                        "org.apache.kafka.common.security.plain.PlainLoginModule required " + passwords + ";"));
        root = new ByHand(brokers.internalServers());
        List<AclBinding> acls = users().entrySet().stream()
                .flatMap(user -> user.getValue().stream().map(row -> row.bindingFor(user.getKey())))
                .distinct()
                .toList();
        ByHand.get(root.admin().createAcls(acls).all());
        Await.until(
                () -> ByHand.get(root.admin().describeAcls(AclBindingFilter.ANY).values())
                                .size()
                        == acls.size());
        root.create("read.by.somebody", Map.of());
        Map<TopicPartition, OffsetAndMetadata> offset =
                Map.of(new TopicPartition("read.by.somebody", 0), new OffsetAndMetadata(0));
        ByHand.get(root.admin().alterConsumerGroupOffsets("somebody", offset).all());
    }

    @AfterAll
    void stop() {
        root.close();
        brokers.close();
    }

    /** A project with one change of each kind ahead, all of them consented to. */
    private CliFixture project(String name, String user) {
        String topics = DECLARED + name + ".";
        for (String topic : List.of("altered", "grown", "gone", "moved")) {
            root.create(topics + topic, Map.of());
        }
        root.produce(topics + "grown", 3);
        CliFixture kgit = CliFixture.repository(folder.resolve(name), name);
        kgit.env("PASSWORD", "secret-of-" + user);
        kgit.write("environments/dev/environment.yaml", """
                kafka:
                  bootstrap.servers: "%s"
                  security.protocol: SASL_PLAINTEXT
                  sasl.mechanism: PLAIN
                  sasl.jaas.config: >-
                    org.apache.kafka.common.security.plain.PlainLoginModule required
                    username="%s" password="${{ secret.PASSWORD }}";
                throttle: 10MiB
                """.formatted(brokers.bootstrapServers(), user));
        kgit.write("environments/dev/topics.yaml", """
                topics:
                  PREFIXcreated: { partitions: 1, replicationFactor: 1 }
                  PREFIXaltered: { config: { max.message.bytes: 2MiB } }
                  PREFIXgrown: { partitions: 2, allow: [partition-increase] }
                  PREFIXgone: { state: absent, allow: [data-loss] }
                  PREFIXmoved: { replicationFactor: 2 }
                """.replace("PREFIX", topics));
        kgit.commit("One of each");
        return kgit;
    }

    private void saysWhatThePageSays(Row row, Result result) {
        Matcher exit = Pattern.compile("exit (\\d)").matcher(row.without());
        assertThat(result.exit())
                .as("%s\n%s", row, result)
                .isEqualTo(exit.find() ? Integer.parseInt(exit.group(1)) : 0);
        Matcher said = Pattern.compile("`(KG\\d{3})`|\"([^\"]+)\"").matcher(row.without());
        assertThat(said.find()).as("the page names a code or words").isTrue();
        String words = said.group(1) == null ? said.group(2) : said.group(1);
        assertThat(result.out() + result.err()).as("%s\n%s", row, result).contains(words);
        assertThat(result.out() + result.err()).doesNotContain("secret-of-");
    }

    /** The script of the recipes grants the tables, row by row, and no more. */
    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply"})
    void theScriptGrantsTheTables(String what) throws Exception {
        ProcessBuilder script = new ProcessBuilder("examples/permissions/grant.sh", what, "User:kgit", DECLARED);
        script.environment().put("KAFKA_ACLS", "echo kafka-acls");
        Process granting = script.start();
        List<String> calls = new String(granting.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(granting.waitFor()).isZero();
        assertThat(calls)
                .allSatisfy(
                        call -> assertThat(call).startsWith("kafka-acls --add --force --allow-principal User:kgit "));
        assertThat(calls.stream().flatMap(PermissionsTest::granted))
                .containsExactlyInAnyOrderElementsOf((what.equals("plan") ? READING : all())
                        .stream().map(Row::toString).toList());
    }

    @Test
    void theCommandsOfThePageGrantTheTablesAndNoMore() throws IOException {
        String page = Files.readString(Path.of("docs", "permissions.md"));
        List<String> calls = page.replaceAll("\\\\\\s+", "")
                .replace("'*'", "*")
                .replace("notify.", DECLARED)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("acl User:"))
                .toList();
        assertThat(calls.stream().flatMap(PermissionsTest::granted))
                .containsExactlyInAnyOrderElementsOf(administrator(null).stream()
                        .map(Row::toString)
                        .distinct()
                        .toList());
    }

    private static Stream<String> granted(String call) {
        Matcher topic = Pattern.compile("--topic (\\S+)( --resource-pattern-type prefixed)?")
                .matcher(call);
        String resource = call.contains(" --cluster")
                ? "cluster"
                : call.endsWith("--group *") ? "groups `*`" : topic.find() ? topic(topic) : "?";
        return Pattern.compile("--operation (\\w+)")
                .matcher(call)
                .results()
                .map(operation -> AclOperation.fromString(operation.group(1).replaceAll("(?<=[a-z])(?=[A-Z])", "_"))
                        + " on " + resource);
    }

    private static String topic(Matcher topic) {
        boolean prefixed = topic.group(2) != null;
        return topic.group(1).equals(DECLARED) && prefixed
                ? "declared topics"
                : topic.group(1).equals(LEDGER) && !prefixed ? "ledger" : "?";
    }

    @Test
    void theFirstTableIsEnoughToPlanAndToFindDrift() {
        CliFixture kgit = project("plans", "planner");
        Result plan = kgit.run("plan");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        assertThat(plan.out())
                .contains("[git,", "KG305")
                .doesNotContain("KG612")
                .doesNotContain("not readable");
        Result drift = kgit.run("drift");
        assertThat(drift.exit()).as("%s", drift).isEqualTo(ExitCode.DONE);
        assertThat(kgit.run("history").exit()).isEqualTo(ExitCode.DONE);
        assertThat(kgit.run("rollback", "HEAD").exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void theFirstTableIsNotEnoughToChangeAnything() {
        Result applied = project("tries", "planner").run("apply", "--auto-approve");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(root.topics()).contains(DECLARED + "tries.gone").doesNotContain(DECLARED + "tries.created");
        assertThat(root.config(DECLARED + "tries.altered", "max.message.bytes")).isEqualTo("1048588");
    }

    @Test
    void theFirstTableIsNotEnoughToRememberDriftAndDriftIsToldAllTheSame() {
        CliFixture kgit = project("notes", "applier");
        assertThat(kgit.run("apply", "--auto-approve").exit()).isEqualTo(ExitCode.DONE);
        root.set(DECLARED + "notes.altered", "max.message.bytes", "3145728");
        String environment = "environments/dev/environment.yaml";
        kgit.env("PASSWORD", "secret-of-planner")
                .write(environment, kgit.read(environment).replace("username=\"applier\"", "username=\"planner\""));
        Result drift = kgit.run("drift", "--remember");
        assertThat(drift.exit()).as("%s", drift).isEqualTo(ExitCode.DIFFERENCES);
        assertThat(drift.out()).contains("max.message.bytes");
        assertThat(drift.err()).contains("KG760");
    }

    @Test
    void bothTablesAreEnoughToApply() {
        CliFixture kgit = project("applies", "applier");
        Result applied = kgit.run("apply", "--auto-approve");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
        assertThat(applied.out() + applied.err()).doesNotContain("KG305").doesNotContain("nothing keeps");
        assertThat(root.topics()).contains(DECLARED + "applies.created").doesNotContain(DECLARED + "applies.gone");
        Result plan = kgit.run("plan", "--detailed-exitcode");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        assertThat(kgit.run("history").out()).contains("complete");
    }

    @ParameterizedTest
    @MethodSource("reading")
    void eachRowOfTheFirstTableIsNeeded(Row row) {
        String user = "planner-" + row.slug();
        saysWhatThePageSays(row, project(user, user).run("plan"));
    }

    @ParameterizedTest
    @MethodSource("writing")
    void eachRowOfTheSecondTableIsNeeded(Row row) {
        if (row.resource().equals("ledger") && row.operation() == AclOperation.CREATE) {
            // Only the very first apply needs it.
            if (root.topics().contains(LEDGER)) {
                root.delete(LEDGER);
            }
        }
        String user = "applier-" + row.slug();
        saysWhatThePageSays(row, project(user, user).run("apply", "--auto-approve"));
    }

    /** Nobody has an ACL on a transactional id yet, so that this one is the first. */
    private CliFixture withPrincipal(String user) {
        CliFixture kgit = project(user, user);
        kgit.write(
                "environments/dev/principals.yaml",
                "principals: { \"User:" + user + ".x\": { transactionalIds: [" + user + "] } }\n");
        kgit.commit("And a principal");
        return kgit;
    }

    @Test
    void allTablesAreEnoughToApplyPrincipals() {
        Result applied = withPrincipal("administrator").run("apply", "--auto-approve");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
    }

    @ParameterizedTest
    @MethodSource("ofPrincipals")
    void eachRowOfTheThirdTableIsNeeded(Row row) {
        CliFixture kgit = withPrincipal("administrator-" + row.slug());
        saysWhatThePageSays(row, isToChange(row) ? kgit.run("apply", "--auto-approve") : kgit.run("plan"));
    }

    @Test
    void theScriptGrantsTheThirdTable() throws Exception {
        ProcessBuilder script = new ProcessBuilder("examples/permissions/grant.sh", "principals", "User:kgit");
        script.environment().put("KAFKA_ACLS", "echo kafka-acls");
        Process granting = script.start();
        List<String> calls = new String(granting.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(granting.waitFor()).isZero();
        assertThat(calls.stream().flatMap(PermissionsTest::granted))
                .containsExactlyInAnyOrderElementsOf(
                        OF_PRINCIPALS.stream().map(Row::toString).toList());
    }

    @Test
    void theCommandsGiveWhatTheTablesSay() throws IOException {
        String page = Files.readString(Path.of("docs", "permissions.md"));
        String commands = page.substring(page.indexOf("## As commands")).split("\n## ")[0];
        List<String> missing = all().stream()
                .map(row -> camel(row.operation().name()))
                .filter(operation -> !commands.contains("--operation " + operation))
                .toList();
        assertThat(missing).isEmpty();
    }

    private static String camel(String constant) {
        return Stream.of(constant.split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
