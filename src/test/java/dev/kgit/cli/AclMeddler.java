package dev.kgit.cli;

import dev.kgit.cli.Meddler.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/** Somebody who changes ACLs by hand, at random, in every way that kgit tells as drift. */
final class AclMeddler {

    private final Random random;
    private final AclsByHand acls;

    AclMeddler(Random random, AclsByHand acls) {
        this.random = random;
        this.acls = acls;
    }

    /** @param absent whether it is declared so */
    Change principal(String name, boolean absent) {
        String id = "principal/" + name;
        List<AclBinding> own = acls.bindingsOf(name);
        if (absent || own.size() < 2 || random.nextInt(3) == 0) {
            AclBinding more = some(name);
            acls.add(more);
            return absent
                    ? new Change(id, "unexpected", null, false, true, () -> {})
                    : new Change(id, "extra", Map.of(path(more), "present"), true, true, () -> {});
        }
        if (random.nextInt(4) == 0) {
            own.forEach(acls::remove);
            return new Change(id, "missing", null, false, true, () -> {});
        }
        AclBinding gone = own.get(random.nextInt(own.size()));
        acls.remove(gone);
        // Taking an ALLOW away by hand is drift like any other: nobody but kgit is to know better.
        Map<String, @Nullable String> found = new HashMap<>();
        found.put(path(gone), null);
        return new Change(id, "changed", found, true, true, () -> {});
    }

    private AclBinding some(String principal) {
        return new AclBinding(
                new ResourcePattern(
                        random.nextBoolean() ? ResourceType.TOPIC : ResourceType.GROUP,
                        "by hand " + random.nextInt(1_000_000) + (random.nextBoolean() ? "*" : ""),
                        random.nextBoolean() ? PatternType.LITERAL : PatternType.PREFIXED),
                new AccessControlEntry(
                        principal,
                        random.nextBoolean() ? "*" : "10.0.0." + random.nextInt(256),
                        random.nextBoolean() ? AclOperation.READ : AclOperation.DESCRIBE,
                        random.nextInt(4) == 0 ? AclPermissionType.DENY : AclPermissionType.ALLOW));
    }

    /** As kgit is to write it, by the rules of docs/format.md. */
    private static String path(AclBinding binding) {
        ResourcePattern pattern = binding.pattern();
        String name = pattern.name().replace("\\", "\\\\").replace(" ", "\\ ");
        boolean prefixed = pattern.patternType() == PatternType.PREFIXED;
        String written = prefixed
                ? name + "*"
                : name.endsWith("*") && name.length() > 1 ? name.substring(0, name.length() - 1) + "\\*" : name;
        String type = Map.of(
                        ResourceType.TOPIC, "topic",
                        ResourceType.GROUP, "group",
                        ResourceType.TRANSACTIONAL_ID, "transactionalId")
                .getOrDefault(pattern.resourceType(), "");
        AccessControlEntry entry = binding.entry();
        String resource = pattern.resourceType() == ResourceType.CLUSTER ? "cluster" : type + ":" + written;
        return "acls[" + entry.permissionType() + " " + entry.operation() + " " + resource
                + (entry.host().equals("*") ? "" : " from " + entry.host()) + "]";
    }
}
