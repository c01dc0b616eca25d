package dev.kgit.diff;

import dev.kgit.model.ManagedResource;
import dev.kgit.model.ManagedResource.Status;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was applied last, for tests. */
public final class AppliedStates {

    public static final String COMMIT = "c0ffee0000000000000000000000000000000000";

    private AppliedStates() {}

    /** The commit declared all this, and all of it is managed. */
    public static AppliedState of(State declared) {
        SortedMap<ResourceId, ManagedResource> managed = new TreeMap<>();
        declared.resources().forEach((id, resource) -> {
            if (!resource.lifecycle().absent()) {
                managed.put(id, owned(""));
            }
        });
        return new AppliedState(managed, declared, Map.of(), null);
    }

    /** The same, where a topic had this id. */
    public static AppliedState of(State declared, ResourceId topic, String topicId) {
        return with(of(declared), topic, topicId);
    }

    /** The same, where a topic had this id. */
    public static AppliedState with(AppliedState applied, ResourceId topic, String topicId) {
        return with(applied, topic, owned(topicId));
    }

    /** The same with another status of a resource. */
    public static AppliedState with(AppliedState applied, ResourceId id, Status status) {
        return with(applied, id, applied.managed().getOrDefault(id, owned("")).with(status));
    }

    /** The same with another word of the ledger about a resource. */
    public static AppliedState with(AppliedState applied, ResourceId id, ManagedResource resource) {
        SortedMap<ResourceId, ManagedResource> managed = new TreeMap<>(applied.managed());
        managed.put(id, resource);
        return new AppliedState(managed, applied.declared(), applied.unknown(), applied.otherwise());
    }

    /** The ledger says the same, and nobody can say what was declared. */
    public static AppliedState unknown(AppliedState applied, String reason) {
        return new AppliedState(applied.managed(), State.EMPTY, Map.of(), reason);
    }

    public static ManagedResource owned(String topicId) {
        return new ManagedResource("run", COMMIT, false, "environments/dev/topics.yaml", topicId, Status.OWNED);
    }
}
