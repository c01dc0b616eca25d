package dev.kgit.workflow;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LiveState;
import dev.kgit.diff.AppliedState;
import dev.kgit.diff.EarlierApplies;
import dev.kgit.diff.FieldRules;
import dev.kgit.diff.SensitiveValues;
import dev.kgit.kind.Kinds;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import dev.kgit.model.State;
import dev.kgit.plan.Owner;
import dev.kgit.plan.PlanInputs;
import dev.kgit.plan.PruneLimits;
import dev.kgit.plan.UsedConsents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All that was read for one run: files, cluster, ledger, Git.
 *
 * @param kinds the kinds of resources that there are
 * @param lacking what was applied and the commit that is checked out does not have
 * @param others what other projects manage on this cluster
 * @param unreadLedger that the ledger can't be read, and why; null where it can
 */
record Inputs(
        Kinds kinds,
        DesiredState desired,
        LiveState live,
        Ledger.Snapshot snapshot,
        Revision revision,
        AppliedState applied,
        PruneLimits pruneLimits,
        UsedConsents spentConsents,
        Optional<MissingRun> lacking,
        Map<ResourceId, Owner> others,
        LiveState.@Nullable ReadFailure unreadLedger) {

    PlanInputs planInputs(PlanInputs.Options options, List<Diagnostic> remarks) {
        return new PlanInputs(
                kinds, desired, live, applied, pruneLimits, spentConsents, others, revision, options, remarks);
    }

    /** What is declared, or was applied: what a plan can be about. */
    Set<ResourceId> ownIds() {
        Set<ResourceId> ids = new TreeSet<>(desired.state().resources().keySet());
        ids.addAll(applied.managed().keySet());
        return ids;
    }

    /** The same with all that the ledger still lists of this project, and all that is there: what drift can be asked about. */
    Set<ResourceId> knownIds() {
        Set<ResourceId> ids = ownIds();
        snapshot.mine().ifPresent(entry -> ids.addAll(entry.managed().keySet()));
        ids.addAll(live.state().resources().keySet());
        ids.addAll(live.others());
        live.readFailures().forEach(readFailure -> ids.add(readFailure.id()));
        return ids;
    }

    /** The same with another reading of the cluster. */
    Inputs with(LiveState newLive) {
        return with(desired, newLive, applied);
    }

    /** The same with other files. */
    Inputs with(DesiredState other) {
        return with(other, live, applied);
    }

    /**
     * The same, where every value that must not be shown is marked: what the plugin of a connector calls a secret, whatever
     * its name says, and what {@link SensitiveValues} finds.
     *
     * @param trusts whether the files of a commit, or of the working tree (null), are not a stranger's
     */
    Inputs withSecretsOf(Cluster cluster, EarlierApplies earlier, Predicate<@Nullable String> trusts) {
        Function<ResourceId, FieldRules> rules = kinds.fieldRules(live);
        UnaryOperator<State> marked = state -> {
            List<Resource> typed = state.resources().values().stream()
                    .filter(resource -> kinds.of(resource.id()).hasTypedSecrets())
                    .filter(resource -> live.readFailures().stream()
                            .noneMatch(readFailure -> readFailure.id().equals(resource.id())))
                    .toList();
            return typed.isEmpty() ? state : cluster.secretKeys(typed).markedIn(state, kinds::mayHoldSecret);
        };
        DesiredState files = desired.with(marked.apply(desired.state()));
        AppliedState last = applied.with(marked);
        SensitiveValues secrets = new SensitiveValues(
                files.state(), last, earlier, desired.redactor(), trusted(files, last, trusts), rules);
        return with(files, live.with(secrets.markedIn(live.state())), last);
    }

    private Inputs with(DesiredState files, LiveState newLive, AppliedState last) {
        return new Inputs(
                kinds,
                files,
                newLive,
                snapshot,
                revision,
                last,
                pruneLimits,
                spentConsents,
                lacking,
                others,
                unreadLedger);
    }

    /** What is declared by whoever is trusted, what was applied last first: others can write the ledger too. */
    private static List<State> trusted(DesiredState files, AppliedState applied, Predicate<@Nullable String> trusts) {
        Map<String, Boolean> commits = new HashMap<>();
        List<Resource> known = new ArrayList<>();
        applied.declared().scoped().forEach((id, resource) -> {
            ManagedResource managed = applied.managed().get(id);
            String commit = managed == null ? null : managed.commit();
            if (commit != null && commits.computeIfAbsent(commit, trusts::test)) {
                known.add(resource);
            }
        });
        List<State> trusted = new ArrayList<>(List.of(State.of(known)));
        if (trusts.test(null)) {
            trusted.add(files.state());
        }
        return trusted;
    }

    /** The same, where nothing counts that workers of another Kafka cluster say. */
    Inputs withoutForeignWorkers() {
        return withoutForeignWorkers(Set.of());
    }

    /** @param more what was asked for beside what is declared or was managed */
    Inputs withoutForeignWorkers(Set<ResourceId> more) {
        Set<ResourceId> asked = new TreeSet<>(desired.state().ids());
        asked.addAll(more);
        asked.addAll(applied.managed().keySet());
        return with(live.withoutForeignWorkers(asked));
    }
}
