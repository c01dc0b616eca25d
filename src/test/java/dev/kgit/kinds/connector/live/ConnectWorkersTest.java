package dev.kgit.kinds.connector.live;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.ConnectContract;
import dev.kgit.fixture.AloneOnTheWorker;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.Workers;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.model.Environment.ConnectEndpoint;
import dev.kgit.model.Redactor;
import dev.kgit.model.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** The contract, kept by a real worker. */
@RealServers
@AloneOnTheWorker
class ConnectWorkersTest implements ConnectContract {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final ConnectWorkers connect = at(Workers.shared().url());

    static ConnectWorkers at(String... urls) {
        return at(Duration.ofSeconds(20), urls);
    }

    static ConnectWorkers at(Duration timeout, String... urls) {
        return ConnectWorkers.at(
                "main",
                new ConnectEndpoint(List.of(urls), null, null, null, new TreeMap<>()),
                timeout,
                new Redactor(List.of()));
    }

    @Override
    public Cluster cluster() {
        return connect;
    }

    @Override
    public ResourceId fresh(String hint) {
        return ConnectorKind.id("main", "real " + hint + NAMES.incrementAndGet());
    }

    @Override
    public Map<String, String> config() {
        return Map.of("connector.class", "dev.kgit.fixture.MoodyConnector", "tasks.max", "1");
    }

    @AfterEach
    void deleteAllAndClose() {
        Connectors.deleteAll(connect);
        connect.close();
    }
}
