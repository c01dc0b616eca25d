package dev.kgit.kinds.principal.files;

import dev.kgit.kinds.principal.AclOperation;
import dev.kgit.kinds.principal.AclResource;
import dev.kgit.kinds.principal.AclResourceType;
import dev.kgit.kinds.principal.PermissionType;
import dev.kgit.manifest.DiagnosticCollector;
import dev.kgit.manifest.ListNode;
import dev.kgit.manifest.MapNode;
import dev.kgit.manifest.Node;
import dev.kgit.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code acls}: plain ACLs, in Kafka's words. */
final class AclEntries {

    static final String ACLS = "acls";
    static final String HOSTS = "hosts";
    static final String LITERAL = "literal";

    private final DeclaredAcls acls;
    private final DiagnosticCollector problems;

    AclEntries(DeclaredAcls acls, DiagnosticCollector problems) {
        this.acls = acls;
        this.problems = problems;
    }

    void read(MapNode principal) {
        ListNode list = principal.list(ACLS);
        for (Node item : list == null ? List.<Node>of() : list.items()) {
            MapNode entry = item.asMap();
            if (entry != null) {
                entry(entry);
            }
        }
    }

    private void entry(MapNode entry) {
        List<PermissionType> permissions = Arrays.stream(PermissionType.values())
                .filter(type -> entry.entries().containsKey(key(type)))
                .toList();
        List<AclResourceType> types = Arrays.stream(AclResourceType.values())
                .filter(type -> entry.entries().containsKey(type.label()))
                .toList();
        if (permissions.size() != 1 || types.size() != 1) {
            problems.error(
                    "KG174",
                    entry.place(),
                    permissions.size() != 1
                            ? "an ACL has either `allow` or `deny`"
                            : "an ACL is about one resource: one of "
                                    + Arrays.stream(AclResourceType.values())
                                            .map(type -> "`" + type.label() + "`")
                                            .collect(Collectors.joining(", ")),
                    "write it as `{ allow: [READ, DESCRIBE], topic: audit }`; two of them are two entries");
            return;
        }
        PermissionType permission = permissions.get(0);
        AclResourceType type = types.get(0);
        List<String> hosts = HostNames.in(entry.list(HOSTS), problems);
        resource(type, entry.get(type.label())).ifPresent(resource -> {
            for (ScalarNode word : operations(entry.list(key(permission)), type)) {
                acls.add(
                        DeclaredAcls.Word.of(word),
                        permission,
                        List.of(AclOperation.valueOf(word.text())),
                        resource,
                        hosts);
            }
        });
    }

    /** The words that name operations which the resource knows. */
    private List<ScalarNode> operations(@Nullable ListNode list, AclResourceType type) {
        List<ScalarNode> words = new ArrayList<>();
        for (Node item : list == null ? List.<Node>of() : list.items()) {
            ScalarNode word = item.asScalar();
            Optional<AclOperation> operation =
                    word == null || word.isUnknown() ? Optional.empty() : AclOperation.named(word.text());
            if (word == null || operation.isEmpty()) {
                continue; // The schema has complained.
            }
            if (type.operations().contains(operation.get())) {
                words.add(word);
            } else {
                problems.error(
                        "KG173",
                        word.place(),
                        "Kafka never asks for " + word.text() + " of a " + type.label() + ": such an ACL has no effect",
                        "a " + type.label() + " knows "
                                + type.operations().stream().map(Enum::name).collect(Collectors.joining(", ")));
            }
        }
        return words;
    }

    private static Optional<AclResource> resource(AclResourceType type, @Nullable Node node) {
        if (type == AclResourceType.CLUSTER) {
            return Optional.of(AclResource.CLUSTER);
        }
        MapNode exact = node == null ? null : node.asMap();
        ScalarNode name = exact == null ? (node == null ? null : node.asScalar()) : exact.scalar(LITERAL);
        if (name == null || name.isUnknown() || name.isNull() || name.text().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                exact == null ? AclResource.pattern(type, name.text()) : AclResource.literal(type, name.text()));
    }

    private static String key(PermissionType permission) {
        return permission.name().toLowerCase(Locale.ROOT);
    }
}
