package dev.kgit.kinds.principal;

import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.FindingText;
import dev.kgit.kind.Guard;
import dev.kgit.kind.GuardContext;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A change that takes away what kgit itself needs, so that the next run could not even take it back. */
final class OwnRightsGuard implements Guard {

    static final String CODE = "KG232";

    @Override
    public List<Diagnostic> evaluate(ResourceDiff difference, GuardContext context) {
        AclFacts facts = AclFacts.of(context.live());
        String self = facts.self();
        boolean concerns = self != null
                && (difference.id().equals(PrincipalKind.id(self))
                        || difference.id().equals(PrincipalKind.id(Acl.EVERYBODY)));
        if (self == null || !concerns) {
            return List.of();
        }
        List<Acl> before =
                facts.acls().all().stream().filter(acl -> acl.concerns(self)).toList();
        List<Acl> after = after(before, self, context);
        List<Acl> taken = PrincipalKind.taken(difference);
        List<Acl> given = PrincipalKind.given(difference);
        List<String> lost = needs(self, context)
                .filter(need -> isAllowed(need, before) && !isAllowed(need, after))
                .filter(need -> taken.stream().anyMatch(acl -> acl.covers(need))
                        || given.stream().anyMatch(acl -> acl.makesVoid(need)))
                .map(need -> need.operation() + " on " + need.resource())
                .toList();
        return lost.isEmpty()
                ? List.of()
                : List.of(context.findingUnlessAllowed(
                        CODE,
                        difference,
                        "kgit runs as " + self + " and would take from itself " + FindingText.abbreviated(lost),
                        "apply it as another principal, or keep these ACLs (`kgit: apply` declares them)",
                        PrincipalKind.LOCK_OUT,
                        difference.desired().place()));
    }

    /** With all rows of the plan that concern it. */
    private static List<Acl> after(List<Acl> before, String self, GuardContext context) {
        List<Acl> after = new ArrayList<>(before);
        for (ResourceId id : List.of(PrincipalKind.id(self), PrincipalKind.id(Acl.EVERYBODY))) {
            ResourceDiff row = context.differenceOf(id);
            if (row != null) {
                after.removeAll(PrincipalKind.taken(row));
                after.addAll(PrincipalKind.given(row));
            }
        }
        return after;
    }

    private static Stream<Acl> needs(String self, GuardContext context) {
        List<String> topics = context.desired().ofKind(TopicKind.NAME).keySet().stream()
                .map(ResourceId::name)
                .toList();
        return Grants.apply(topics, context.environment().ledger().topic()).stream()
                .flatMap(grant -> grant.operations().stream()
                        .map(operation -> new Acl(self, PermissionType.ALLOW, operation, grant.resource())));
    }

    /** From where kgit comes is not known, so an ACL for one host counts as well as any. */
    private static boolean isAllowed(Acl need, List<Acl> acls) {
        return acls.stream()
                        .filter(Acl::isAllow)
                        .anyMatch(acl -> acl.operation().implies(need.operation())
                                && acl.resource().covers(need.resource()))
                && acls.stream()
                        .filter(acl -> !acl.isAllow())
                        .noneMatch(acl -> (acl.operation() == AclOperation.ALL || acl.operation() == need.operation())
                                && acl.resource().covers(need.resource()));
    }
}
