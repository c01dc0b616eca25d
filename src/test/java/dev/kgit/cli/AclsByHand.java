package dev.kgit.cli;

import dev.kgit.fixture.Await;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Somebody with {@code kafka-acls}: looks at all ACLs, and changes them past kgit. */
record AclsByHand(ByHand hand) {

    /** All ACLs, each as {@code User:a ALLOW READ TOPIC LITERAL:orders *}: principal, what, on what, from where. */
    Set<String> all() {
        Set<String> all = new TreeSet<>();
        bindings().forEach(binding -> all.add(text(binding)));
        return all;
    }

    /** Those of one principal, without its name. */
    Set<String> of(String principal) {
        Set<String> own = new TreeSet<>();
        bindings().stream()
                .filter(binding -> binding.entry().principal().equals(principal))
                .forEach(binding -> own.add(text(binding).substring(principal.length() + 1)));
        return own;
    }

    void add(AclBinding... bindings) {
        ByHand.get(hand.admin().createAcls(List.of(bindings)).all());
        Await.until(() -> bindings().containsAll(List.of(bindings)));
    }

    void remove(AclBinding binding) {
        ByHand.get(hand.admin().deleteAcls(List.of(binding.toFilter())).all());
        Await.until(() -> !bindings().contains(binding));
    }

    static AclBinding allow(String principal, AclOperation operation, ResourceType type, String name) {
        return new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
    }

    List<AclBinding> bindingsOf(String principal) {
        return bindings().stream()
                .filter(binding -> binding.entry().principal().equals(principal))
                .toList();
    }

    private List<AclBinding> bindings() {
        return List.copyOf(
                ByHand.get(hand.admin().describeAcls(AclBindingFilter.ANY).values()));
    }

    private static String text(AclBinding binding) {
        AccessControlEntry entry = binding.entry();
        ResourcePattern pattern = binding.pattern();
        return entry.principal() + " " + entry.permissionType() + " " + entry.operation() + " " + pattern.resourceType()
                + " " + pattern.patternType() + ":" + pattern.name() + " " + entry.host();
    }
}
