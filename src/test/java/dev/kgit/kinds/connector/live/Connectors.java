package dev.kgit.kinds.connector.live;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.Operation;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.connector.ConnectorOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What tests leave behind. */
final class Connectors {

    private Connectors() {}

    static void deleteAll(ConnectWorkers connect) {
        List<Operation> deletes = new ArrayList<>();
        connect.read(Cluster.ReadRequest.everythingAnd(Set.of())).state().ids().stream()
                .filter(id -> id.isOf(ConnectorKind.NAME))
                .forEach(id -> deletes.add(new ConnectorOperation.DeleteConnector(id)));
        connect.execute(deletes, progress -> {});
    }
}
