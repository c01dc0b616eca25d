package dev.kgit.workflow;

import dev.kgit.diff.AppliedState;
import dev.kgit.git.CommitRelation;
import dev.kgit.git.GitRepository;
import dev.kgit.model.DesiredState;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import dev.kgit.plan.PruneLimits;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What Git has to confirm before something is deleted because its lines were taken out. */
final class PruneCheck {

    private final DesiredState desired;
    private final Revision revision;
    private final Optional<MissingRun> lacking;

    /** @param lacking what the commit does not have */
    PruneCheck(DesiredState desired, Revision revision, Optional<MissingRun> lacking) {
        this.desired = desired;
        this.revision = revision;
        this.lacking = lacking;
    }

    /** @param head the commit that is checked out */
    PruneLimits limits(AppliedState applied, Optional<GitRepository> git, @Nullable String head) {
        if (!desired.environment().prune() || applied.managed().isEmpty()) {
            return PruneLimits.NONE;
        }
        if (git.isEmpty() || head == null) {
            return new PruneLimits("there is no commit that took it out", Map.of());
        }
        if (revision.dirty()) {
            return new PruneLimits("the working tree differs from the commit", Map.of());
        }
        if (lacking.isPresent()) {
            String commit = Revision.shortCommit(lacking.get().commit());
            return new PruneLimits(
                    lacking.get().isCertain()
                            ? "this commit lacks " + commit + ", which was applied"
                            : "whether this commit has " + commit + ", which was applied, can't be told here",
                    Map.of());
        }
        return new PruneLimits(null, each(applied, git.get(), head));
    }

    private Map<ResourceId, String> each(AppliedState applied, GitRepository git, String head) {
        Predicate<ResourceId> scope =
                ImportCandidates.scope(desired.environment().scope());
        Map<String, CommitRelation> relations = new HashMap<>();
        Map<ResourceId, String> each = new HashMap<>();
        applied.managed().forEach((id, managed) -> {
            if (desired.state().get(id) == null) {
                hindrance(
                                id,
                                managed,
                                scope,
                                commit -> relations.computeIfAbsent(
                                        commit, known -> git.ancestry().relation(known, null, head)))
                        .ifPresent(why -> each.put(id, why));
            }
        });
        return each;
    }

    private static Optional<String> hindrance(
            ResourceId id,
            ManagedResource managed,
            Predicate<ResourceId> scope,
            Function<String, CommitRelation> relation) {
        if (!scope.test(id)) {
            return Optional.of("it is outside of `scope`");
        }
        String commit = managed.commit();
        if (commit == null) {
            return Optional.of("it was applied from outside of Git");
        }
        return switch (relation.apply(commit)) {
            case SAME, AHEAD -> Optional.empty();
            case BEHIND, DIVERGED ->
                Optional.of("commit " + Revision.shortCommit(commit)
                        + ", which the ledger names for it, is not part of this commit's history");
            case UNKNOWN ->
                Optional.of("whether commit " + Revision.shortCommit(commit)
                        + ", which the ledger names for it, is part of this commit's history can't be told here");
        };
    }
}
