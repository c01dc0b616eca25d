package dev.kgit.kinds.principal;

import dev.kgit.kind.GuardContext;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is to be said about declared principals whether or not they differ: names of nothing, and what others deny them. */
final class PrincipalPlanFindings {

    private static final String INTERNAL = "__";

    private final GuardContext plan;
    private final KnownTopics topics;
    private final List<Acl> deniedToAll;
    private final List<Diagnostic> findings = new ArrayList<>();

    private PrincipalPlanFindings(GuardContext plan) {
        this.plan = plan;
        this.topics = KnownTopics.of(plan);
        boolean declared = plan.desired().get(PrincipalKind.id(Acl.EVERYBODY)) != null;
        this.deniedToAll = declared
                ? List.of()
                : AclFacts.of(plan.live()).acls().all().stream()
                        .filter(acl -> !acl.isAllow() && acl.principal().equals(Acl.EVERYBODY))
                        .toList();
    }

    static List<Diagnostic> in(GuardContext plan) {
        SortedMap<?, Resource> principals = plan.desired().ofKind(PrincipalKind.NAME);
        if (principals.isEmpty()) {
            return List.of();
        }
        PrincipalPlanFindings found = new PrincipalPlanFindings(plan);
        principals.values().stream()
                .filter(principal -> plan.isTargeted(principal.id()))
                .forEach(found::look);
        return found.findings;
    }

    private void look(Resource principal) {
        SortedMap<String, Acl> nameless = new TreeMap<>();
        for (Acl acl : PrincipalKind.acls(principal)) {
            AclResource resource = acl.resource();
            if (resource.type() == AclResourceType.TOPIC && isOfNothing(resource)) {
                nameless.putIfAbsent(resource.name(), acl);
            }
            deniedToAll.stream()
                    .filter(deny -> deny.makesVoid(acl))
                    .findFirst()
                    .ifPresent(deny -> findings.add(Diagnostic.warning(
                                    "KG234",
                                    "`" + acl.text() + "` of " + principal.id() + " has no effect as long as `"
                                            + deny.text() + "` of " + Acl.EVERYBODY + " stands, which is live and not"
                                            + " declared here")
                            .withHint("declare " + PrincipalKind.id(Acl.EVERYBODY) + " without it, or take it away by"
                                    + " kafka-acls")
                            .withPlace(AclDeclarations.placeOf(principal, acl))
                            .withSubject(principal.id())));
        }
        nameless.forEach((name, acl) -> findings.add(Diagnostic.warning(
                        "KG233",
                        principal.id() + " names the topic `" + name
                                + "`, and no topic of that name is declared, or live" + " as far as can be seen")
                .withHint("is it mistyped? a `*` at the end makes it the beginning of a name")
                .withPlace(AclDeclarations.placeOf(principal, acl))
                .withSubject(principal.id())));
    }

    /** The brokers' own topics are not listed, and the ledger's comes with the first apply. */
    private boolean isOfNothing(AclResource topic) {
        return !topic.isPattern()
                && !topic.name().startsWith(INTERNAL)
                && !topic.name().equals(plan.environment().ledger().topic())
                && !topics.has(topic.name());
    }
}
