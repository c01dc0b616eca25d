package dev.kgit.kinds.connector;

import dev.kgit.cluster.EvidenceRequest;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.GuardContext;
import dev.kgit.kind.PlanView;
import dev.kgit.kinds.topic.TopicAbsence;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.DidYouMean;
import dev.kgit.model.KafkaAddresses;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Topics that a connector names and that are nowhere. */
final class MissingTopics {

    private MissingTopics() {}

    /** Of a connector that is about to be written. */
    static List<Diagnostic> ofChanged(ResourceDiff difference, GuardContext context) {
        return in(difference.desired(), topic -> true, context);
    }

    /**
     * Of connectors that stay as they are: each of their topics that is neither declared nor there. Of a topic that this
     * very plan makes or takes away its own row tells. Where nobody can tell whether the topic is another cluster's, what
     * runs already is not doubted.
     */
    static List<Diagnostic> ofUnchanged(GuardContext plan) {
        Set<ResourceId> unread = unread(plan);
        return plan.desired().ofKind(ConnectorKind.NAME).values().stream()
                .filter(connector -> plan.differenceOf(connector.id()) == null)
                .filter(connector -> isLookedAt(connector, plan) && !unread.contains(connector.id()))
                .flatMap(connector ->
                        in(connector, topic -> !isDeclared(topic, plan) && !plan.deletes(topic), plan).stream())
                .filter(Diagnostic::isError)
                .toList();
    }

    /** What has to be asked for by name before it counts as missing. */
    static List<EvidenceRequest> evidenceRequests(PlanView plan) {
        if (plan.live().platform().clusterId() == null) {
            return List.of();
        }
        Set<ResourceId> unread = unread(plan);
        Set<ResourceId> deleted = plan.diff().differences().stream()
                .filter(difference -> difference.changeType() == ChangeType.DELETE)
                .map(ResourceDiff::id)
                .collect(Collectors.toSet());
        SortedSet<ResourceId> asked = new TreeSet<>();
        plan.desired().ofKind(ConnectorKind.NAME).values().stream()
                .filter(connector -> isLookedAt(connector, plan) && !deleted.contains(connector.id()))
                .forEach(connector -> asked.addAll(ConnectorTopics.of(
                                connector, plan.kafkaAddresses(connector.id().scope()))
                        .keySet()));
        asked.removeIf(topic -> plan.desired().get(topic) != null || isListed(topic, plan) || unread.contains(topic));
        return asked.stream().<EvidenceRequest>map(TopicAbsence.Request::new).toList();
    }

    /** Whether the topic is there, or will be, as far as anybody can tell. */
    static boolean exists(ResourceId topic, GuardContext context) {
        Resource declared = context.desired().get(topic);
        boolean absent = declared != null && declared.lifecycle().absent();
        if (absent || context.deletes(topic)) {
            return false;
        }
        return context.differenceOf(topic) != null
                || isListed(topic, context)
                || unread(context).contains(topic)
                || (declared == null && TopicAbsence.in(context.evidence(), topic) == null);
    }

    private static List<Diagnostic> in(Resource connector, Predicate<ResourceId> told, GuardContext context) {
        KafkaAddresses cluster = context.kafkaAddresses(connector.id().scope());
        SortedMap<ResourceId, String> topics = ConnectorTopics.of(connector, cluster);
        // A source would make a declared topic its own way, before it is made as declared.
        ConnectorTopics.writtenBy(connector, cluster).forEach((topic, key) -> {
            if (isDeclared(topic, context)) {
                topics.putIfAbsent(topic, key);
            }
        });
        List<Diagnostic> findings = new ArrayList<>();
        topics.forEach((topic, key) -> {
            if (told.test(topic) && !exists(topic, context)) {
                findings.add(missing(connector, topic, key, cluster, context));
            }
        });
        return findings;
    }

    /** Where the topic may be another cluster's, or hidden, nobody can tell here whether it is missing. */
    private static Diagnostic missing(
            Resource connector, ResourceId topic, String key, KafkaAddresses cluster, GuardContext context) {
        boolean license = ConnectorTopics.isOfLicense(key);
        String message = (license ? key + " is for a license, which is kept in " : key + " names ")
                + topic
                + why(topic, context);
        String hint = isDeclared(topic, context)
                ? "apply the topic first, or with it"
                : "declare the topic under `topics:`, or "
                        + (license
                                ? "name another one by `confluent.topic`"
                                : similar(topic, context)
                                        .map(name -> "correct its name: did you mean `" + name + "`?")
                                        .orElse("correct its name"));
        return told(connector, topic, key, cluster, message, hint, context)
                .withPlace(GuardContext.placeOf(connector, Resource.CONFIG + key))
                .withSubject(connector.id());
    }

    private static Diagnostic told(
            Resource connector,
            ResourceId topic,
            String key,
            KafkaAddresses cluster,
            String message,
            String hint,
            GuardContext context) {
        if (isHidden(topic, context)) {
            return Diagnostic.warning("KG152", message)
                    .withHint(hint + "; or grant this principal DESCRIBE on the topic, to have kgit look for it");
        }
        if (TopicCluster.of(connector, key, cluster) == TopicCluster.UNKNOWN) {
            return Diagnostic.warning(
                            "KG152", message + ", unless " + TopicCluster.addressKey(key) + " is another cluster")
                    .withHint(hint + "; declare `bootstrap.servers` under `connectClusters: { "
                            + connector.id().scope() + ": { worker: ... } }` to have kgit tell the two apart");
        }
        return Diagnostic.error("KG152", message).withHint(hint);
    }

    private static Optional<String> similar(ResourceId topic, GuardContext context) {
        SortedSet<String> names = new TreeSet<>();
        Stream.concat(context.desired().ids().stream(), context.live().others().stream())
                .filter(other -> other.isOf(TopicKind.NAME) && exists(other, context))
                .forEach(other -> names.add(other.name()));
        return DidYouMean.closestStrictly(topic.name(), names);
    }

    private static String why(ResourceId topic, GuardContext context) {
        if (context.deletes(topic)) {
            return ", which this plan deletes";
        }
        if (isHidden(topic, context)) {
            return ", which is not declared, and which this principal may not DESCRIBE: it may be on the cluster or not";
        }
        return isDeclared(topic, context)
                ? ", which is declared, not on the cluster, and not made by this plan"
                : ", which is neither declared nor on the cluster";
    }

    private static boolean isHidden(ResourceId topic, GuardContext context) {
        TopicAbsence absence = TopicAbsence.in(context.evidence(), topic);
        return absence != null && !absence.confirmed();
    }

    private static boolean isDeclared(ResourceId topic, PlanView plan) {
        Resource declared = plan.desired().get(topic);
        return declared != null && !declared.lifecycle().absent();
    }

    private static boolean isListed(ResourceId topic, PlanView plan) {
        return plan.live().state().get(topic) != null || plan.live().others().contains(topic);
    }

    private static boolean isLookedAt(Resource connector, PlanView plan) {
        return !connector.lifecycle().absent() && plan.isTargeted(connector.id());
    }

    private static Set<ResourceId> unread(PlanView plan) {
        Set<ResourceId> unread = new HashSet<>();
        plan.live().readFailures().forEach(failure -> unread.add(failure.id()));
        return unread;
    }
}
