package dev.kgit.plan;

import static dev.kgit.model.Declared.connector;
import static dev.kgit.model.Declared.topic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.diff.AppliedStates;
import dev.kgit.diff.ChangeType;
import dev.kgit.kind.Risk;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicUsage;
import dev.kgit.model.Declared;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.ManagedResource.Status;
import dev.kgit.model.Revision;
import dev.kgit.model.Severity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each guard blocks, and each consent opens it. */
class GuardsTest {

    private static final TopicUsage EMPTY = new TopicUsage(List.of(0L), List.of(0L), 0L, List.of());
    private static final TopicUsage FULL = new TopicUsage(
            List.of(4096L), List.of(100L), 40L, List.of(new TopicUsage.Group("billing", "STABLE", 2, 17)));

    private final Rehearsal rehearsal = new Rehearsal();

    @BeforeEach
    void aTopicWithData() {
        rehearsal.cluster.topic("orders", 3, 1).evidence(TopicKind.id("orders"), FULL);
    }

    @Test
    void refusesToTakePartitionsAway() {
        rehearsal.declare(topic("orders", 2, 1).allow("partition-increase", "data-loss"));
        rehearsal.assertBlocked("topic/orders", "KG205");
        assertThat(rehearsal.plan().changes()).as("the whole plan still shows").hasSize(1);
    }

    @Test
    void asksConsentForMorePartitions() {
        rehearsal.declare(topic("orders", 6, 1));
        rehearsal.assertBlocked("topic/orders", "KG206");
        rehearsal.declare(topic("orders", 6, 1).allow("partition-increase"));
        assertThat(rehearsal.plan().isApplicable()).isTrue();
        assertThat(rehearsal.codes("topic/orders")).contains("KG206");
    }

    @Test
    void asksConsentBeforeDataIsDeleted() {
        rehearsal.declare(topic("orders").absent());
        Diagnostic finding = rehearsal.assertBlocked("topic/orders", "KG202");
        assertThat(finding.message()).contains("100 records", "4.0 KiB", "billing (2 members, lag 17)");
        assertThat(finding.hint()).contains("allow: [data-loss]");
        rehearsal.declare(topic("orders").absent().allow("data-loss"));
        assertThat(rehearsal.plan().isApplicable()).isTrue();
    }

    @Test
    void saysWhichPartitionsCouldNotBeCounted() {
        rehearsal
                .cluster
                .topic("orders", 2, 1)
                .evidence(
                        TopicKind.id("orders"),
                        new TopicUsage(List.of(0L, 2048L), List.of(0L, 7L), 3L, List.of(), new TreeSet<>(Set.of(0))));
        rehearsal.declare(topic("orders", 2, 1).absent());
        assertThat(rehearsal.assertBlocked("topic/orders", "KG202").message())
                .contains("at least 7 records", "at least 2.0 KiB", "partition 0 is offline and was not counted");

        rehearsal.declare(topic("orders", 2, 1).config("retention.ms", "1000"));
        assertThat(rehearsal.assertBlocked("topic/orders", "KG204").message())
                .contains("at least 3 of 7 records", "partition 0 is offline and was not counted");
    }

    @Test
    void takesAPartitionThatIsOfflineForNoEmptyOne() {
        rehearsal
                .cluster
                .topic("orders", 1, 1)
                .evidence(
                        TopicKind.id("orders"),
                        new TopicUsage(List.of(0L), List.of(0L), 0L, List.of(), new TreeSet<>(Set.of(0))));
        rehearsal.declare(topic("orders", 1, 1).absent());
        rehearsal.assertBlocked("topic/orders", "KG202");
        rehearsal.declare(topic("orders", 1, 1).config("retention.ms", "1000"));
        rehearsal.assertBlocked("topic/orders", "KG204");
        rehearsal.declare(topic("orders", 6, 1));
        rehearsal.assertBlocked("topic/orders", "KG206");
        rehearsal.cluster.topic("orders", 1, 3);
        rehearsal.declare(topic("orders", 1, 1));
        assertThat(rehearsal.assertBlocked("topic/orders", "KG225").message()).contains("partition 0 is offline");
    }

    @Test
    void deletesAnEmptyTopicThatNobodyReads() {
        rehearsal.cluster.evidence(TopicKind.id("orders"), EMPTY);
        rehearsal.declare(topic("orders").absent());
        assertThat(rehearsal.plan().isApplicable()).isTrue();
    }

    @Test
    void asksConsentBeforeATopicIsDeletedThatADeclaredConnectorNamesAlsoWhereItIsNotLookedAt() {
        rehearsal.cluster.evidence(TopicKind.id("orders"), EMPTY);
        Declared sink = connector("main", "sink")
                .config("connector.class", "org.example.FileSinkConnector")
                .config("topics", "payments")
                .config("errors.deadletterqueue.topic.name", "orders");
        Declared source = connector("main", "source")
                .config("connector.class", "org.example.FileSourceConnector")
                .config("topic", "orders");
        rehearsal.options = new PlanInputs.Options(false, id -> id.equals(TopicKind.id("orders")), Set.of());
        for (Declared user : List.of(sink, source)) {
            rehearsal.declare(topic("orders").absent(), user);
            assertThat(rehearsal.assertBlocked("topic/orders", "KG202").message())
                    .contains("connectors: connector/main/");
        }
    }

    @Test
    void neverDeletesInternalTopics() {
        for (String name :
                List.of("__consumer_offsets", "_schemas", "_confluent-command", "connect-configs", "_kgit")) {
            rehearsal.cluster.topic(name, 1, 1).evidence(TopicKind.id(name), EMPTY);
            rehearsal.options = new PlanInputs.Options(
                    false, id -> true, Set.of(new PlanInputs.Allowance("KG203", id -> true, true)));
            rehearsal.declare(topic(name).absent().allow("data-loss"));
            rehearsal.assertBlocked("topic/" + name, "KG203");
        }
    }

    @Test
    void saysOfAnInternalTopicWhatIsKnownOfItAndNoMore() {
        for (Map.Entry<String, String> told : Map.of(
                        "__consumer_offsets", "keeps the platform alive",
                        "_schemas", "keeps the platform alive",
                        "__x", "has a name as platforms give it to topics of their own",
                        "connect-configs", "has a name as Connect clusters give it to topics of their own",
                        "_kgit", "is a ledger of kgit")
                .entrySet()) {
            String name = told.getKey();
            rehearsal.cluster.topic(name, 1, 1).evidence(TopicKind.id(name), EMPTY);
            rehearsal.declare(topic(name).absent());
            assertThat(rehearsal.assertBlocked("topic/" + name, "KG203").message())
                    .isEqualTo("topic/" + name + " " + told.getValue() + (name.equals("__x") ? " (`__*`)" : "")
                            + ", and is never deleted by kgit");
        }
        rehearsal.cluster.topic("odd-name", 1, 1).evidence(TopicKind.id("odd-name"), EMPTY);
        rehearsal.applied(topic("odd-name", 1, 1).internalOf("main"));
        rehearsal.declare(topic("odd-name").absent());
        assertThat(rehearsal.assertBlocked("topic/odd-name", "KG203").message())
                .contains("keeps what a Connect cluster knows");
    }

    @Test
    void neverDeletesTheInternalTopicsOfAConnectClusterUnderWhateverName() {
        rehearsal.cluster.topic("odd-name", 1, 1).evidence(TopicKind.id("odd-name"), EMPTY);
        rehearsal.applied(topic("odd-name", 1, 1).internalOf("main"));
        rehearsal.declare(topic("odd-name").absent().allow("data-loss"));
        rehearsal.assertBlocked("topic/odd-name", "KG203");
        rehearsal.environment = Declared.environment(true, Environment.Guards.DEFAULT);
        rehearsal.declare(topic("orders", 3, 1));
        assertThat(rehearsal.plan().changes()).as("never pruned").isEmpty();
        assertThat(rehearsal.plan().orphans()).containsExactly(TopicKind.id("odd-name"));
    }

    @Test
    void takesTwoAppliesToUnprotectAndDelete() {
        rehearsal.cluster.evidence(TopicKind.id("orders"), EMPTY);
        rehearsal.declare(topic("orders").absent().guarded());
        rehearsal.assertBlocked("topic/orders", "KG201");
        rehearsal
                .applied(topic("orders", 3, 1).guarded())
                .declare(topic("orders").absent());
        rehearsal.assertBlocked("topic/orders", "KG212");
        rehearsal.applied(topic("orders", 3, 1)).declare(topic("orders").absent());
        assertThat(rehearsal.plan().isApplicable()).isTrue();
    }

    @Test
    void asksConsentForAShorterRetentionThatDropsData() {
        rehearsal.declare(topic("orders", 3, 1).config("retention.ms", "1000"));
        assertThat(rehearsal.assertBlocked("topic/orders", "KG204").message()).contains("40 of 100 records");
        rehearsal.declare(topic("orders", 3, 1).config("retention.ms", "1000").allow("data-loss"));
        assertThat(rehearsal.plan().isApplicable()).isTrue();
    }

    @Test
    void letsAShorterRetentionPassThatDropsNothing() {
        rehearsal.cluster.evidence(TopicKind.id("orders"), EMPTY);
        rehearsal.declare(topic("orders", 3, 1).config("retention.ms", "1000"));
        assertThat(rehearsal.plan().isApplicable()).isTrue();
    }

    @Test
    void asksConsentForASmallerRetentionInBytes() {
        rehearsal.declare(topic("orders", 3, 1).config("retention.bytes", "1024"));
        assertThat(rehearsal.assertBlocked("topic/orders", "KG204").message()).contains("3.0 KiB");
    }

    @Test
    void asksConsentForACleanupPolicyThatDropsData() {
        rehearsal.declare(topic("orders", 3, 1).config("cleanup.policy", "compact"));
        rehearsal.assertBlocked("topic/orders", "KG204");
        rehearsal.cluster.topicConfig("orders", "cleanup.policy", "compact,delete");
        assertThat(rehearsal.plan().isApplicable()).as("only less is dropped").isTrue();
    }

    @Test
    void bringsInternalTopicsBackToCompactionUnasked() {
        rehearsal.declare(
                topic("orders", 3, 1).config("cleanup.policy", "compact").internalOf("main"));
        assertThat(rehearsal.plan().isApplicable()).isTrue();
    }

    @Test
    void asksConsentForMinInSyncReplicasThatLeaveNoRoom() {
        rehearsal.declare(topic("new", 1, 3).config("min.insync.replicas", "3"));
        rehearsal.assertBlocked("topic/new", "KG210");
        rehearsal.declare(topic("new", 1, 3).config("min.insync.replicas", "3").allow("min-insync-replicas"));
        assertThat(rehearsal.plan().isApplicable()).isTrue();
        rehearsal.declare(topic("new", 1, 1).config("min.insync.replicas", "1"));
        assertThat(rehearsal.plan().isApplicable()).as("a single broker").isTrue();
        rehearsal.declare(topic("new", 1, 1).config("min.insync.replicas", "2"));
        rehearsal.assertBlocked("topic/new", "KG210");
    }

    @Test
    void asksConsentForACutToOneReplica() {
        rehearsal.cluster.topic("orders", 3, 3);
        rehearsal.declare(topic("orders", 3, 1));
        Diagnostic finding = rehearsal.assertBlocked("topic/orders", "KG225");
        assertThat(finding.message()).contains("from 3 replicas to 1", "100 records", "billing (2 members");
        assertThat(finding.hint()).contains("`allow: [single-replica]`");
        assertThat(Rehearsal.change(rehearsal.plan(), "topic/orders").risk()).isEqualTo(Risk.HIGH);
        rehearsal.declare(topic("orders", 3, 1).allow("single-replica"));
        assertThat(rehearsal.plan().isApplicable()).isTrue();
        assertThat(Rehearsal.change(rehearsal.plan(), "topic/orders").risk()).isEqualTo(Risk.HIGH);
        rehearsal.declare(topic("orders", 3, 2));
        assertThat(rehearsal.codes("topic/orders")).doesNotContain("KG225");
        rehearsal.cluster.evidence(TopicKind.id("orders"), EMPTY);
        rehearsal.declare(topic("orders", 3, 1));
        assertThat(rehearsal.plan().isApplicable()).as("nothing is at stake").isTrue();
    }

    @Test
    void growsATopicThatHoldsNoRecordsUnasked() {
        rehearsal.cluster.evidence(TopicKind.id("orders"), EMPTY);
        rehearsal.declare(topic("orders", 6, 1));
        ResourceChange change = Rehearsal.change(rehearsal.plan(), "topic/orders");
        assertThat(change.isBlocked()).isFalse();
        assertThat(change.risk()).isEqualTo(Risk.LOW);
        assertThat(change.findings())
                .filteredOn(finding -> finding.code().equals("KG206"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.INFO))
                .satisfies(finding -> assertThat(finding.message()).contains("holds no records, so no key moves"));
    }

    @Test
    void saysNoneOfACleanupPolicyThatIsEmpty() {
        rehearsal.cluster.topicConfig("orders", "cleanup.policy", "");
        rehearsal.declare(topic("orders", 3, 1).config("cleanup.policy", "delete"));
        assertThat(rehearsal.assertBlocked("topic/orders", "KG204").message())
                .startsWith("cleanup.policy from none (everything is kept) to delete drops");
    }

    @Test
    void saysThatTheClusterHasTooFewBrokers() {
        rehearsal.declare(topic("new", 1, 4));
        rehearsal.assertBlocked("topic/new", "KG151");
    }

    @Test
    void refusesWhatAnotherProjectManages() {
        rehearsal.owners.put(TopicKind.id("orders"), "billing/prod");
        rehearsal.declare(topic("orders", 3, 1).config("segment.ms", "60000"));
        assertThat(rehearsal.assertBlocked("topic/orders", "KG214").message()).contains("billing/prod");
        rehearsal.declare(topic("orders", 3, 1).config("segment.ms", "60000").allow("take-over"));
        assertThat(rehearsal.plan().isApplicable()).isTrue();
    }

    @Test
    void refusesTooManyDeletesAtOnce() {
        Declared[] gone = topics(6).map(Declared::absent).toArray(Declared[]::new);
        rehearsal.declare(gone);
        rehearsal.assertBlocked("topic/t0", "KG208");
        rehearsal.options =
                new PlanInputs.Options(false, id -> true, Set.of(new PlanInputs.Allowance("KG208", id -> true, true)));
        assertThat(rehearsal.plan().isApplicable()).isTrue();
    }

    @Test
    void countsPercentagesFromTenResourcesUp() {
        rehearsal.declare(
                topics(9).map(topic -> topic.config("segment.ms", "60000")).toArray(Declared[]::new));
        assertThat(rehearsal.plan().isApplicable()).isTrue();
        rehearsal.declare(
                topics(10).map(topic -> topic.config("segment.ms", "60000")).toArray(Declared[]::new));
        rehearsal.assertBlocked("topic/t0", "KG211");
    }

    @Test
    void neverCountsCreations() {
        rehearsal.declare(
                IntStream.range(0, 50).mapToObj(i -> topic("new" + i, 1, 1)).toArray(Declared[]::new));
        assertThat(rehearsal.plan().isApplicable()).isTrue();
    }

    @Test
    void refusesAnEmptyDesiredState() {
        rehearsal.applied(topic("orders", 3, 1)).declare();
        rehearsal.environment = Declared.environment(true, Environment.Guards.DEFAULT);
        assertThat(rehearsal.plan().isApplicable()).isFalse();
        assertThat(rehearsal.plan().diagnostics()).extracting(Diagnostic::code).contains("KG215");
    }

    @Test
    void refusesToApplyADirtyTree() {
        rehearsal.revision = new Revision("abc", "main", true);
        rehearsal.declare(topic("new", 1, 1));
        assertThat(rehearsal.plan().isApplicable())
                .as("a plan may be looked at")
                .isTrue();
        rehearsal.options = new PlanInputs.Options(true, id -> true, Set.of());
        assertThat(rehearsal.plan().isApplicable()).isFalse();
    }

    @Test
    void prunesOnlyWhereItIsKnownWhatWasApplied() {
        rehearsal.cluster.topic("orphan", 1, 1).evidence(TopicKind.id("orphan"), EMPTY);
        rehearsal.environment = Declared.environment(true, Environment.Guards.DEFAULT);
        rehearsal.applied(topic("orders", 3, 1), topic("orphan", 1, 1)).declare(topic("orders", 3, 1));
        assertThat(rehearsal.plan().changes())
                .extracting(ResourceChange::changeType, change -> change.id().name())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(ChangeType.DELETE, "orphan"));
        rehearsal.applied = AppliedStates.unknown(rehearsal.applied, "history is missing");
        assertThat(rehearsal.plan().changes()).as("history is missing").isEmpty();
    }

    @Test
    void neverPrunesATopicThatSomebodyHasCreatedAgain() {
        rehearsal.cluster.topic("orphan", 1, 1).evidence(TopicKind.id("orphan"), EMPTY);
        rehearsal.environment = Declared.environment(true, Environment.Guards.DEFAULT);
        rehearsal.applied(topic("orders", 3, 1), topic("orphan", 1, 1)).declare(topic("orders", 3, 1));
        rehearsal.applied = AppliedStates.with(rehearsal.applied, TopicKind.id("orphan"), "the id it had");
        assertThat(rehearsal.plan().changes()).isEmpty();
        assertThat(rehearsal.plan().orphans()).containsExactly(TopicKind.id("orphan"));
        assertThat(rehearsal.plan().diagnostics()).extracting(Diagnostic::code).contains("KG161", "KG216");
    }

    /** Also where the commit that declared it is known by now: people were told that it stays. */
    @Test
    void neverPrunesWhatAnEarlierApplyHasLeft() {
        rehearsal.cluster.topic("orphan", 1, 1).evidence(TopicKind.id("orphan"), EMPTY);
        rehearsal.environment = Declared.environment(true, Environment.Guards.DEFAULT);
        rehearsal.applied(topic("orders", 3, 1), topic("orphan", 1, 1)).declare(topic("orders", 3, 1));
        assertThat(rehearsal.plan().changes()).hasSize(1);
        rehearsal.applied = AppliedStates.with(rehearsal.applied, TopicKind.id("orphan"), Status.LEFT);
        assertThat(rehearsal.plan().changes()).isEmpty();
        assertThat(rehearsal.plan().diagnostics()).extracting(Diagnostic::code).contains("KG216");
    }

    private java.util.stream.Stream<Declared> topics(int count) {
        return IntStream.range(0, count).mapToObj(i -> {
            rehearsal.cluster.topic("t" + i, 1, 1).evidence(TopicKind.id("t" + i), EMPTY);
            return topic("t" + i, 1, 1);
        });
    }
}
