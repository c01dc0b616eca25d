package dev.kgit.workflow;

import dev.kgit.access.AccessAnswer;
import dev.kgit.access.AccessAnswer.WithoutAcl;
import dev.kgit.access.AccessQuery;
import dev.kgit.access.AccessTable;
import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.LiveState;
import dev.kgit.kinds.principal.Acl;
import dev.kgit.kinds.principal.AclDeclarations;
import dev.kgit.kinds.principal.AclFacts;
import dev.kgit.kinds.principal.AclIndex;
import dev.kgit.kinds.principal.AclResource;
import dev.kgit.kinds.principal.AclResourceType;
import dev.kgit.kinds.principal.AuthorizerSettings;
import dev.kgit.kinds.principal.KnownTopics;
import dev.kgit.kinds.principal.PrincipalKind;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.DidYouMean;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers who may do what, by what the files declare or by what the cluster has. */
public final class AccessWorkflow {

    private static final String UNKNOWN_NAME = "KG764";

    private final DesiredState desired;
    private final AclDeclarations declarations;
    private final AccessQuery query;

    private AccessWorkflow(DesiredState desired, AccessQuery query) {
        this.desired = desired;
        this.declarations = AclDeclarations.in(desired.state());
        this.query = query;
    }

    /** By the files alone. */
    public static AccessAnswer declared(Invocation invocation, AccessQuery query) {
        DesiredState desired = Workspace.desired(invocation);
        return new AccessWorkflow(desired, query).declared();
    }

    /**
     * By the ACLs that the cluster has, whoever declares them.
     *
     * @throws dev.kgit.model.KgitException.Unavailable where the cluster does not answer, has no authorizer or lets this
     *     principal see no ACLs
     */
    public static AccessAnswer live(Invocation invocation, AccessQuery query) {
        // Workers have nothing to say about it.
        Invocation ofPrincipals = invocation.withTargets(List.of(PrincipalKind.NAME + "/*"));
        try (Workspace workspace = Workspace.open(ofPrincipals);
                PlatformConnection connection = PlatformConnection.open(workspace)) {
            return new AccessWorkflow(workspace.states().desired(), query).live(connection.cluster());
        }
    }

    private AccessAnswer declared() {
        List<Diagnostic> remarks = new ArrayList<>();
        if (declarations.acls().isEmpty()) {
            remarks.add(Diagnostic.warning(
                            "KG765",
                            "environment " + desired.environment().name() + " declares no principal: it says nothing of"
                                    + " who may do what")
                    .withHint("--live asks the cluster"));
        }
        KnownTopics topics = KnownTopics.of(desired.state(), LiveState.NOTHING);
        return answer(declarations.acls(), null, WithoutAcl.UNKNOWN, topics, remarks);
    }

    private AccessAnswer live(Cluster cluster) {
        String principal = query.principal();
        ResourceId asked = PrincipalKind.id(principal == null ? Acl.EVERYBODY : principal);
        LiveState live = cluster.read(() -> Set.of(asked));
        live.requireReadable(asked::equals);
        Map<ResourceId, Evidence> evidence = cluster.evidence(List.of(new AuthorizerSettings.Request(asked)));
        return answer(
                AclFacts.of(live).acls().all(),
                live,
                withoutAcl(AuthorizerSettings.in(evidence, asked)),
                KnownTopics.of(State.EMPTY, live),
                List.of());
    }

    private static WithoutAcl withoutAcl(@Nullable AuthorizerSettings settings) {
        if (settings == null) {
            return WithoutAcl.UNKNOWN;
        }
        return switch (settings.withoutAcl()) {
            case DENIED -> WithoutAcl.NOBODY;
            case PERHAPS_ALLOWED -> WithoutAcl.HIDDEN;
            case UNKNOWN -> WithoutAcl.UNKNOWN;
        };
    }

    private AccessAnswer answer(
            Collection<Acl> acls,
            @Nullable LiveState live,
            WithoutAcl withoutAcl,
            KnownTopics topics,
            List<Diagnostic> remarks) {
        AccessTable table = new AccessTable(acls, query.superUsers(), declarations::placeOf, topics);
        AclResource resource = query.resource();
        List<Diagnostic> all = new ArrayList<>(remarks);
        all.addAll(unknown(table, topics, live != null));
        return new AccessAnswer(
                desired.project(),
                desired.environment().name(),
                live != null,
                live == null ? null : live.platform().clusterId(),
                query.superUsers(),
                withoutAcl,
                resource == null || !new AclIndex(acls).isAnyAboutAllOf(resource),
                table.principals().size(),
                acls.size(),
                table.rows(query),
                all);
    }

    /** A mistyped name would otherwise read as "nobody" and "nothing". */
    private List<Diagnostic> unknown(AccessTable table, KnownTopics topics, boolean live) {
        List<Diagnostic> unknown = new ArrayList<>();
        String principal = query.principal();
        if (principal != null
                && !table.principals().isEmpty()
                && !table.principals().contains(principal)
                && !query.superUsers().contains(principal)) {
            unknown.add(Diagnostic.warning(
                            UNKNOWN_NAME,
                            "no ACL names " + principal + ": it may do what everybody may"
                                    + (live ? "" : ", as declared"))
                    .withHint(DidYouMean.closest(principal, table.principals())
                            .map(name -> "did you mean `" + name + "`?")
                            .orElse("names are told apart to the letter")));
        }
        AclResource resource = query.resource();
        if (resource != null
                && resource.type() == AclResourceType.TOPIC
                && topics.matching(resource).isEmpty()) {
            Collection<String> names = topics.matching(AclResource.all(AclResourceType.TOPIC));
            unknown.add(Diagnostic.warning(
                            UNKNOWN_NAME,
                            "no " + resource.words() + " is "
                                    + (live ? "live, as far as this principal may see" : "declared"))
                    .withHint(DidYouMean.closest(resource.name(), names)
                            .map(name -> "did you mean `" + name + "`?")
                            .orElse("the answer is what would hold for it")));
        }
        return unknown;
    }
}
