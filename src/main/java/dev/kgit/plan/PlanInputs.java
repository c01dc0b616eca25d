package dev.kgit.plan;

import dev.kgit.cluster.LiveState;
import dev.kgit.diff.AppliedState;
import dev.kgit.diff.Differ;
import dev.kgit.kind.InternalResources;
import dev.kgit.kind.Kinds;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All that a plan is made from, beside what the platform answers when it is asked about the draft.
 *
 * @param kinds the kinds of resources that there are
 * @param applied what was applied last
 * @param pruneLimits why nothing is pruned, or not this
 * @param spentConsents which consents open nothing any more
 * @param owners which other project or environment manages a resource
 * @param options what the command line says
 * @param remarks what is to be said about the plan as a whole beside what it shows itself
 */
public record PlanInputs(
        Kinds kinds,
        DesiredState desired,
        LiveState live,
        AppliedState applied,
        PruneLimits pruneLimits,
        UsedConsents spentConsents,
        Map<ResourceId, Owner> owners,
        Revision revision,
        Options options,
        List<Diagnostic> remarks) {

    /**
     * What the command line says.
     *
     * @param applying whether the plan is made to be applied at once
     * @param target which resources are looked at
     * @param allowances emergency switches
     * @param resend connectors whose config is sent again where it can't be compared
     */
    public record Options(
            boolean applying, Predicate<ResourceId> target, Set<Allowance> allowances, Predicate<ResourceId> resend) {

        public Options(boolean applying, Predicate<ResourceId> target, Set<Allowance> allowances) {
            this(applying, target, allowances, id -> false);
        }

        public static final Options NONE = new Options(false, id -> true, Set.of());

        public boolean allows(String code, ResourceId id) {
            return allowances.stream().anyMatch(allowance -> allowance.covers(code, id));
        }

        /** Whether a guard of the plan as a whole is opened: a word about single resources does not do that. */
        public boolean opens(String code) {
            return allowances.stream()
                    .anyMatch(allowance -> allowance.all() && allowance.code().equals(code));
        }
    }

    /**
     * {@code --allow CODE:ID}: opens one guard for one resource (a glob), or for all ({@code *}).
     *
     * @param all whether it says so of all there is
     */
    public record Allowance(String code, Predicate<ResourceId> ids, boolean all) {
        /** Whether it opens the guard of this code for this resource. */
        public boolean covers(String otherCode, ResourceId id) {
            return code.equals(otherCode) && ids.test(id);
        }
    }

    /** The same with another reading of the platform. */
    public PlanInputs with(LiveState other) {
        return new PlanInputs(
                kinds, desired, other, applied, pruneLimits, spentConsents, owners, revision, options, remarks);
    }

    /** Whether a resource is this project's to manage: nobody else's, its own already, or taken over by consent. */
    public boolean mayManage(ResourceId id) {
        Resource declared = desired.state().get(id);
        return !owners.containsKey(id)
                || isOwned(id)
                || (declared != null
                        && declared.lifecycle().allows("take-over")
                        && spentConsents.of(id, "take-over").isEmpty())
                || options.allows("KG214", id);
    }

    /** Whether a resource is there, by this reading, just as it was applied last. */
    public boolean isAsApplied(ResourceId id, LiveState reading) {
        return Differ.isAsDeclared(applied.of(id), reading.state().get(id), kinds.fieldRules(reading));
    }

    /** What is looked at: what the target names, and what that is declared to have been. */
    Predicate<ResourceId> looked() {
        Set<ResourceId> former = desired.state().formerIds(options.target());
        return id -> options.target().test(id) || former.contains(id);
    }

    /** Whether it is this project's for sure. */
    boolean isOwned(ResourceId id) {
        ManagedResource managed = applied.managed().get(id);
        return managed != null && !managed.isPending();
    }

    /** Whether nobody can be asked about it: its scope, a Connect cluster, is not in environment.yaml. */
    public boolean isOutOfReach(ResourceId id) {
        return id.isScoped() && !desired.environment().connect().containsKey(id.scope());
    }

    /** Whether the environment consents for good to what that opens for such resources. */
    boolean consentsForGood(ResourceId id, String consent) {
        return kinds.of(id).standingConsents(desired.environment()).contains(consent);
    }

    /** This project and environment, as the ledger names it. */
    String here() {
        return desired.project() + "/" + desired.environment().name();
    }

    /** What keeps the platform alive, by what is declared and by what is seen. */
    public InternalResources internalResources() {
        return kinds.internalResources(
                new InternalResources.Declared(
                        desired.environment().ledger().topic(), List.of(desired.state(), applied.declared())),
                live);
    }
}
