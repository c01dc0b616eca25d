package dev.kgit.cluster;

import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.model.ResourceId;
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
    public ResourceId fresh(String hint) {
        return ConnectorKind.id("main", hint + "-" + names++);
    }

    @Override
    public Map<String, String> config() {
        return Map.of("connector.class", "dev.kgit.fixture.MoodyConnector", "tasks.max", "1");
    }
}
