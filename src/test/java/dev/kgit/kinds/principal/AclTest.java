package dev.kgit.kinds.principal;

import static dev.kgit.kinds.principal.AclOperation.ALL;
import static dev.kgit.kinds.principal.AclOperation.ALTER;
import static dev.kgit.kinds.principal.AclOperation.DESCRIBE;
import static dev.kgit.kinds.principal.AclOperation.READ;
import static dev.kgit.kinds.principal.AclOperation.WRITE;
import static dev.kgit.kinds.principal.AclResourceType.CLUSTER;
import static dev.kgit.kinds.principal.AclResourceType.GROUP;
import static dev.kgit.kinds.principal.AclResourceType.TOPIC;
import static dev.kgit.kinds.principal.AclResourceType.TRANSACTIONAL_ID;
import static dev.kgit.kinds.principal.PermissionType.ALLOW;
import static dev.kgit.kinds.principal.PermissionType.DENY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.security.authorizer.AclEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AclTest {

    private static final String ME = "User:orders";

    /** Names that look like a part of a path, or like another kind of pattern. */
    private static final List<String> HOSTILE = List.of(
            "orders",
            "orders.",
            "odd*",
            "odd**",
            "odd\\",
            "odd\\*",
            "odd\\\\*",
            "**",
            "\\",
            "\\*",
            "a b",
            " a ",
            "a from b",
            "a\\ from b",
            " from ",
            "from",
            "x]",
            "acls[ALLOW READ topic:x]",
            "topic:x",
            "kafka-cluster",
            "cluster",
            "two\nlines",
            "\u202eright to left",
            "\ud83d\ude00*");

    private static final List<String> HOSTS =
            List.of("*", "10.0.0.5", "::1", "a host", " from ", "x from y", "]", "\\", "*from");

    @Test
    void writesPathsAsTheContractSaysThem() {
        assertThat(new Acl(ME, ALLOW, WRITE, AclResource.pattern(TOPIC, "orders.*")).path())
                .isEqualTo("acls[ALLOW WRITE topic:orders.*]");
        assertThat(new Acl(ME, ALLOW, READ, AclResource.pattern(TOPIC, "audit"), "10.0.0.5").path())
                .isEqualTo("acls[ALLOW READ topic:audit from 10.0.0.5]");
        assertThat(new Acl(ME, ALLOW, ALTER, AclResource.CLUSTER).path()).isEqualTo("acls[ALLOW ALTER cluster]");
        assertThat(new Acl(ME, ALLOW, WRITE, AclResource.pattern(TRANSACTIONAL_ID, "x")).path())
                .isEqualTo("acls[ALLOW WRITE transactionalId:x]");
        assertThat(new Acl(ME, DENY, READ, AclResource.literal(TOPIC, "odd*")).path())
                .isEqualTo("acls[DENY READ topic:odd\\*]");
        assertThat(new Acl(ME, ALLOW, ALL, AclResource.pattern(GROUP, "*")).path())
                .isEqualTo("acls[ALLOW ALL group:*]");
    }

    @Test
    void readsEveryPathBackAndGivesNoTwoTheSame() {
        Map<String, Acl> paths = new HashMap<>();
        for (AclResourceType type : AclResourceType.values()) {
            for (String name : HOSTILE) {
                for (boolean prefixed : List.of(true, false)) {
                    for (String host : HOSTS) {
                        Acl acl = new Acl(ME, DENY, DESCRIBE, new AclResource(type, name, prefixed), host);
                        assertThat(Acl.parse(ME, acl.path())).as(acl.path()).contains(acl);
                        assertThat(paths.put(acl.path(), acl)).as(acl.path()).isNull();
                    }
                }
            }
        }
        assertThat(paths).hasSize(AclResourceType.values().length * HOSTILE.size() * 2 * HOSTS.size());
    }

    @Test
    void readsNoPathThatItDoesNotWrite() {
        for (String path : List.of(
                "acls[]",
                "acls[ALLOW READ]",
                "acls[ALLOW READ topic:]",
                "acls[ALLOW READ topic:a b]",
                "acls[ALLOW READ topic:a\\]",
                "acls[ALLOW READ topic:\\a]",
                "acls[ALLOW READ topic:a from *]",
                "acls[ALLOW READ cluster:kafka-cluster]",
                "acls[MAYBE READ topic:a]",
                "acls[ALLOW FETCH topic:a]",
                "acls[ALLOW READ table:a]",
                "acls[ALLOW READ topic:a",
                "config.retention.ms")) {
            assertThat(Acl.parse(ME, path)).as(path).isEmpty();
        }
    }

    @Test
    void takesAStarAtTheEndForABeginningAndOneAloneForAll() {
        assertThat(AclResource.pattern(TOPIC, "orders.*")).isEqualTo(AclResource.prefix(TOPIC, "orders."));
        assertThat(AclResource.pattern(TOPIC, "*").isAll()).isTrue();
        assertThat(AclResource.pattern(TOPIC, "a*b")).isEqualTo(AclResource.literal(TOPIC, "a*b"));
        assertThat(AclResource.prefix(TOPIC, "*").isAll()).isFalse();
    }

    @Test
    void coversWhatIsNarrowerAndNothingElse() {
        Acl wide = new Acl(ME, ALLOW, WRITE, AclResource.pattern(TOPIC, "orders.*"));
        assertThat(wide.covers(new Acl(ME, ALLOW, WRITE, AclResource.pattern(TOPIC, "orders.eu"))))
                .isTrue();
        assertThat(wide.covers(new Acl(ME, ALLOW, DESCRIBE, AclResource.pattern(TOPIC, "orders.eu.*"))))
                .isTrue();
        assertThat(wide.covers(new Acl(ME, ALLOW, WRITE, AclResource.pattern(TOPIC, "orders.eu"), "10.0.0.5")))
                .isTrue();
        assertThat(wide.covers(new Acl(ME, ALLOW, WRITE, AclResource.pattern(TOPIC, "*"))))
                .isFalse();
        assertThat(wide.covers(new Acl(ME, ALLOW, READ, AclResource.pattern(TOPIC, "orders.eu"))))
                .isFalse();
        assertThat(wide.covers(new Acl(ME, DENY, WRITE, AclResource.pattern(TOPIC, "orders.eu"))))
                .isFalse();
        assertThat(wide.covers(new Acl("User:other", ALLOW, WRITE, AclResource.pattern(TOPIC, "orders.eu"))))
                .isFalse();
        assertThat(wide.covers(new Acl(ME, ALLOW, WRITE, AclResource.pattern(GROUP, "orders.eu"))))
                .isFalse();
        assertThat(new Acl(Acl.EVERYBODY, ALLOW, ALL, AclResource.CLUSTER)
                        .covers(new Acl(ME, ALLOW, ALTER, AclResource.literal(CLUSTER, "kafka-cluster"))))
                .isTrue();
    }

    @Test
    void makesVoidWhatIsDeniedByItsOwnName() {
        Acl allow = new Acl(ME, ALLOW, READ, AclResource.pattern(TOPIC, "secret.salaries"));
        assertThat(new Acl(ME, DENY, ALL, AclResource.pattern(TOPIC, "secret.*")).makesVoid(allow))
                .isTrue();
        assertThat(new Acl(ME, DENY, READ, AclResource.pattern(TOPIC, "*")).makesVoid(allow))
                .isTrue();
        assertThat(new Acl(ME, DENY, DESCRIBE, AclResource.pattern(TOPIC, "*")).makesVoid(allow))
                .isFalse();
        assertThat(new Acl(ME, DENY, ALL, AclResource.pattern(TOPIC, "*"), "10.0.0.5").makesVoid(allow))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(AclResourceType.class)
    void knowsTheOperationsThatKafkaKnows(AclResourceType type) {
        assertThat(type.operations().stream()
                        .filter(operation -> operation != ALL)
                        .map(Enum::name)
                        .collect(Collectors.toSet()))
                .isEqualTo(AclEntry.supportedOperations(ResourceType.valueOf(type.name())).stream()
                        .map(Enum::name)
                        .collect(Collectors.toSet()));
    }

    @Test
    void knowsEveryOperationThatKafkaKnows() {
        assertThat(Arrays.stream(AclOperation.values()).map(Enum::name))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(org.apache.kafka.common.acl.AclOperation.values())
                        .map(Enum::name)
                        .filter(name -> !name.equals("UNKNOWN") && !name.equals("ANY"))
                        .toList());
    }
}
