package dev.kgit.workflow;

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
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;

/** A part of the platform with a stopwatch. */
final class TimedCluster implements Cluster {

    private final String name;
    private final Cluster part;
    private final Timings timings;

    TimedCluster(String name, Cluster part, Timings timings) {
        this.name = name;
        this.part = part;
        this.timings = timings;
    }

    @Override
    public LiveState read(ReadRequest wanted) {
        return timings.of(name + " read", () -> part.read(wanted));
    }

    @Override
    public SortedMap<ResourceId, Evidence> evidence(Collection<? extends EvidenceRequest> requests) {
        return timings.of(name + " evidence", () -> part.evidence(requests));
    }

    @Override
    public List<ValidationFinding> validate(List<Operation> actions) {
        return timings.of(name + " check", () -> part.validate(actions));
    }

    @Override
    public List<OperationResult> execute(List<Operation> actions, Permit permit, Consumer<OperationProgress> progress) {
        return timings.of(name + " perform", () -> part.execute(actions, permit, progress));
    }

    @Override
    public SecretKeys secretKeys(Collection<Resource> declared) {
        return timings.of(name + " secrets", () -> part.secretKeys(declared));
    }

    @Override
    public boolean standsAlone() {
        return part.standsAlone();
    }

    @Override
    public boolean owns(ResourceId id) {
        return part.owns(id);
    }

    @Override
    public void close() {
        part.close();
    }
}
