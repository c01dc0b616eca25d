package dev.kgit.kinds.principal;

import dev.kgit.cluster.EvidenceRequest;
import dev.kgit.cluster.LiveState;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.FindingText;
import dev.kgit.kind.Guard;
import dev.kgit.kind.GuardContext;
import dev.kgit.kinds.principal.AuthorizerSettings.WithoutAcl;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicUsage;
import dev.kgit.kinds.topic.UsageText;
import dev.kgit.model.Diagnostic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The first ACL on a resource, where brokers let everybody in as long as there is none: from then on, whoever it does not name
 * is kept out.
 */
final class LockOutGuard implements Guard {

    static final String CODE = "KG231";

    /** Topics of which it is asked who reads them. */
    private static final int MOST_ASKED = 5;

    @Override
    public List<Diagnostic> evaluate(ResourceDiff difference, GuardContext context) {
        AuthorizerSettings settings = AuthorizerSettings.in(context.evidence(), difference.id());
        if (settings == null || settings.withoutAcl() == WithoutAcl.DENIED) {
            return List.of();
        }
        List<AclResource> first = unspoken(difference, context.live());
        if (first.isEmpty()) {
            return List.of();
        }
        String what = FindingText.abbreviated(
                first.stream().map(AclResource::toString).toList());
        String why = settings.withoutAcl() == WithoutAcl.UNKNOWN
                ? "whether brokers let everybody in until then is not known: this principal may not see their settings"
                : "brokers have allow.everyone.if.no.acl.found, and hide to what it is set: with true, everybody was let in"
                        + " until then";
        return List.of(context.findingUnlessAllowed(
                CODE,
                difference,
                "the first ACL on " + what + ", which may lock out everybody else: " + why + readers(first, context),
                settings.withoutAcl() == WithoutAcl.UNKNOWN
                        ? "grant DESCRIBE_CONFIGS on the cluster, so that it can be known"
                        : "give whoever else uses it its own ACLs in the same change",
                PrincipalKind.LOCK_OUT,
                difference.desired().place()));
    }

    /** What gets its first ACL, and whether anybody reads it. Which groups do is another from day to day. */
    static List<String> affected(ResourceDiff difference, GuardContext context) {
        return unspoken(difference, context.live()).stream()
                .map(resource -> {
                    TopicUsage usage = usage(resource, context);
                    return resource + (usage != null && usage.isRead() ? " with readers" : "");
                })
                .toList();
    }

    private static @Nullable TopicUsage usage(AclResource resource, GuardContext context) {
        return resource.type() == AclResourceType.TOPIC
                ? TopicUsage.in(context.evidence(), TopicKind.id(resource.name()))
                : null;
    }

    /** Who reads those topics now, as far as it was asked. */
    private static String readers(List<AclResource> first, GuardContext context) {
        List<String> readers = new ArrayList<>();
        for (AclResource resource : first) {
            TopicUsage usage = usage(resource, context);
            if (usage != null) {
                readers.add(resource.name() + " is read by " + UsageText.groups(usage.groups()));
            }
        }
        return readers.isEmpty() ? "" : "; " + String.join("; ", readers);
    }

    static List<EvidenceRequest> requests(ResourceDiff difference, LiveState live) {
        List<AclResource> first = unspoken(difference, live);
        List<EvidenceRequest> requests = new ArrayList<>();
        if (!first.isEmpty() || !PrincipalKind.taken(difference).isEmpty()) {
            requests.add(new AuthorizerSettings.Request(difference.id()));
        }
        first.stream()
                .filter(resource -> resource.type() == AclResourceType.TOPIC)
                .limit(MOST_ASKED)
                .forEach(topic -> requests.add(new TopicUsage.Request(TopicKind.id(topic.name()), null)));
        return requests;
    }

    /** What the difference gives ACLs on that has none so far: of topics those that are there, else as the ACL names it. */
    private static List<AclResource> unspoken(ResourceDiff difference, LiveState live) {
        List<Acl> given = PrincipalKind.given(difference);
        if (given.isEmpty()) {
            return List.of();
        }
        AclIndex acls = AclFacts.of(live).acls();
        KnownTopics topics = KnownTopics.of(live);
        SortedSet<AclResource> unspoken = new TreeSet<>(Comparator.comparing(AclResource::toString));
        given.stream().map(Acl::resource).distinct().forEach(resource -> {
            if (resource.type() == AclResourceType.TOPIC) {
                topics.matching(resource).stream()
                        .map(name -> AclResource.literal(AclResourceType.TOPIC, name))
                        .filter(topic -> !acls.isAnyAboutAllOf(topic))
                        .forEach(unspoken::add);
            } else if (!acls.isAnyAboutAllOf(resource)) {
                unspoken.add(resource);
            }
        });
        return List.copyOf(unspoken);
    }
}
