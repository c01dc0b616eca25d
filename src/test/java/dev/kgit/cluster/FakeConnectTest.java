package dev.kgit.cluster;

import dev.kgit.model.ConnectorId;
import java.util.Map;

/** The fake keeps the contract for connectors that a real worker keeps. */
class FakeConnectTest implements ConnectContract {

    private final FakeCluster fake = FakeCluster.connect("main");
    private int names;

    @Override
    public Cluster cluster() {
        return fake;
    }

    @Override
    public ConnectorId fresh(String hint) {
        return new ConnectorId("main", hint + "-" + names++);
    }

    @Override
    public Map<String, String> config() {
        return Map.of("connector.class", "dev.kgit.fixture.MoodyConnector", "tasks.max", "1");
    }
}
