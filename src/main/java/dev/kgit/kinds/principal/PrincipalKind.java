package dev.kgit.kinds.principal;

import dev.kgit.cluster.EvidenceRequest;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Permission;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.FieldRules;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.ClusterNeed;
import dev.kgit.kind.DataFlow;
import dev.kgit.kind.Guard;
import dev.kgit.kind.GuardContext;
import dev.kgit.kind.Kind;
import dev.kgit.kind.OperationBuilder;
import dev.kgit.kind.PlanView;
import dev.kgit.kind.Risk;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Severity;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Principals: {@code principal/TYPE:NAME}, each with all its ACLs. Every ACL is a field that is present or not; a principal
 * without ACLs is not there.
 */
public final class PrincipalKind implements Kind {

    public static final String NAME = "principal";

    /** The value of every field that there is. */
    public static final String PRESENT = "present";

    /** What each ACL of a live principal is. */
    public static final FieldValue LIVE = FieldValue.of(PRESENT);

    /** The consent that opens what locks somebody out. */
    static final String LOCK_OUT = "lock-out";

    private static final FieldRules RULES = new PrincipalFieldRules();
    private static final List<Guard> GUARDS = List.of(
            (difference, context) -> List.of(new AccessChange(context).of(difference)),
            new LockOutGuard(),
            new LastAclGuard(),
            new OwnRightsGuard());

    private static final List<ClusterNeed> NEEDS = List.of(
            new ClusterNeed(Permission.DESCRIBE, false, Severity.ERROR, "principals can't be read"),
            new ClusterNeed(
                    Permission.DESCRIBE_CONFIGS,
                    false,
                    Severity.WARNING,
                    "it is not known whether a first ACL locks others out"),
            new ClusterNeed(Permission.ALTER, true, Severity.ERROR, "principals can't be changed"));

    /** @param principal {@code TYPE:NAME}, as brokers write it */
    public static ResourceId id(String principal) {
        return new ResourceId(NAME, "", principal);
    }

    /** The ACLs of a principal, whether declared or live, in the order of their paths. */
    public static List<Acl> acls(Resource principal) {
        return aclsAt(principal.id(), principal.fields().keySet());
    }

    static List<Acl> aclsAt(ResourceId id, Collection<String> paths) {
        return paths.stream()
                .flatMap(path -> Acl.parse(id.name(), path).stream())
                .toList();
    }

    /** The ACLs that a difference gives. */
    static List<Acl> given(ResourceDiff difference) {
        return aclsAt(
                difference.id(),
                difference.fields().stream()
                        .filter(field -> field.before() == null)
                        .map(FieldDiff::path)
                        .toList());
    }

    /** The ACLs that a difference takes away. */
    static List<Acl> taken(ResourceDiff difference) {
        return aclsAt(
                difference.id(),
                difference.fields().stream()
                        .filter(field -> field.after() == null)
                        .map(FieldDiff::path)
                        .toList());
    }

    /** What a difference changes for the worse: ALLOWs that it takes away, and DENYs that it gives. */
    static List<Acl> worse(ResourceDiff difference) {
        return Stream.concat(
                        taken(difference).stream().filter(Acl::isAllow),
                        given(difference).stream().filter(acl -> !acl.isAllow()))
                .toList();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String idForm() {
        return NAME + "/TYPE:NAME";
    }

    @Override
    public FieldRules fieldRules(LiveState live) {
        return RULES;
    }

    @Override
    public OperationBuilder operations(LiveState live, Environment environment) {
        return PrincipalOperations::of;
    }

    /** The topics that it names: who is let in before they are there may have them made in the brokers' own way. */
    @Override
    public Set<ResourceId> references(Resource principal, SortedSet<ResourceId> deleted) {
        Set<ResourceId> topics = new TreeSet<>();
        for (Acl acl : acls(principal)) {
            AclResource resource = acl.resource();
            if (resource.type() == AclResourceType.TOPIC && !resource.isPattern()) {
                topics.add(TopicKind.id(resource.name()));
            }
        }
        return topics;
    }

    /**
     * Also the other principals, so that nobody has less in between: what everybody is given comes before the same is taken
     * away from one of them, and what everybody loses goes when each has been given its own.
     */
    @Override
    public Set<ResourceId> references(Resource principal, SortedSet<ResourceId> deleted, PlanView plan) {
        Set<ResourceId> named = references(principal, deleted);
        named.addAll(WildcardPrincipalOrder.before(principal.id(), plan));
        return named;
    }

    /** An ACL may stand for a topic that is not there. */
    @Override
    public boolean needsWhatItNames() {
        return false;
    }

    @Override
    public List<EvidenceRequest> evidenceRequests(ResourceDiff difference, LiveState live) {
        return LockOutGuard.requests(difference, live);
    }

    @Override
    public List<Guard> guards() {
        return GUARDS;
    }

    /** Where brokers let everybody in without ACLs: whatever gets its first one, and whatever loses its last. */
    @Override
    public SortedSet<String> affected(ResourceDiff difference, List<Diagnostic> findings, GuardContext context) {
        SortedSet<String> affected = new TreeSet<>();
        for (Diagnostic finding : findings) {
            switch (finding.code()) {
                case LockOutGuard.CODE -> affected.addAll(LockOutGuard.affected(difference, context));
                case LastAclGuard.CODE ->
                    affected.addAll(LastAclGuard.opened(PrincipalKind.taken(difference), context));
                default -> {
                    // About the principal alone.
                }
            }
        }
        return affected;
    }

    @Override
    public List<Diagnostic> planFindings(GuardContext plan) {
        return PrincipalPlanFindings.in(plan);
    }

    @Override
    public Optional<Set<String>> fieldsUnder(String consent) {
        return consent.equals(LOCK_OUT) ? Optional.empty() : Optional.of(Set.of());
    }

    @Override
    public Optional<List<DataFlow>> dataFlows(
            Resource principal, SortedSet<ResourceId> declared, DesiredState desired) {
        return Optional.of(PrincipalDataFlows.of(principal, declared, desired));
    }

    @Override
    public List<ClusterNeed> clusterNeeds() {
        return NEEDS;
    }

    /** Who loses something may stop working. */
    @Override
    public Risk riskOf(ResourceDiff update) {
        return worse(update).isEmpty() ? Risk.LOW : Risk.MEDIUM;
    }
}
