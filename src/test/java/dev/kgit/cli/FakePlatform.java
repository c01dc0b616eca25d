package dev.kgit.cli;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.ClusterInfo;
import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.EvidenceRequest;
import dev.kgit.cluster.FakeCluster;
import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Operation;
import dev.kgit.cluster.OperationProgress;
import dev.kgit.cluster.OperationResult;
import dev.kgit.cluster.Permit;
import dev.kgit.cluster.ReplicaMoves;
import dev.kgit.cluster.SecretKeys;
import dev.kgit.cluster.ValidationFinding;
import dev.kgit.ledger.MemoryLedger;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.workflow.PlatformConnection;
import dev.kgit.workflow.Workspace;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A platform and its ledger in memory, which every command line of a test goes to: a history of applies takes milliseconds. */
final class FakePlatform implements PlatformConnection.Opener {

    final FakeCluster cluster = new FakeCluster().worker("main", "4.3.1");
    final MemoryLedger.Log log = new MemoryLedger.Log();

    Ledger ledger(String project, String environment) {
        return new MemoryLedger(log, project, environment);
    }

    @Override
    public PlatformConnection open(Workspace workspace) {
        return open(workspace, cluster);
    }

    /** The same with more than this cluster in it. */
    PlatformConnection open(Workspace workspace, Cluster all) {
        return new PlatformConnection(
                new Kept(all, workspace.environment().environment().connect().keySet()),
                new Still(),
                workspace.environment().environment().ledger().isOn() ? this::ledger : (project, name) -> Ledger.OFF,
                workspace.environment().project(),
                workspace.environment().environment().name());
    }

    /** Nothing moves. */
    private static final class Still implements ReplicaMoves {
        @Override
        public int sweepThrottles() {
            return 0;
        }

        @Override
        public boolean isMoving() {
            return false;
        }

        @Override
        public void cancel() {}

        @Override
        public void leave() {}
    }

    /** The cluster outlives the commands, and shows the connectors of those Connect clusters that are asked. */
    private record Kept(Cluster cluster, Set<String> asked) implements Cluster {

        @Override
        public LiveState read(ReadRequest wanted) {
            LiveState live = cluster.read(wanted);
            Set<ResourceId> hidden = new HashSet<>(live.state().ids());
            hidden.addAll(live.others());
            hidden.removeIf(id -> id.scope().isEmpty() || asked.contains(id.scope()));
            SortedMap<String, ClusterInfo.Worker> workers =
                    new TreeMap<>(live.platform().connect());
            workers.keySet().retainAll(asked);
            LiveState shown = live.without(hidden);
            return new LiveState(
                    new ClusterInfo(live.platform().clusterId(), live.platform().brokers(), workers),
                    shown.state(),
                    shown.statuses(),
                    shown.facts(),
                    shown.others(),
                    shown.readFailures(),
                    shown.remarks());
        }

        @Override
        public SortedMap<ResourceId, Evidence> evidence(Collection<? extends EvidenceRequest> requests) {
            return cluster.evidence(requests);
        }

        @Override
        public List<ValidationFinding> validate(List<Operation> actions) {
            return cluster.validate(actions);
        }

        @Override
        public List<OperationResult> execute(
                List<Operation> actions, Permit permit, Consumer<OperationProgress> progress) {
            return cluster.execute(actions, permit, progress);
        }

        @Override
        public SecretKeys secretKeys(Collection<Resource> connectors) {
            return cluster.secretKeys(connectors);
        }

        @Override
        public boolean owns(ResourceId id) {
            return cluster.owns(id);
        }

        @Override
        public void close() {}
    }
}
