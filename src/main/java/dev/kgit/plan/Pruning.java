package dev.kgit.plan;

import dev.kgit.kind.InternalResources;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ManagedResource.Status;
import dev.kgit.model.ResourceId;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which resources that are declared no longer are deleted: what is this project's, is still the one that was applied, and
 * was declared by the commit that the ledger names for it, as Git says and not the ledger alone.
 */
final class Pruning {

    private static final String INTERNAL = "what is internal is never pruned";

    private final PlanInputs planInputs;
    private final InternalResources internal;

    Pruning(PlanInputs planInputs, InternalResources internal) {
        this.planInputs = planInputs;
        this.internal = internal;
    }

    boolean prunes(ResourceId id) {
        return hindrance(id).isEmpty();
    }

    /** Why it is left alone; empty where it is deleted. */
    Optional<String> hindrance(ResourceId id) {
        if (internal.contains(id)) {
            return Optional.of(INTERNAL);
        }
        if (!planInputs.desired().environment().prune()) {
            return Optional.of("prune is off");
        }
        ManagedResource managed = planInputs.applied().managed().get(id);
        if (managed == null) {
            return Optional.of("the ledger does not name it");
        }
        if (managed.status() == Status.LEFT) {
            return Optional.of("an earlier apply left it, since it could not be confirmed that it was this project's");
        }
        if (isAnother(id, managed)) {
            return Optional.of("it was created again by somebody else");
        }
        return planInputs
                .applied()
                .of(id)
                .fold(
                        declared -> declared.lifecycle().absent()
                                ? Optional.of("the commit that the ledger names for it declares it as absent")
                                : planInputs.pruneLimits().of(id),
                        () -> Optional.of("no commit that was applied declared it"),
                        Optional::of);
    }

    /** What is left alone, by the reason for it. */
    SortedMap<String, SortedSet<ResourceId>> left(SortedSet<ResourceId> orphans) {
        SortedMap<String, SortedSet<ResourceId>> left = new TreeMap<>();
        orphans.forEach(id -> left.computeIfAbsent(hindrance(id).orElse("it is not looked at"), none -> new TreeSet<>())
                .add(id));
        return left;
    }

    /** What can be done about what is left alone for a reason. */
    static String hint(String why, String environment) {
        String delete = why.equals(INTERNAL)
                ? "to delete one, use Kafka's own tools if you are sure"
                : "to delete one, declare it with `state: absent`";
        return delete + "; to leave it for good, let it go with `kgit forget -e " + environment + " ID`";
    }

    private boolean isAnother(ResourceId id, ManagedResource managed) {
        String there = planInputs.live().incarnationOf(id);
        boolean seen = !managed.incarnation().isEmpty();
        return !there.isEmpty() && (seen ? !managed.incarnation().equals(there) : !managed.isPending());
    }
}
