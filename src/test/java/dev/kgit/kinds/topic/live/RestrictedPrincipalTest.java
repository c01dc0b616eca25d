package dev.kgit.kinds.topic.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Operation;
import dev.kgit.cluster.OperationResult;
import dev.kgit.cluster.ValidationFinding;
import dev.kgit.concurrent.ShutdownHooks;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.Promptly;
import dev.kgit.fixture.RealServers;
import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.kinds.topic.TopicAbsence;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicOperation;
import dev.kgit.kinds.topic.TopicStatus;
import dev.kgit.kinds.topic.TopicUsage;
import dev.kgit.ledger.KafkaLedger;
import dev.kgit.model.Environment;
import dev.kgit.model.FieldValue;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Severity;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A broker with ACLs, and a principal that may do little. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RealServers
class RestrictedPrincipalTest {

    private static final ResourceId OPEN = TopicKind.id("open");
    private static final ResourceId NO_CONFIGS = TopicKind.id("no-configs");
    private static final ResourceId HIDDEN = TopicKind.id("hidden");
    private static final ResourceId NOWHERE = TopicKind.id("nowhere");
    private static final Ledger.Holder HOLDER = new Ledger.Holder("anna", "laptop", null);

    private Brokers brokers;
    private KafkaTopics reader;
    private KafkaTopics root;

    @BeforeAll
    void start() throws Exception {
        brokers = Brokers.start(
                1,
                Map.of(
                        "authorizer.class.name",
                        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "super.users",
                        "User:ANONYMOUS;User:root",
                        "listener.security.protocol.map",
                        "EXTERNAL:SASL_PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "sasl.enabled.mechanisms",
                        "PLAIN",
                        "listener.name.external.plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required"
                                + " user_root=\"root-secret\" user_reader=\"reader-secret\";"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers.internalServers()))) {
            admin.createTopics(List.of(
                            new NewTopic("open", 1, (short) 1),
                            new NewTopic("no-configs", 1, (short) 1),
                            new NewTopic("hidden", 1, (short) 1)))
                    .all()
                    .get();
            admin.createAcls(List.of(
                            allow("open", AclOperation.DESCRIBE),
                            allow("open", AclOperation.DESCRIBE_CONFIGS),
                            allow("no-configs", AclOperation.DESCRIBE)))
                    .all()
                    .get();
        }
        reader = as("reader", "reader-secret");
        root = as("root", "root-secret");
        for (int tries = 0; reader.read(() -> Set.of(OPEN)).state().get(OPEN) == null && tries < 100; tries++) {
            Thread.sleep(100); // until the broker knows its ACLs
        }
    }

    @AfterAll
    void stop() {
        reader.close();
        root.close();
        brokers.close();
    }

    private static AclBinding allow(String topic, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:reader", "*", operation, AclPermissionType.ALLOW));
    }

    private KafkaTopics as(String user, String password) {
        SortedMap<String, FieldValue> properties = brokers.client();
        properties.put("security.protocol", FieldValue.of("SASL_PLAINTEXT"));
        properties.put("sasl.mechanism", FieldValue.of("PLAIN"));
        properties.put(
                "sasl.jaas.config",
                FieldValue.of("org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user
                                + "\" password=\"" + password + "\";")
                        .asSensitive());
        return KafkaTopics.connect(properties, Duration.ofSeconds(20), Clock.systemUTC(), ShutdownHooks.NONE);
    }

    @Test
    void showsTopicsThatItMayNotSeeAsGapsAndNotAsAbsent() {
        LiveState live = reader.read(() -> Set.of(OPEN, NO_CONFIGS, HIDDEN, NOWHERE));

        assertThat(live.state().ids()).containsExactly(OPEN);
        assertThat(live.readFailures())
                .extracting(LiveState.ReadFailure::id)
                .containsExactly(HIDDEN, NO_CONFIGS, NOWHERE);
        assertThat(live.readFailures())
                .extracting(LiveState.ReadFailure::why)
                .allMatch(why -> why.code().equals("KG405") && why.isError())
                .allMatch(why -> why.hint() != null && why.hint().contains("DESCRIBE"));
    }

    @Test
    void doesNotSayThatATopicIsAbsentThatItMayNotSee() {
        List<TopicAbsence.Request> questions =
                Stream.of(OPEN, HIDDEN, NOWHERE).map(TopicAbsence.Request::new).toList();

        assertThat(reader.evidence(questions))
                .isEqualTo(Map.of(HIDDEN, new TopicAbsence(false), NOWHERE, new TopicAbsence(false)));
        assertThat(root.evidence(questions)).isEqualTo(Map.of(NOWHERE, new TopicAbsence(true)));
    }

    @Test
    void showsEverythingToWhoeverMaySeeIt() {
        LiveState live = root.read(() -> Set.of(OPEN, NO_CONFIGS, HIDDEN, NOWHERE));

        assertThat(live.state().ids()).containsExactly(HIDDEN, NO_CONFIGS, OPEN);
        assertThat(live.readFailures()).isEmpty();
    }

    @Test
    void doesNotFailWithWhatItMayNotSeeWhereEverythingIsRead() {
        LiveState live = reader.read(Cluster.ReadRequest.everythingAnd(Set.of()));

        assertThat(live.state().ids()).containsExactly(OPEN);
        assertThat(live.readFailures()).extracting(LiveState.ReadFailure::id).containsExactly(NO_CONFIGS);
    }

    @Test
    void saysThatAPlanIsNotCheckedWhereItMayNotWrite() {
        List<ValidationFinding> objections = reader.validate(List.of(create(NOWHERE), alter(OPEN)));

        assertThat(objections).hasSize(2).allSatisfy(objection -> {
            assertThat(objection.diagnostic().code()).isEqualTo("KG305");
            assertThat(objection.diagnostic().severity()).isEqualTo(Severity.INFO);
        });
    }

    @Test
    void failsWhatItMayNotDoAndNothingElse() {
        List<OperationResult> outcomes = reader.execute(
                List.of(
                        create(NOWHERE),
                        alter(OPEN),
                        new TopicOperation.AddPartitions(OPEN, 2, List.of()),
                        new TopicOperation.DeleteTopic(OPEN, topicId(OPEN))),
                progress -> {});

        assertThat(outcomes).allSatisfy(outcome -> {
            assertThat(outcome.failure()).isNotNull();
            assertThat(outcome.failure().code()).isEqualTo("KG410");
        });
        assertThat(TopicStatus.of(root.read(() -> Set.of(OPEN)), OPEN)).isNotNull();
    }

    @Test
    void tellsAHiddenTopicThatItCanNotCreate() {
        assertThat(root.validate(List.of(create(HIDDEN))))
                .singleElement()
                .satisfies(
                        objection -> assertThat(objection.diagnostic().code()).isEqualTo("KG308"));
    }

    @Test
    void doesNotKnowLogSizesAndGroupsThatItMayNotSee() {
        var question = List.of(new TopicUsage.Request(OPEN, null));

        TopicUsage seen = TopicUsage.in(reader.evidence(question), OPEN);
        TopicUsage all = TopicUsage.in(root.evidence(question), OPEN);

        assertThat(seen.bytes()).isNull();
        assertThat(seen.groups()).isNull();
        assertThat(seen.records()).containsExactly(0L);
        assertThat(all.bytes()).containsExactly(0L);
        assertThat(all.groups()).isEmpty();
    }

    @Test
    void goesOnWithoutALedgerThatItMayNotUse() {
        Environment.Ledger where = new Environment.Ledger("_kgit", null);
        Ledger mine = KafkaLedger.open(reader.connection(), BuiltInKinds.ALL, where, "p", "dev", Clock.systemUTC());
        Ledger roots = KafkaLedger.open(root.connection(), BuiltInKinds.ALL, where, "p", "dev", Clock.systemUTC());

        assertThat(mine.acquire(HOLDER, Duration.ZERO, claim -> {})).isEmpty();
        roots.acquire(HOLDER, Duration.ZERO, claim -> {}).orElseThrow().close();

        assertThat(mine.read().available()).isFalse();
        assertThat(mine.read().why()).contains("may not read");
        assertThat(mine.acquire(HOLDER, Duration.ZERO, claim -> {})).isEmpty();
        assertThatThrownBy(mine::breakLease)
                .isInstanceOf(KgitException.Unavailable.class)
                .hasMessageContaining("KG652");
        assertThat(roots.read().available()).isTrue();
    }

    @Test
    void tellsAWrongPasswordAtOnceWithoutShowingIt() {
        try (KafkaTopics wrong = as("reader", "wrong-horse-battery")) {
            Promptly.within(
                    Duration.ofSeconds(10),
                    () -> assertThatThrownBy(() -> wrong.read(Set::of))
                            .isInstanceOf(KgitException.Unavailable.class)
                            .hasMessageContaining("KG401")
                            .hasMessageNotContaining("wrong-horse"));
        }
    }

    private String topicId(ResourceId topic) {
        return TopicStatus.of(root.read(() -> Set.of(topic)), topic).topicId();
    }

    private static Operation create(ResourceId topic) {
        return new TopicOperation.CreateTopic(topic, 1, 1, new TreeMap<>());
    }

    private static Operation alter(ResourceId topic) {
        return new TopicOperation.AlterTopicConfig(
                topic, new TreeMap<>(Map.of("retention.ms", Optional.of(FieldValue.of("3600000")))));
    }
}
