package dev.kgit.kinds.principal;

import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.FindingText;
import dev.kgit.kind.Guard;
import dev.kgit.kind.GuardContext;
import dev.kgit.kinds.principal.AuthorizerSettings.WithoutAcl;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The last ACL on a resource, where brokers let everybody in as soon as there is none: who takes it away lets all of them in. */
final class LastAclGuard implements Guard {

    static final String CODE = "KG235";

    @Override
    public List<Diagnostic> evaluate(ResourceDiff difference, GuardContext context) {
        AuthorizerSettings settings = AuthorizerSettings.in(context.evidence(), difference.id());
        List<Acl> taken = PrincipalKind.taken(difference);
        if (settings == null || settings.withoutAcl() == WithoutAcl.DENIED || taken.isEmpty()) {
            return List.of();
        }
        List<String> opened = opened(taken, context);
        String unless = settings.withoutAcl() == WithoutAcl.UNKNOWN
                ? ", if brokers have allow.everyone.if.no.acl.found=true, which this principal may not see"
                : ", if their allow.everyone.if.no.acl.found, whose value brokers hide, is true";
        return opened.isEmpty()
                ? List.of()
                : List.of(Diagnostic.warning(
                                CODE,
                                "takes away the last ACL on " + FindingText.abbreviated(opened)
                                        + ": from then on everybody may use it" + unless)
                        .withPlace(difference.desired().place())
                        .withSubject(difference.id()));
    }

    /** What is named, whether kgit may see it or not; of patterns of topics those that are there. */
    static List<String> opened(List<Acl> taken, GuardContext context) {
        AclIndex before = AclFacts.of(context.live()).acls();
        KnownTopics topics = KnownTopics.of(context.live());
        List<AclResource> about = taken.stream()
                .map(Acl::resource)
                .distinct()
                .flatMap(resource -> resource.type() == AclResourceType.TOPIC && resource.isPattern()
                        ? topics.matching(resource).stream()
                                .map(name -> AclResource.literal(AclResourceType.TOPIC, name))
                        : Stream.of(resource))
                .filter(resource ->
                        resource.type() != AclResourceType.TOPIC || !context.deletes(TopicKind.id(resource.name())))
                .distinct()
                .toList();
        Set<Acl> gone = new HashSet<>(taken);
        List<AclResource> own = about.stream()
                .filter(resource ->
                        before.coveringResource(resource).allMatch(acl -> gone.contains(acl) || isTaken(acl, context)))
                .toList();
        if (own.isEmpty()) {
            return List.of();
        }
        AclIndex given = new AclIndex(context.diff().differences().stream()
                .filter(row -> row.id().isOf(PrincipalKind.NAME))
                .flatMap(row -> PrincipalKind.given(row).stream())
                .toList());
        return own.stream()
                .filter(resource -> !given.isAnyAboutAllOf(resource))
                .map(AclResource::toString)
                .sorted()
                .toList();
    }

    private static boolean isTaken(Acl acl, GuardContext context) {
        ResourceDiff row = context.differenceOf(PrincipalKind.id(acl.principal()));
        String path = acl.path();
        return row != null
                && row.fields().stream()
                        .anyMatch(field -> field.after() == null && field.path().equals(path));
    }
}
