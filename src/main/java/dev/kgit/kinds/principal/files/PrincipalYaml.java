package dev.kgit.kinds.principal.files;

import dev.kgit.kinds.principal.Acl;
import dev.kgit.kinds.principal.AclOperation;
import dev.kgit.kinds.principal.AclResource;
import dev.kgit.kinds.principal.AclResourceType;
import dev.kgit.kinds.principal.PermissionType;
import dev.kgit.kinds.principal.PrincipalKind;
import dev.kgit.manifest.ResourceYaml;
import dev.kgit.manifest.ScalarStyle;
import dev.kgit.model.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Live principals as the lines that declare them: plain ACLs, those of one resource in one entry. */
final class PrincipalYaml {

    /** What one entry has in common; operations that are allowed from the same hosts stand together. */
    private record Entry(PermissionType permission, AclResource resource, SortedSet<AclOperation> operations) {}

    /** One resource, from one host. */
    private record Subject(PermissionType permission, AclResource resource, String host) {}

    private PrincipalYaml() {}

    static List<String> lines(Resource live) {
        List<String> lines = new ArrayList<>();
        lines.add("  acls:");
        entries(PrincipalKind.acls(live)).forEach(entry -> lines.add("    - " + entry));
        return ResourceYaml.named(live.id().name(), lines);
    }

    /** The entries that declare these ACLs, in braces. */
    static List<String> entries(List<Acl> acls) {
        Comparator<Subject> byText = Comparator.comparing(Subject::permission)
                .thenComparing(subject -> subject.resource().type())
                .thenComparing(subject -> subject.resource().toString())
                .thenComparing(Subject::host);
        Map<Subject, SortedSet<AclOperation>> operations = new TreeMap<>(byText);
        acls.forEach(acl -> operations
                .computeIfAbsent(new Subject(acl.permission(), acl.resource(), acl.host()), none -> new TreeSet<>())
                .add(acl.operation()));
        Map<Entry, SortedSet<String>> hosts = new LinkedHashMap<>();
        operations.forEach((subject, its) -> hosts.computeIfAbsent(
                        new Entry(subject.permission(), subject.resource(), its), none -> new TreeSet<>())
                .add(subject.host()));
        List<String> entries = new ArrayList<>();
        hosts.forEach((entry, its) -> entries.add("{ "
                + entry.permission().name().toLowerCase(Locale.ROOT) + ": ["
                + entry.operations().stream().map(Enum::name).collect(Collectors.joining(", ")) + "], "
                + resource(entry.resource())
                + (its.equals(new TreeSet<>(List.of(Acl.ANY_HOST)))
                        ? ""
                        : ", hosts: [" + its.stream().map(PrincipalYaml::text).collect(Collectors.joining(", ")) + "]")
                + " }"));
        return entries;
    }

    private static String resource(AclResource resource) {
        String key = resource.type().label() + ": ";
        if (resource.type() == AclResourceType.CLUSTER) {
            return key + "true";
        }
        if (resource.isPattern()) {
            return key + text(resource.prefixed() ? resource.name() + "*" : resource.name());
        }
        return resource.name().endsWith("*")
                ? key + "{ " + AclEntries.LITERAL + ": " + text(resource.name()) + " }"
                : key + text(resource.name());
    }

    private static String text(String text) {
        return ScalarStyle.FLOW.value("", text);
    }
}
