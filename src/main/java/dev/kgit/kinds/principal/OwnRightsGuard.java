package dev.kgit.kinds.principal;

import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.FindingText;
import dev.kgit.kind.Guard;
import dev.kgit.kind.GuardContext;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.stream.Stream;

/**
 * A change that takes away what kgit itself needs, so that the next run could not even take it back.
 *
 * <p>Where kgit can't know as whom it runs, by a certificate or a token, it may be anybody who may change ACLs.
 */
final class OwnRightsGuard implements Guard {

    static final String CODE = "KG232";

    private static final AccessNeed CHANGES_ACLS = AccessNeed.of(AclOperation.ALTER, AclResource.CLUSTER);

    @Override
    public List<Diagnostic> evaluate(ResourceDiff difference, GuardContext context) {
        String who = difference.id().name();
        String self = AclFacts.of(context.live()).self();
        boolean concerns = self == null || who.equals(self) || who.equals(Acl.EVERYBODY);
        AclIndex worse = new AclIndex(PrincipalKind.worse(difference));
        if (!concerns || worse.all().isEmpty()) {
            return List.of();
        }
        String kgit = self == null ? who : self;
        AclIndex before = ConcerningAcls.before(kgit, context);
        AclIndex after = ConcerningAcls.after(kgit, context);
        if (self == null && CHANGES_ACLS.hosts(before).noneMatch(host -> CHANGES_ACLS.isMet(before, host))) {
            return List.of();
        }
        List<String> lost = needs(context)
                .filter(need -> self != null || need.resource().equals(AclResource.CLUSTER))
                .filter(need -> need.hosts(worse).findAny().isPresent())
                .flatMap(need -> Stream.concat(need.hosts(before), need.hosts(worse))
                        .distinct()
                        .filter(host -> need.isMet(before, host) && !need.isMet(after, host))
                        .limit(1)
                        .map(need::from))
                .toList();
        return lost.isEmpty()
                ? List.of()
                : List.of(context.findingUnlessAllowed(
                        CODE,
                        difference,
                        (self == null
                                        ? "as whom kgit runs is not known; as " + kgit + " it would take from itself "
                                        : "kgit runs as " + kgit + " and would take from itself ")
                                + FindingText.abbreviated(lost),
                        "apply it as another principal, or keep these ACLs (`kgit: apply` declares them)",
                        PrincipalKind.LOCK_OUT,
                        difference.desired().place()));
    }

    private static Stream<AccessNeed> needs(GuardContext context) {
        List<String> topics = context.desired().ofKind(TopicKind.NAME).keySet().stream()
                .map(ResourceId::name)
                .toList();
        return Grants.apply(topics, context.environment().ledger().topic()).stream()
                .flatMap(grant ->
                        grant.operations().stream().map(operation -> AccessNeed.of(operation, grant.resource())));
    }
}
