package dev.kgit.kinds.connector.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.ConnectorSteps;
import dev.kgit.cluster.Operation;
import dev.kgit.cluster.OperationResult;
import dev.kgit.fixture.AloneOnTheWorker;
import dev.kgit.fixture.ConnectWorker;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.connector.ConnectorOperation;
import dev.kgit.model.ResourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A Connect cluster of two real workers, of which one comes and goes. */
@RealServers
@AloneOnTheWorker
class SeveralWorkersTest implements ConnectorSteps {

    private static final AtomicInteger GROUPS = new AtomicInteger();

    private final String group = "several-" + GROUPS.incrementAndGet();
    private final ConnectWorker first = start();
    private final ConnectWorker second = start();
    private final ConnectWorkers connect = ConnectWorkersTest.at(Duration.ofSeconds(30), first.url(), second.url());

    private ConnectWorker start() {
        Map<String, String> properties = Workers.properties(group);
        // Moves the tasks of a worker that is gone at once, and not after five minutes.
        properties.put("scheduled.rebalance.max.delay.ms", "0");
        return ConnectWorker.start(Workers.shared().brokers(), properties);
    }

    @Override
    public Cluster cluster() {
        return connect;
    }

    @Override
    public ResourceId fresh(String hint) {
        return ConnectorKind.id("main", hint);
    }

    @Override
    public Map<String, String> config() {
        return Map.of("connector.class", "dev.kgit.fixture.MoodyConnector", "tasks.max", "2");
    }

    @AfterEach
    void close() {
        connect.close();
        second.close();
        first.close();
    }

    @Test
    void writesGoThroughWhileTheGroupLosesAndGainsAWorker() {
        List<Operation> creates = new ArrayList<>();
        List<Operation> updates = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            creates.add(create(fresh("c" + i)));
            updates.add(update(fresh("c" + i), "level", "7"));
        }
        assertThat(connect.execute(creates, progress -> {})).allMatch(OperationResult::isDone);

        // The one that kgit talks to, and the leader of the group.
        CompletableFuture<Void> leaving = CompletableFuture.runAsync(first::close);
        List<OperationResult> outcomes = connect.execute(updates, progress -> {});
        leaving.join();

        assertThat(outcomes).extracting(OperationResult::failure).containsOnlyNulls();
        for (int i = 0; i < 4; i++) {
            assertThat(resource(fresh("c" + i)).config("level")).isEqualTo("7");
        }
        try (ConnectWorker third = start()) {
            assertThat(third.url()).isNotEmpty();
            done(update(fresh("c0"), "level", "8"));
            done(new ConnectorOperation.ChangeConnectorState(fresh("c1"), "paused"));
            done(new ConnectorOperation.DeleteConnector(fresh("c2")));
        }
    }
}
