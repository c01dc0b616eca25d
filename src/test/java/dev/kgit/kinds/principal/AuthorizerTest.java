package dev.kgit.kinds.principal;

import static dev.kgit.kinds.principal.AclOperation.ALL;
import static dev.kgit.kinds.principal.AclOperation.DESCRIBE;
import static dev.kgit.kinds.principal.AclOperation.READ;
import static dev.kgit.kinds.principal.AclOperation.WRITE;
import static dev.kgit.kinds.principal.AclResourceType.CLUSTER;
import static dev.kgit.kinds.principal.AclResourceType.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.kinds.principal.AccessDecision.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthorizerTest {

    /** Few and alike, so that ACLs meet. */
    private static final List<String> NAMES = List.of("a", "ab", "abc", "abd", "b", "a*", "*b");

    private static final List<String> PRINCIPALS =
            List.of("User:a", "User:b", "User:a*", "Group:a", "User:root", "user:a", Acl.EVERYBODY);
    private static final List<String> HOSTS = List.of("10.0.0.1", "10.0.0.2", "10.0.0.0");

    private static <T> T any(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static AclResourceType anyType(Random random) {
        return any(List.of(AclResourceType.values()), random);
    }

    private static AclResource anyPattern(Random random) {
        AclResourceType type = anyType(random);
        if (type == CLUSTER) {
            return AclResource.CLUSTER;
        }
        return switch (random.nextInt(5)) {
            case 0 -> AclResource.literal(type, "*");
            case 1 -> AclResource.prefix(type, "*");
            case 2 -> AclResource.prefix(type, any(NAMES, random));
            default -> AclResource.literal(type, any(NAMES, random));
        };
    }

    private static Acl anyAcl(Random random) {
        return new Acl(
                any(PRINCIPALS, random),
                random.nextInt(3) == 0 ? PermissionType.DENY : PermissionType.ALLOW,
                random.nextInt(4) == 0 ? ALL : any(List.of(AclOperation.values()), random),
                anyPattern(random),
                random.nextInt(3) == 0 ? any(HOSTS, random) : Acl.ANY_HOST);
    }

    private static AccessRequest anyRequest(Random random) {
        AclResourceType type = anyType(random);
        AclOperation operation = any(
                List.of(AclOperation.values()).subList(1, AclOperation.values().length), random); // nobody asks for ALL
        return new AccessRequest(
                any(PRINCIPALS.subList(0, PRINCIPALS.size() - 1), random), // nobody comes as everybody
                any(HOSTS, random),
                operation,
                type == CLUSTER ? AclResource.CLUSTER : AclResource.literal(type, any(NAMES, random)));
    }

    /** {@code -Dkgit.seed} draws others. */
    @Test
    void decidesAsKafkasOwnAuthorizerDoes() {
        long seed = Long.getLong("kgit.seed", 20_241_130L);
        Map<Reason, Integer> seen = new EnumMap<>(Reason.class);
        for (int world = 0; world < 400; world++) {
            Random random = new Random(seed + world);
            List<Acl> acls = new ArrayList<>();
            for (int i = random.nextInt(60); i > 0; i--) {
                acls.add(anyAcl(random));
            }
            Set<String> superUsers = Set.of("User:root");
            boolean everyone = random.nextBoolean();
            Authorizer ours = new Authorizer(acls, superUsers, everyone);
            KafkaAuthorizer kafkas = new KafkaAuthorizer(acls, superUsers, everyone);
            List<AccessRequest> requests = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                requests.add(anyRequest(random));
            }
            List<Boolean> expected = kafkas.allows(requests);
            for (int i = 0; i < requests.size(); i++) {
                AccessDecision decided = ours.decide(requests.get(i));
                assertThat(decided.isAllowed())
                        .as("seed %s: %s, %s by %s", seed + world, requests.get(i), decided, acls)
                        .isEqualTo(expected.get(i));
                seen.merge(decided.reason(), 1, Integer::sum);
            }
        }
        // Questions that only ever meet one rule would prove nothing of the others.
        assertThat(seen)
                .containsOnlyKeys(Reason.values())
                .allSatisfy(
                        (reason, count) -> assertThat(count).as("%s", reason).isGreaterThan(1_000));
    }

    /** What holds for a pattern holds for each name in it that no exception is about. */
    @Test
    void decidesOfAPatternWhatHoldsForItsNames() {
        long seed = Long.getLong("kgit.seed", 20_241_130L);
        int patterns = 0;
        for (int world = 0; world < 2_000; world++) {
            Random random = new Random(seed + world);
            List<Acl> acls = new ArrayList<>();
            for (int i = random.nextInt(40); i > 0; i--) {
                acls.add(anyAcl(random));
            }
            Authorizer authorizer = new Authorizer(acls, Set.of(), false);
            for (int i = 0; i < 10; i++) {
                AclResource pattern = anyPattern(random);
                AccessRequest whole = with(pattern, anyRequest(random));
                List<Acl> exceptions = authorizer.exceptions(whole);
                List<AclResource> matched = NAMES.stream()
                        .map(name -> AclResource.literal(pattern.type(), name))
                        .filter(one -> pattern.type() != CLUSTER && pattern.covers(one))
                        .toList();
                for (AclResource one : authorizer.decide(whole).isAllowed() ? matched : List.<AclResource>of()) {
                    patterns++;
                    boolean excepted =
                            exceptions.stream().anyMatch(acl -> acl.resource().covers(one));
                    assertThat(authorizer.decide(with(one, whole)).isAllowed())
                            .as("seed %s: %s of %s by %s", seed + world, one, whole, acls)
                            .isEqualTo(!excepted);
                }
            }
        }
        assertThat(patterns).isGreaterThan(500);
    }

    private static AccessRequest with(AclResource resource, AccessRequest like) {
        return new AccessRequest(like.principal(), like.host(), like.operation(), resource);
    }

    @Test
    void namesTheNearestOfTheAclsThatDecide() {
        Acl wide = new Acl(Acl.EVERYBODY, PermissionType.ALLOW, READ, AclResource.pattern(TOPIC, "*"));
        Acl implied = new Acl("User:a", PermissionType.ALLOW, WRITE, AclResource.pattern(TOPIC, "orders"));
        Acl prefix = new Acl("User:a", PermissionType.ALLOW, DESCRIBE, AclResource.pattern(TOPIC, "ord*"));
        Acl all = new Acl("User:a", PermissionType.ALLOW, ALL, AclResource.pattern(TOPIC, "orders"));
        Authorizer authorizer = new Authorizer(List.of(wide, all, implied, prefix), Set.of(), false);
        assertThat(by(authorizer, READ)).isEqualTo(all);
        assertThat(by(authorizer, DESCRIBE)).isEqualTo(prefix);
        assertThat(by(authorizer, WRITE)).isEqualTo(implied);
    }

    private static Acl by(Authorizer authorizer, AclOperation operation) {
        return authorizer
                .decide(new AccessRequest("User:a", Acl.ANY_HOST, operation, AclResource.literal(TOPIC, "orders")))
                .by();
    }
}
