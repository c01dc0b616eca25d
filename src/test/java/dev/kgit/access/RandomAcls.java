package dev.kgit.access;

import dev.kgit.kinds.principal.AccessRequest;
import dev.kgit.kinds.principal.Acl;
import dev.kgit.kinds.principal.AclOperation;
import dev.kgit.kinds.principal.AclResource;
import dev.kgit.kinds.principal.AclResourceType;
import dev.kgit.kinds.principal.PermissionType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** ACLs on topics drawn at random: few names, so that they meet; and all that can be asked about them. */
final class RandomAcls {

    private static final List<String> NAMES = List.of("a", "ab", "abc", "b");
    private static final List<String> PRINCIPALS = List.of("User:a", "User:b", Acl.EVERYBODY);
    private static final List<String> HOSTS = List.of("10.0.0.1", "10.0.0.2");
    private static final List<AclOperation> OPERATIONS =
            List.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE);

    /** All that is asked: by principals and from hosts that ACLs name, and by one and from one that none does. */
    static final List<AccessRequest> REQUESTS = Stream.of("User:a", "User:b", "User:other")
            .flatMap(principal -> Stream.of("10.0.0.1", "10.0.0.2", "10.0.0.3")
                    .flatMap(host -> OPERATIONS.stream()
                            .flatMap(operation -> NAMES.stream()
                                    .map(name -> new AccessRequest(
                                            principal,
                                            host,
                                            operation,
                                            AclResource.literal(AclResourceType.TOPIC, name))))))
            .toList();

    private RandomAcls() {}

    private static <T> T any(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    static Set<Acl> draw(Random random) {
        Set<Acl> acls = new LinkedHashSet<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            String name = any(NAMES, random);
            AclResource resource = switch (random.nextInt(4)) {
                case 0 -> AclResource.all(AclResourceType.TOPIC);
                case 1 -> AclResource.prefix(AclResourceType.TOPIC, name);
                default -> AclResource.literal(AclResourceType.TOPIC, name);
            };
            acls.add(new Acl(
                    any(PRINCIPALS, random),
                    random.nextInt(3) == 0 ? PermissionType.DENY : PermissionType.ALLOW,
                    random.nextInt(4) == 0 ? AclOperation.ALL : any(OPERATIONS, random),
                    resource,
                    random.nextInt(3) == 0 ? any(HOSTS, random) : Acl.ANY_HOST));
        }
        return acls;
    }

    /** Whether a row says something about a request of that principal, or of everybody. */
    static boolean isAbout(AccessRow row, AccessRequest request) {
        return Set.of(request.principal(), Acl.EVERYBODY).contains(row.principal())
                && row.operation().equals(request.operation().name())
                && Set.of(request.host(), Acl.ANY_HOST).contains(row.host())
                && covers(row.on().text(), request.resource());
    }

    static boolean covers(String wider, AclResource one) {
        return AclResource.parse(wider).orElseThrow().covers(one);
    }
}
