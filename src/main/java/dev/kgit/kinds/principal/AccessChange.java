package dev.kgit.kinds.principal;

import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.FindingText;
import dev.kgit.kind.GuardContext;
import dev.kgit.model.Diagnostic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a change of ACLs means: {@code gains WRITE on 14 topics (orders.*); loses READ on payments}. */
final class AccessChange {

    static final String CODE = "KG230";

    private static final AclIndex NONE = new AclIndex(List.of());

    private final KnownTopics topics;
    private final GuardContext plan;

    AccessChange(GuardContext plan) {
        this.topics = KnownTopics.of(plan);
        this.plan = plan;
    }

    Diagnostic of(ResourceDiff difference) {
        List<Acl> given = PrincipalKind.given(difference);
        List<Acl> taken = PrincipalKind.taken(difference);
        AclIndex before = ConcerningAcls.before(difference.id().name(), plan);
        AclIndex after = ConcerningAcls.after(difference.id().name(), plan);
        List<String> phrases = new ArrayList<>();
        told("gains", effective(allows(given, before), after), after, phrases);
        told("loses", effective(allows(taken, after), before), before, phrases);
        told("is denied", denies(given, before), NONE, phrases);
        told("is no longer denied", denies(taken, after), NONE, phrases);
        return Diagnostic.info(
                        CODE,
                        phrases.isEmpty() ? "may do the same as before, by other ACLs" : String.join("; ", phrases))
                .withSubject(difference.id());
    }

    /** Those that make a difference beside others. */
    private static List<Acl> allows(List<Acl> changed, AclIndex others) {
        return without(changed.stream().filter(Acl::isAllow), others);
    }

    private static List<Acl> denies(List<Acl> changed, AclIndex others) {
        return without(changed.stream().filter(acl -> !acl.isAllow()), others);
    }

    private static List<Acl> without(Stream<Acl> changed, AclIndex others) {
        return changed.filter(acl -> others.coveringResource(acl.resource()).noneMatch(other -> other.covers(acl)))
                .toList();
    }

    /** Those of which a DENY beside them leaves something. */
    private static List<Acl> effective(List<Acl> allows, AclIndex beside) {
        return allows.stream()
                .filter(acl -> beside.coveringResource(acl.resource()).noneMatch(other -> other.makesVoid(acl)))
                .toList();
    }

    /** From where, on what. */
    private record Subject(AclResource resource, String host) {}

    /** What is told in one phrase: operations on names of one type, or on what one pattern stands for. */
    private record Phrase(String operations, String host, String of) {}

    private void told(String verb, List<Acl> acls, AclIndex beside, List<String> phrases) {
        Map<Subject, Set<AclOperation>> operations = new LinkedHashMap<>();
        acls.forEach(acl -> operations
                .computeIfAbsent(new Subject(acl.resource(), acl.host()), none -> EnumSet.noneOf(AclOperation.class))
                .add(acl.operation()));
        Map<Phrase, List<String>> together = new LinkedHashMap<>();
        operations.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().resource().type()))
                .forEach(entry -> {
                    AclResource resource = entry.getKey().resource();
                    Phrase phrase = new Phrase(
                            words(entry.getValue(), acls.get(0).isAllow()),
                            Acl.from(entry.getKey().host()),
                            resource.isPattern()
                                    ? resource.toString()
                                    : resource.type().label());
                    together.computeIfAbsent(phrase, none -> new ArrayList<>())
                            .add(words(entry.getKey(), entry.getValue(), beside));
                });
        together.forEach((phrase, on) ->
                phrases.add(verb + " " + phrase.operations() + " on " + FindingText.abbreviated(on) + phrase.host()));
    }

    /** What another one of them implies is not said again. */
    private static String words(Collection<AclOperation> operations, boolean allow) {
        return operations.stream()
                .filter(operation -> !allow
                        || operations.stream().noneMatch(other -> other != operation && other.implies(operation)))
                .map(Enum::name)
                .collect(Collectors.joining(", "));
    }

    private String words(Subject subject, Set<AclOperation> operations, AclIndex beside) {
        AclResource resource = subject.resource();
        if (resource.type() != AclResourceType.TOPIC) {
            return resource.words();
        }
        if (!resource.isPattern()) {
            return resource.name();
        }
        Collection<String> matching = topics.matching(resource);
        long denied = beside.denies().findAny().isEmpty()
                ? 0
                : matching.stream()
                        .filter(topic -> isDenied(topic, subject.host(), operations, beside))
                        .count();
        String of = denied == 0 ? "" : (matching.size() - denied) + " of ";
        return of + FindingText.count(matching.size(), "topic") + " (" + resource.nameText() + ")";
    }

    private static boolean isDenied(String topic, String host, Set<AclOperation> operations, AclIndex beside) {
        return operations.stream()
                .allMatch(operation -> beside.about(AclResourceType.TOPIC, topic)
                        .anyMatch(acl -> acl.denies(operation) && acl.isFrom(host)));
    }
}
