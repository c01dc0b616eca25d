package dev.kgit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.connector.ConnectorOperation;
import dev.kgit.kinds.connector.ConnectorStatus;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every platform keeps as to connectors, the fake as well as a real worker. */
public interface ConnectContract extends ConnectorSteps {

    @Test
    default void readsBackWhatWasSentAndNothingElse() {
        ResourceId id = created("sent", "tasks.max", "2");

        Resource live = resource(id);

        assertThat(live.config()).isEqualTo(configWith("tasks.max", "2"));
        assertThat(live.text(Resource.STATE)).isEqualTo("running");
        assertThat(live.config()).doesNotContainKey("name");
    }

    @Test
    default void aConnectorThatIsNotThereIsNeitherStateNorGap() {
        ResourceId id = fresh("nowhere");

        LiveState live = read(id);

        assertThat(live.state().resources()).isEmpty();
        assertThat(live.statuses()).isEmpty();
        assertThat(live.readFailures()).isEmpty();
    }

    @Test
    default void onlyCountsConnectorsThatWereNotAskedFor() {
        ResourceId asked = created("asked");
        ResourceId other = created("other");

        LiveState live = read(asked);

        assertThat(live.state().ids()).containsExactly(asked);
        assertThat(live.others()).contains(other).doesNotContain(asked);
    }

    @Test
    default void readsEveryConnectorWhereEverythingIsWanted() {
        ResourceId one = created("one");
        ResourceId none = fresh("none");

        LiveState live = cluster().read(Cluster.ReadRequest.everythingAnd(Set.of(none)));

        assertThat(live.state().ids()).contains(one).doesNotContain(none);
        assertThat(live.readFailures()).isEmpty();
    }

    @Test
    default void tellsTheTasksOfAConnector() {
        ResourceId id = created("tasks", "tasks.max", "2");

        ConnectorStatus facts = facts(id);

        assertThat(facts.state()).isEqualTo("RUNNING");
        assertThat(facts.tasks()).extracting(ConnectorStatus.Task::id).containsExactly(0, 1);
        assertThat(facts.tasks()).extracting(ConnectorStatus.Task::state).containsOnly("RUNNING");
        assertThat(facts.failed()).isFalse();
        assertThat(facts.failure()).isNull();
    }

    @Test
    default void tellsTheWorkerOfTheCluster() {
        ClusterInfo platform = read(fresh("worker")).platform();

        String cluster = fresh("any").scope();
        assertThat(platform.connect().get(cluster)).satisfies(worker -> {
            assertThat(worker.url()).startsWith("http");
            assertThat(worker.version()).isNotEmpty();
            assertThat(worker.kafkaClusterId()).isNotEmpty();
        });
    }

    @Test
    default void createsInTheStateAskedForFromTheFirstMomentOn() {
        ResourceId paused = fresh("born-paused");
        ResourceId stopped = fresh("born-stopped");
        done(new ConnectorOperation.CreateConnector(paused, configWith(), "paused"));
        done(new ConnectorOperation.CreateConnector(stopped, configWith(), "stopped"));

        assertThat(state(paused)).isEqualTo("paused");
        assertThat(state(stopped)).isEqualTo("stopped");
        assertThat(facts(stopped).tasks()).isEmpty();
    }

    @Test
    default void creatingWhatIsThereAlikeSucceeds() {
        ResourceId id = created("twice");

        done(create(id));

        assertThat(resource(id).config()).isEqualTo(configWith());
    }

    @Test
    default void creatingWhatIsThereWithAnotherConfigFailsAndLeavesItAlone() {
        ResourceId id = created("other-config", "tasks.max", "2");

        assertThat(failure(create(id)).code()).isEqualTo("KG363");
        assertThat(resource(id).config("tasks.max")).isEqualTo("2");
    }

    @Test
    default void replacesTheWholeConfig() {
        ResourceId id = created("replaced", "errors.log.enable", "true");

        done(update(id, "tasks.max", "3", "errors.retry.timeout", "7"));

        assertThat(resource(id).config()).isEqualTo(configWith("tasks.max", "3", "errors.retry.timeout", "7"));
        assertThat(facts(id).tasks()).hasSize(3);
    }

    @Test
    default void keepsTheKeysThatItIsToldToKeep() {
        ResourceId id = created("kept", "errors.retry.timeout", "7");

        done(new ConnectorOperation.UpdateConnector(id, configWith("tasks.max", "2"), List.of("errors.retry.timeout")));

        assertThat(resource(id).config()).isEqualTo(configWith("tasks.max", "2", "errors.retry.timeout", "7"));
    }

    @Test
    default void anUpdateLeavesTheStateAsItIs() {
        ResourceId id = created("state-stays");
        done(new ConnectorOperation.ChangeConnectorState(id, "stopped"));

        done(update(id, "errors.log.enable", "true"));

        assertThat(state(id)).isEqualTo("stopped");
    }

    @Test
    default void updatingAConnectorThatIsGoneFails() {
        assertThat(failure(update(fresh("gone-update"))).code()).isEqualTo("KG364");
    }

    @Test
    default void pausesStopsAndResumes() {
        ResourceId id = created("states");

        done(new ConnectorOperation.ChangeConnectorState(id, "paused"));
        assertThat(state(id)).isEqualTo("paused");
        assertThat(facts(id).tasks()).extracting(ConnectorStatus.Task::state).containsExactly("PAUSED");

        done(new ConnectorOperation.ChangeConnectorState(id, "stopped"));
        assertThat(state(id)).isEqualTo("stopped");
        assertThat(facts(id).tasks()).isEmpty();

        done(new ConnectorOperation.ChangeConnectorState(id, "running"));
        assertThat(state(id)).isEqualTo("running");
        assertThat(facts(id).tasks()).extracting(ConnectorStatus.Task::state).containsExactly("RUNNING");
    }

    @Test
    default void turningAConnectorThatIsGoneFails() {
        assertThat(failure(new ConnectorOperation.ChangeConnectorState(fresh("gone-turn"), "paused"))
                        .code())
                .isEqualTo("KG364");
        assertThat(failure(new ConnectorOperation.RestartConnector(fresh("gone-restart")))
                        .code())
                .isEqualTo("KG364");
    }

    @Test
    default void deletesAndSucceedsWhereItIsGoneAlready() {
        ResourceId id = created("deleted");

        done(new ConnectorOperation.DeleteConnector(id));
        assertThat(read(id).state().resources()).isEmpty();

        done(new ConnectorOperation.DeleteConnector(id));
    }

    @Test
    default void movesAConnectorUnderAnotherName() {
        ResourceId old = created("old", "tasks.max", "2");
        ResourceId moved = fresh("moved");

        done(new ConnectorOperation.MoveConnector(moved, old, configWith("tasks.max", "3"), "paused"));

        assertThat(read(old, moved).state().ids()).containsExactly(moved);
        assertThat(resource(moved).config("tasks.max")).isEqualTo("3");
        assertThat(state(moved)).isEqualTo("paused");
    }

    @Test
    default void movingWhatIsGoneFails() {
        ResourceId moved = fresh("moved");
        assertThat(failure(new ConnectorOperation.MoveConnector(moved, fresh("gone"), configWith(), "running"))
                        .code())
                .isEqualTo("KG364");
        assertThat(read(moved).state().ids()).isEmpty();
    }

    @Test
    default void restartingWhatHasNotFailedSucceeds() {
        ResourceId id = created("healthy");

        done(new ConnectorOperation.RestartConnector(id));

        assertThat(state(id)).isEqualTo("running");
    }

    @Test
    default void answersForEachConnectorInTheOrderAsked() {
        ResourceId b = fresh("b");
        ResourceId a = fresh("a");
        ResourceId gone = fresh("c");
        List<Operation> actions = List.of(create(b), update(gone), create(a));

        List<OperationResult> outcomes = cluster().execute(actions, progress -> {});

        assertThat(outcomes).extracting(OperationResult::action).containsExactlyElementsOf(actions);
        assertThat(outcomes).extracting(OperationResult::isDone).containsExactly(true, false, true);
    }

    @Test
    default void objectsToAConfigWithoutAClass() {
        ResourceId id = fresh("no-class");

        List<ValidationFinding> objections =
                cluster().validate(List.of(new ConnectorOperation.CreateConnector(id, new TreeMap<>(), null)));

        assertThat(objections).singleElement().satisfies(objection -> {
            assertThat(objection.id()).isEqualTo(id);
            assertThat(objection.path()).isEqualTo("config.connector.class");
            assertThat(objection.diagnostic().code()).isEqualTo("KG353");
            assertThat(objection.diagnostic().isError()).isTrue();
        });
    }

    @Test
    default void hasNothingAgainstAConfigThatRuns() {
        List<Operation> actions = List.of(create(fresh("fine")), update(created("fine-too"), "tasks.max", "2"));

        assertThat(cluster().validate(actions)).isEmpty();
    }

    @Test
    default void doesNothingWhileItChecksConnectors() {
        ResourceId id = fresh("checked-only");

        cluster().validate(List.of(create(id)));

        assertThat(read(id).state().resources()).isEmpty();
    }

    @Test
    default void hasNoEvidenceOfTopics() {
        ResourceId id = created("evidence");

        assertThat(cluster().evidence(new java.util.TreeSet<>())).isEmpty();
        assertThat(cluster().owns(id)).isTrue();
        assertThat(cluster().owns(TopicKind.id("t"))).isFalse();
        assertThat(cluster().owns(ConnectorKind.id("elsewhere", "c"))).isFalse();
    }

    @Test
    default void keepsASecretOutOfEveryPrintedForm() {
        ResourceId id = fresh("secret");
        TreeMap<String, FieldValue> config = new TreeMap<>(configWith());
        config.put("some.password", FieldValue.secret("s3cr3t-value", null));
        done(new ConnectorOperation.CreateConnector(id, config, null));

        LiveState live = read(id);

        assertThat(live.state().get(id)).satisfies(resource -> {
            assertThat(resource.config("some.password")).isEqualTo("s3cr3t-value");
            assertThat(resource.field("config.some.password").sensitive()).isTrue();
        });
        assertThat(live.toString()).doesNotContain("s3cr3t-value");
    }
}
