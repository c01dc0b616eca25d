package dev.kgit.kind;

import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.EvidenceRequest;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.ResourceStatus;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.Diff;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.FieldRules;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * All that the engine asks about one kind of resource, step by step. The engine itself knows no kind by name: what is not
 * asked here is the same for all of them.
 *
 * <p>A kind is stateless; what is remembered for one plan is in what its methods return.
 */
public interface Kind {

    /** As in ids: {@code topic}. */
    String name();

    /** Whether ids are {@code KIND/SCOPE/NAME}, where the scope is a Connect cluster. */
    default boolean isScoped() {
        return false;
    }

    /** What ids look like, with capitals for what differs: {@code topic/NAME}. */
    default String idForm() {
        return name() + "/NAME";
    }

    /**
     * Whether the platform gives each live resource an id of its own, by which one that was made again is told from it. Of a
     * kind without, one of the same name is this project's for sure only while it is as it was applied.
     */
    default boolean hasIncarnations() {
        return false;
    }

    // diff

    /** How fields compare on this platform. */
    default FieldRules fieldRules(LiveState live) {
        return FieldRules.TEXT;
    }

    /** Whether the platform types some config keys of such resources as secrets, and has to be asked which. */
    default boolean hasTypedSecrets() {
        return false;
    }

    /** What decides which keys those are, as a connector's class does; asked of such kinds only. */
    default String secretTyping(Resource declared) {
        return "";
    }

    // plan

    /** What keeps the platform alive, for one plan. */
    default InternalResources internalResources(InternalResources.Declared declared, LiveState live) {
        return InternalResources.NONE;
    }

    /** What differences there are beside those that comparing finds, such as those that the command line asks for. */
    default Diff completed(Diff diff, PlanView plan) {
        return diff;
    }

    /** Makes operations of differences, for one plan: it may remember what earlier ones have used up. */
    OperationBuilder operations(LiveState live, Environment environment);

    /**
     * What has to be there before the resource, because its values name it.
     *
     * @param deleted what a plan deletes, for values that name by pattern
     */
    default Set<ResourceId> references(Resource resource, SortedSet<ResourceId> deleted) {
        return Set.of();
    }

    /** The same, where a plan tells more: what lives in another cluster is not referred to here. */
    default Set<ResourceId> references(Resource resource, SortedSet<ResourceId> deleted, PlanView plan) {
        return references(resource, deleted);
    }

    /** Whether a resource stops working where what it names is gone, so that others are not deleted behind its back. */
    default boolean needsWhatItNames() {
        return true;
    }

    /** What guards need to know of the platform before they can judge a difference. */
    default List<EvidenceRequest> evidenceRequests(ResourceDiff difference, LiveState live) {
        return List.of();
    }

    /** What has to be known of the platform beside that, whatever differs. */
    default List<EvidenceRequest> evidenceRequests(PlanView plan) {
        return List.of();
    }

    /** What speaks against deleting a resource, beside what speaks against deleting any. */
    default List<Diagnostic> deleteFindings(ResourceDiff delete, GuardContext context) {
        return List.of();
    }

    /** What looks at each difference of this kind, in this order. */
    default List<Guard> guards() {
        return List.of();
    }

    /** How risky an update is of which no guard has spoken. */
    default Risk riskOf(ResourceDiff update) {
        return Risk.LOW;
    }

    /** How risky it is to create a resource of which this was found. */
    default Risk riskOf(List<Diagnostic> findings) {
        return Risk.LOW;
    }

    /** How many records a difference loses; null where none are, or nobody knows. */
    default @Nullable Long recordsLost(
            ResourceDiff difference, List<Diagnostic> findings, @Nullable Evidence evidence) {
        return null;
    }

    /**
     * What a difference affects beside its own resource, by what was found about it: a review of it is good for these and no
     * others.
     */
    default SortedSet<String> affected(ResourceDiff difference, List<Diagnostic> findings, GuardContext context) {
        return Collections.emptySortedSet();
    }

    /** What is to be said about resources of this kind that belongs to no single difference. */
    default List<Diagnostic> planFindings(GuardContext plan) {
        return List.of();
    }

    // consents

    /** The consents that an environment gives every resource of this kind for good. */
    default Set<String> standingConsents(Environment environment) {
        return Set.of();
    }

    /** The fields that a consent is about; empty: it may be about any, a set with nothing in it: about none. */
    default Optional<Set<String>> fieldsUnder(String consent) {
        return Optional.of(Set.of());
    }

    /** Whether the one value of a field in place of the other may need a consent; both are declared. */
    default boolean mayNeedConsent(String path, String before, String after) {
        return true;
    }

    // drift

    /** In what way a resource that is there differs, where the kind knows a better word than that a value is another one. */
    default Optional<DriftType> driftType(ResourceDiff difference, LiveState live) {
        return Optional.empty();
    }

    /**
     * What there is to say about a resource that has drifted.
     *
     * @param environment in which it has, for the commands that hints name
     */
    default List<Diagnostic> driftFindings(ResourceDiff difference, LiveState live, String environment) {
        return List.of();
    }

    /** What is under way with a resource, whether or not a field differs. */
    default Optional<Diagnostic> underWay(ResourceStatus status) {
        return Optional.empty();
    }

    // import

    /** Whether the name says that an application makes such a resource for itself, so that nobody declares it. */
    default boolean isDerived(ResourceId id) {
        return false;
    }

    // graph

    /**
     * Between which resources a resource moves records; empty where it moves none, but keeps them.
     *
     * @param declared what a pattern in its values may name
     * @param desired which tells whether a value names something of another cluster
     */
    default Optional<List<DataFlow>> dataFlows(
            Resource resource, SortedSet<ResourceId> declared, DesiredState desired) {
        return Optional.empty();
    }

    // doctor

    /** The Kafka topics that reading and changing a resource needs permissions on. */
    default Set<String> kafkaTopics(ResourceId id) {
        return Set.of();
    }

    /** What permissions on the cluster such resources need, to be read and to be changed. */
    default List<ClusterNeed> clusterNeeds() {
        return List.of();
    }

    // rollback

    /** What going back to an earlier commit does not bring back. */
    default List<Diagnostic> irreversible(ResourceId id, ChangeType changeType, List<FieldDiff> fields) {
        return List.of();
    }
}
