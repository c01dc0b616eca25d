package dev.kgit.kinds.principal.live;

import dev.kgit.kinds.principal.Acl;
import dev.kgit.kinds.principal.AclResource;
import dev.kgit.kinds.principal.AclResourceType;
import dev.kgit.kinds.principal.PermissionType;
import java.util.Optional;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** ACLs in the words of Kafka's client, and back. Both sides call everything the same. */
final class AclBindings {

    private AclBindings() {}

    /** Empty where brokers speak of something that this version does not know. */
    static Optional<Acl> acl(AclBinding binding) {
        ResourcePattern pattern = binding.pattern();
        AccessControlEntry entry = binding.entry();
        if (binding.isUnknown()) {
            return Optional.empty();
        }
        return Optional.of(new Acl(
                entry.principal(),
                PermissionType.valueOf(entry.permissionType().name()),
                dev.kgit.kinds.principal.AclOperation.valueOf(entry.operation().name()),
                new AclResource(
                        AclResourceType.valueOf(pattern.resourceType().name()),
                        pattern.name(),
                        pattern.patternType() == PatternType.PREFIXED),
                entry.host()));
    }

    static AclBinding binding(Acl acl) {
        AclResource resource = acl.resource();
        return new AclBinding(
                new ResourcePattern(
                        ResourceType.valueOf(resource.type().name()),
                        resource.name(),
                        resource.prefixed() ? PatternType.PREFIXED : PatternType.LITERAL),
                new AccessControlEntry(
                        acl.principal(),
                        acl.host(),
                        AclOperation.valueOf(acl.operation().name()),
                        AclPermissionType.valueOf(acl.permission().name())));
    }
}
