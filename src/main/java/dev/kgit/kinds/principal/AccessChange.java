package dev.kgit.kinds.principal;

import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.FindingText;
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

/** What a change of ACLs means: {@code gains WRITE on 14 topics (orders.*); loses READ on payments}. */
final class AccessChange {

    static final String CODE = "KG230";

    private final KnownTopics topics;

    AccessChange(KnownTopics topics) {
        this.topics = topics;
    }

    Diagnostic of(ResourceDiff difference) {
        List<Acl> given = PrincipalKind.given(difference);
        List<Acl> taken = PrincipalKind.taken(difference);
        List<Acl> before = difference.live() == null ? List.of() : PrincipalKind.acls(difference.live());
        List<Acl> after = new ArrayList<>(before);
        after.removeAll(taken);
        after.addAll(given);
        List<String> phrases = new ArrayList<>();
        told("gains", allows(given, before), phrases);
        told("loses", allows(taken, after), phrases);
        told("is denied", denies(given), phrases);
        told("is no longer denied", denies(taken), phrases);
        return Diagnostic.info(
                        CODE,
                        phrases.isEmpty()
                                ? "may do the same as before: other ACLs of it say as much"
                                : String.join("; ", phrases))
                .withSubject(difference.id());
    }

    /** Those that make a difference beside others. */
    private static List<Acl> allows(List<Acl> changed, List<Acl> others) {
        AclIndex index = new AclIndex(others);
        return changed.stream()
                .filter(Acl::isAllow)
                .filter(acl -> index.coveringResource(acl.resource()).noneMatch(other -> other.covers(acl)))
                .toList();
    }

    private static List<Acl> denies(List<Acl> changed) {
        return changed.stream().filter(acl -> !acl.isAllow()).toList();
    }

    /** From where, on what. */
    private record Subject(AclResource resource, String host) {}

    /** What is told in one phrase: operations on names of one type, or on what one pattern stands for. */
    private record Phrase(String operations, String host, String of) {}

    private void told(String verb, List<Acl> acls, List<String> phrases) {
        Map<Subject, Set<AclOperation>> operations = new LinkedHashMap<>();
        acls.forEach(acl -> operations
                .computeIfAbsent(new Subject(acl.resource(), acl.host()), none -> EnumSet.noneOf(AclOperation.class))
                .add(acl.operation()));
        Map<Phrase, List<String>> together = new LinkedHashMap<>();
        operations.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().resource().type()))
                .forEach(entry -> {
                    AclResource resource = entry.getKey().resource();
                    boolean pattern = resource.prefixed() || resource.isAll();
                    Phrase phrase = new Phrase(
                            words(entry.getValue(), acls.get(0).isAllow()),
                            from(entry.getKey().host()),
                            pattern ? resource.toString() : resource.type().label());
                    together.computeIfAbsent(phrase, none -> new ArrayList<>()).add(words(resource));
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

    private String words(AclResource resource) {
        if (resource.type() != AclResourceType.TOPIC) {
            return resource.words();
        }
        return resource.isPattern()
                ? FindingText.count(topics.matching(resource).size(), "topic") + " (" + resource.nameText() + ")"
                : resource.name();
    }

    private static String from(String host) {
        return host.equals(Acl.ANY_HOST) ? "" : " from " + host;
    }
}
