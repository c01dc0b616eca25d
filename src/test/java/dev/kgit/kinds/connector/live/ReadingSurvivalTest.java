package dev.kgit.kinds.connector.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.ConnectorSteps;
import dev.kgit.cluster.LiveState;
import dev.kgit.connect.MessageSanitizer;
import dev.kgit.fixture.AloneOnTheWorker;
import dev.kgit.fixture.FaultyProxy;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.connector.ConnectorStatus;
import dev.kgit.model.FieldValue;
import dev.kgit.model.KgitException;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.sandbox.FreePorts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real worker seen through what networks, proxies and its own start make of its answers. */
@RealServers
@AloneOnTheWorker
class ReadingSurvivalTest implements ConnectorSteps {

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final String EXPANDED = "GET /connectors\\?.*";

    private final String worker = Workers.shared().url();
    private final ConnectWorkers direct = ConnectWorkersTest.at(worker);
    private final FaultyProxy proxy = FaultyProxy.before(worker);
    private final ConnectWorkers connect = ConnectWorkersTest.at(proxy.url());

    /** What is prepared is prepared without faults. */
    @Override
    public Cluster cluster() {
        return direct;
    }

    @Override
    public ResourceId fresh(String hint) {
        return ConnectorKind.id("main", "read-" + hint + "-" + NAMES.incrementAndGet());
    }

    @Override
    public Map<String, String> config() {
        return Map.of("connector.class", "dev.kgit.fixture.MoodyConnector", "tasks.max", "1");
    }

    @AfterEach
    void deleteAllAndClose() {
        Connectors.deleteAll(direct);
        direct.close();
        connect.close();
        proxy.close();
    }

    private LiveState seen(ResourceId... wanted) {
        return connect.read(() -> Set.of(wanted));
    }

    @Test
    void waitsForAWorkerThatDoesNotListenYet() {
        ResourceId id = created("early");
        int port = FreePorts.take(1).get(0);
        ConnectWorkers early = ConnectWorkersTest.at("http://127.0.0.1:" + port);
        CompletableFuture<FaultyProxy> later = CompletableFuture.supplyAsync(
                () -> FaultyProxy.before(worker, port), CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS));

        assertThat(early.read(() -> Set.of(id)).state().ids()).containsExactly(id);
        later.join().close();
    }

    @Test
    void waitsForAWorkerThatShowsItsStartingPage() {
        ResourceId id = created("starting");
        proxy.startingPage(".*", 6);

        assertThat(seen(id).state().ids()).containsExactly(id);
    }

    @Test
    void waitsForAWorkerThatSaysThatItIsNotHealthyYet() {
        ResourceId id = created("unhealthy");
        proxy.json("GET /health", 4, 503, "{\"status\":\"starting\",\"message\":\"a moment\"}");

        assertThat(seen(id).state().ids()).containsExactly(id);
        assertThat(proxy.count("GET /health")).isEqualTo(5);
    }

    @Test
    void doesNotTakeAnEmptyListingForAnEmptyCluster() {
        ResourceId id = created("listed-empty");
        ResourceId absent = fresh("never-there");
        proxy.json(EXPANDED, 1, 200, "{}");

        LiveState live = seen(id, absent);

        assertThat(live.state().ids()).containsExactly(id);
        assertThat(live.readFailures()).isEmpty();
    }

    @Test
    void doesNotTakeAStartingPageForAbsence() {
        ResourceId id = created("html");
        proxy.json(EXPANDED, 1, 200, "{}").startingPage("GET /connectors/.*", 4);

        assertThat(seen(id).state().ids()).containsExactly(id);
    }

    @Test
    void oneBadConnectorSpoilsTheListingButNotTheOthers() {
        ResourceId good = created("good");
        ResourceId bad = created("bad");
        ResourceId other = created("other");
        proxy.alwaysError(EXPANDED, 500, "Failed to find any class that implements Connector")
                .alwaysError("GET /connectors/" + bad.name() + "/config", 500, "no value for c4nary");

        LiveState live = seen(good, bad);

        assertThat(live.state().ids()).containsExactly(good);
        assertThat(ConnectorStatus.of(live, good).tasks()).hasSize(1);
        assertThat(live.others()).contains(other);
        assertThat(live.readFailures()).singleElement().satisfies(readFailure -> {
            assertThat(readFailure.id()).isEqualTo(bad);
            assertThat(readFailure.why().code()).isEqualTo("KG457");
            assertThat(readFailure.why().message())
                    .contains("500", MessageSanitizer.WITHHELD)
                    .doesNotContain("c4nary");
        });
    }

    @Test
    void aConnectorWhosePluginIsGoneIsStillRead() {
        ResourceId bad = created("plugin-gone");
        proxy.alwaysError(EXPANDED, 500, "Failed to find any class")
                .alwaysError("GET /connectors/" + bad.name(), 500, "Failed to find any class");

        assertThat(seen(bad).state().get(bad))
                .satisfies(read -> assertThat(read.config()).isEqualTo(configWith()));
    }

    @Test
    void whatIsDeletedWhileItIsReadIsAbsent() {
        ResourceId id = created("deleted-between");
        proxy.alwaysError(EXPANDED, 500, "no")
                .meanwhile(
                        "GET /connectors/" + id.name() + "/config",
                        1,
                        () -> done(new dev.kgit.kinds.connector.ConnectorOperation.DeleteConnector(id)));

        LiveState live = seen(id);

        assertThat(live.state().resources()).isEmpty();
        assertThat(live.readFailures()).isEmpty();
    }

    @Test
    void aConnectorWithoutStatusHasOnlyJustBeenCreated() {
        ResourceId id = created("no-status");
        proxy.alwaysError(EXPANDED, 500, "no")
                .alwaysError("GET /connectors/" + id.name() + "/status", 404, "No status found");

        LiveState live = seen(id);

        assertThat(live.state().get(id))
                .satisfies(read -> assertThat(read.text(Resource.STATE)).isEqualTo("running"));
        assertThat(ConnectorStatus.of(live, id).state()).isEqualTo("UNASSIGNED");
    }

    @Test
    void aLostAnswerIsAskedForAgain() {
        ResourceId id = created("lost");
        ConnectWorkers patient = ConnectWorkersTest.at(java.time.Duration.ofSeconds(12), proxy.url());
        proxy.lose("GET /", 1);

        assertThat(patient.read(() -> Set.of(id)).state().ids()).containsExactly(id);
        patient.close();
    }

    @Test
    void aMaskedValueIsUnknown() {
        ResourceId id = created("masked", "handshake", "hidden-for-good", "mood", "fine");
        for (String mask : List.of("****", "[hidden]", "<redacted>", "********************")) {
            try (FaultyProxy masking = FaultyProxy.before(worker);
                    ConnectWorkers behind = ConnectWorkersTest.at(masking.url())) {
                masking.rewrite(EXPANDED, body -> body.replace("hidden-for-good", mask));

                Resource live = behind.read(() -> Set.of(id)).state().get(id);

                assertThat(live.field("config.handshake")).as(mask).isEqualTo(FieldValue.unknown());
                assertThat(live.config("mood")).isEqualTo("fine");
            }
        }
    }

    @Test
    void readsWorkersThatKnowNeitherExpandNorHealth() {
        ResourceId id = created("old");
        proxy.rewrite("GET /", body -> body.replaceFirst("\"version\":\"[^\"]*\"", "\"version\":\"2.2.1\""))
                .json(EXPANDED, 99, 200, "[\"" + id.name() + "\"]")
                .alwaysError("GET /health", 404, "HTTP 404 Not Found");

        LiveState live = seen(id);

        assertThat(live.state().ids()).containsExactly(id);
        assertThat(live.platform().connect().get("main").version()).isEqualTo("2.2.1");
        assertThat(proxy.count("GET /health")).isZero();
    }

    @Test
    void aWorkerThatNeverGetsReadyIsNotAnEmptyCluster() {
        proxy.json("GET /health", 9999, 500, "{\"status\":\"unhealthy\",\"message\":\"no\"}");
        ConnectWorkers impatient = ConnectWorkersTest.at(java.time.Duration.ofSeconds(6), proxy.url());

        assertThatThrownBy(() -> impatient.read(Set::of))
                .isInstanceOf(KgitException.Unavailable.class)
                .hasMessageContaining("KG455")
                .hasMessageContaining("unhealthy");
        impatient.close();
    }

    @Test
    void asksOnceForManyConnectors() {
        List<ResourceId> ids = List.of(created("m1"), created("m2"), created("m3"));

        assertThat(seen(ids.toArray(ResourceId[]::new)).state().ids()).containsAll(ids);

        assertThat(proxy.seen())
                .containsExactly(
                        "GET /",
                        "GET /health",
                        "GET /connectors?expand=info&expand=status",
                        "GET /connector-plugins/dev.kgit.fixture.MoodyConnector/config");
    }
}
