package dev.kgit.kinds.note;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.ClusterInfo;
import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.EvidenceRequest;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Operation;
import dev.kgit.cluster.OperationProgress;
import dev.kgit.cluster.OperationResult;
import dev.kgit.cluster.Permit;
import dev.kgit.cluster.SecretKeys;
import dev.kgit.cluster.ValidationFinding;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Where notes live: the live side of their kind. */
public final class NoteBoard implements Cluster {

    private final SortedMap<ResourceId, SortedMap<String, FieldValue>> notes = new TreeMap<>();

    /** Somebody writes a note by hand. */
    public NoteBoard note(String name, String text) {
        notes.put(NoteKind.id(name), new TreeMap<>(Map.of(NoteKind.TEXT, FieldValue.of(text))));
        return this;
    }

    public boolean has(String name) {
        return notes.containsKey(NoteKind.id(name));
    }

    /** What a note says. */
    public String text(String name) {
        return notes.get(NoteKind.id(name)).get(NoteKind.TEXT).text();
    }

    @Override
    public LiveState read(ReadRequest wanted) {
        Set<ResourceId> asked = new TreeSet<>(wanted.all());
        List<Resource> found = new ArrayList<>();
        TreeSet<ResourceId> others = new TreeSet<>();
        notes.forEach((id, fields) -> {
            if (wanted.everything() || asked.contains(id)) {
                found.add(Resource.live(id, fields));
            } else {
                others.add(id);
            }
        });
        return new LiveState(ClusterInfo.UNKNOWN, State.of(found), new TreeMap<>(), Map.of(), others, List.of());
    }

    @Override
    public SortedMap<ResourceId, Evidence> evidence(Collection<? extends EvidenceRequest> requests) {
        return new TreeMap<>();
    }

    @Override
    public List<ValidationFinding> validate(List<Operation> operations) {
        return List.of();
    }

    @Override
    public List<OperationResult> execute(
            List<Operation> operations, Permit permit, Consumer<OperationProgress> progress) {
        List<OperationResult> results = new ArrayList<>();
        for (Operation operation : operations) {
            Optional<Diagnostic> denial = permit.denial();
            if (denial.isPresent()) {
                results.add(OperationResult.failed(operation, denial.get()));
                continue;
            }
            if (operation instanceof NoteOperation.Write write) {
                notes.put(write.id(), write.fields());
            } else {
                notes.remove(operation.id());
            }
            results.add(OperationResult.done(operation));
        }
        return results;
    }

    @Override
    public SecretKeys secretKeys(Collection<Resource> declared) {
        return SecretKeys.NONE;
    }

    @Override
    public boolean owns(ResourceId id) {
        return id.isOf(NoteKind.NAME);
    }

    @Override
    public void close() {}
}
