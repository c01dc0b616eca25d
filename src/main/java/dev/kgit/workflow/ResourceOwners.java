package dev.kgit.workflow;

import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.RepositoryIdentity;
import dev.kgit.diff.AppliedState;
import dev.kgit.git.GitRepository;
import dev.kgit.model.DesiredState;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ManagedResource.Status;
import dev.kgit.model.ResourceId;
import dev.kgit.plan.Owner;
import dev.kgit.plan.Owner.Claim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Who else manages what on this cluster, as the ledger says, and how they stand to this project. */
final class ResourceOwners {

    /** A name that may stand in a command: others can write the ledger too. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]++/[A-Za-z0-9._-]++");

    private final Workspace workspace;
    private final DesiredState desired;
    private final AppliedState applied;

    ResourceOwners(Workspace workspace, DesiredState desired, AppliedState applied) {
        this.workspace = workspace;
        this.desired = desired;
        this.applied = applied;
    }

    /** What others have; what they sent and did not see, or have lost since, is left out. */
    static Set<ResourceId> settled(Ledger.Snapshot snapshot) {
        List<LedgerEntry> all = new ArrayList<>(snapshot.others());
        snapshot.mine().ifPresent(all::add);
        Set<ResourceId> settled = new HashSet<>();
        for (LedgerEntry entry : snapshot.others()) {
            entry.managed().forEach((id, resource) -> {
                if (!resource.isPending() && all.stream().noneMatch(other -> other.hasTaken(id, entry))) {
                    settled.add(id);
                }
            });
        }
        return settled;
    }

    /** By resource. What others sent and did not see counts as theirs where it is there. */
    Map<ResourceId, Owner> of(Ledger.Snapshot snapshot, LiveState live) {
        Map<ResourceId, Owner> owners = new HashMap<>();
        for (LedgerEntry entry : snapshot.others()) {
            boolean declared = entry.managed().keySet().stream()
                    .anyMatch(id -> desired.state().get(id) != null);
            boolean renamed = declared && mayBeRenamed(entry);
            entry.managed().forEach((id, resource) -> {
                boolean lost = snapshot.others().stream().anyMatch(other -> other.hasTaken(id, entry));
                if (!lost && (!resource.isPending() || live.state().get(id) != null)) {
                    owners.put(id, new Owner(entry.owner(), claim(entry, id, resource, renamed)));
                }
            });
        }
        return owners;
    }

    private Claim claim(LedgerEntry entry, ResourceId id, ManagedResource resource, boolean renamed) {
        boolean fromHere = entry.takenOver().getOrDefault(id, List.of()).stream()
                .anyMatch(over -> over.from().equals(here()));
        if (fromHere && !applied.managed().containsKey(id)) {
            return Claim.TOOK_OVER;
        }
        if (resource.status() == Status.WITHDRAWN || resource.status() == Status.LEFT) {
            return Claim.WITHDRAWN;
        }
        return renamed ? Claim.FROM_THIS_REPOSITORY : Claim.MANAGES;
    }

    /** Whether it is of the very folder of this repository, where it is to be found no longer. */
    private boolean mayBeRenamed(LedgerEntry entry) {
        RepositoryIdentity root = entry.root();
        Optional<GitRepository> git = workspace.git();
        boolean stillHere = entry.project().equals(desired.project())
                && workspace.repository().environments().contains(entry.environment());
        return root != null
                && git.isPresent()
                && !stillHere
                && PLAIN.matcher(entry.owner()).matches()
                && RepositoryCheck.isOf(entry, root, git.get());
    }

    private String here() {
        return desired.project() + "/" + desired.environment().name();
    }
}
