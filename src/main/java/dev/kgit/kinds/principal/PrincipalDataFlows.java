package dev.kgit.kinds.principal;

import dev.kgit.kind.DataFlow;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The topics that a principal may read and write: by name, or those that are declared and begin so. */
final class PrincipalDataFlows {

    private PrincipalDataFlows() {}

    /** The ledger is nobody's data, and who may use every topic says nothing about any. */
    static List<DataFlow> of(Resource principal, SortedSet<ResourceId> declared, DesiredState desired) {
        String ledger = desired.environment().ledger().topic();
        SortedSet<ResourceId> read = new TreeSet<>();
        SortedSet<ResourceId> written = new TreeSet<>();
        for (Acl acl : PrincipalKind.acls(principal)) {
            AclResource resource = acl.resource();
            if (!acl.isAllow()
                    || resource.type() != AclResourceType.TOPIC
                    || resource.isAll()
                    || resource.name().equals(ledger)) {
                continue;
            }
            List<ResourceId> topics = resource.prefixed()
                    ? declared.stream()
                            .filter(id -> id.isOf(TopicKind.NAME) && resource.matches(id.name()))
                            .toList()
                    : List.of(TopicKind.id(resource.name()));
            if (acl.operation() == AclOperation.READ || acl.operation() == AclOperation.ALL) {
                read.addAll(topics);
            }
            if (acl.operation() == AclOperation.WRITE || acl.operation() == AclOperation.ALL) {
                written.addAll(topics);
            }
        }
        List<DataFlow> flows = new ArrayList<>();
        read.forEach(topic -> flows.add(new DataFlow(topic, principal.id(), AclOperation.READ.name())));
        written.forEach(topic -> flows.add(new DataFlow(principal.id(), topic, AclOperation.WRITE.name())));
        return flows;
    }
}
