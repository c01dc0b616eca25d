package dev.kgit.kinds.connector.live;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.EvidenceRequest;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Operation;
import dev.kgit.cluster.OperationProgress;
import dev.kgit.cluster.OperationResult;
import dev.kgit.cluster.Permit;
import dev.kgit.cluster.SecretKeys;
import dev.kgit.cluster.ValidationFinding;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Glob;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A Connect cluster that no target names: it need not be up. So the topics that its workers wait for can be applied before
 * there is a worker. Its connectors are gaps, since nothing is known of them.
 */
public record SkippedConnectCluster(String name) implements Cluster {

    /** Whether no target names a connector of the cluster. */
    public static boolean isSkipped(String name, List<String> targets) {
        return !Glob.mayMatchPrefix(targets, ConnectorKind.NAME + "/" + name + "/");
    }

    @Override
    public LiveState read(ReadRequest wanted) {
        return LiveState.NOTHING.with(wanted.all().stream()
                .filter(this::owns)
                .sorted()
                .map(id -> new LiveState.ReadFailure(id, why()))
                .toList());
    }

    private Diagnostic why() {
        return Diagnostic.info("KG746", "Connect cluster " + name + " was not asked: no --target names a connector");
    }

    @Override
    public SortedMap<ResourceId, Evidence> evidence(Collection<? extends EvidenceRequest> requests) {
        return new TreeMap<>();
    }

    @Override
    public List<ValidationFinding> validate(List<Operation> actions) {
        return List.of();
    }

    /** Nothing is sent here: what no target names is in no plan. */
    @Override
    public List<OperationResult> execute(List<Operation> actions, Permit permit, Consumer<OperationProgress> progress) {
        if (!actions.isEmpty()) {
            throw new IllegalStateException(name + " was to be left alone: " + actions);
        }
        return List.of();
    }

    @Override
    public SecretKeys secretKeys(Collection<Resource> declared) {
        return SecretKeys.NONE;
    }

    @Override
    public boolean owns(ResourceId id) {
        return id.scope().equals(name);
    }

    @Override
    public void close() {}
}
