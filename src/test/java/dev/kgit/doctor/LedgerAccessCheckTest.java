package dev.kgit.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.Permission;
import dev.kgit.cluster.TopicWriteAccess;
import dev.kgit.cluster.TopicWriteAccess.Rule;
import dev.kgit.doctor.CheckResult.Health;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LedgerAccessCheckTest {

    private static final Set<Permission> ALL = EnumSet.allOf(Permission.class);

    private static CheckResult sign(TopicWriteAccess writers) {
        return LedgerAccessCheck.of(writers, "_kgit", "User:ci", new AclCommands("localhost:9092", "User:ci"));
    }

    private static CheckResult sign(Rule... rules) {
        return sign(new TopicWriteAccess.ByRules(List.of(rules)));
    }

    private static Rule allow(String principal, Set<Permission> rights, String on) {
        return new Rule(true, principal, "*", rights, on);
    }

    private static Rule deny(String principal, String host, Set<Permission> rights) {
        return new Rule(false, principal, host, rights, "*");
    }

    private static String code(CheckResult sign) {
        return Objects.requireNonNull(sign.trouble()).code();
    }

    @Test
    void isContentWhereOnlyKgitMayWrite() {
        CheckResult sign = sign(
                allow("User:ci", Set.of(Permission.WRITE), "_kgit"),
                allow("User:audit", Set.of(Permission.READ, Permission.DESCRIBE), "_kgit"));
        assertThat(sign.health()).as("%s", sign).isEqualTo(Health.OK);
    }

    @Test
    void namesOthersWithWhatTheyMayAndByWhat() {
        CheckResult sign = sign(
                allow("User:ci", Set.of(Permission.WRITE), "_kgit"),
                allow("User:etl", Set.of(Permission.WRITE), "_k*"),
                allow("User:etl", Set.of(Permission.DELETE), "_k*"),
                new Rule(true, "User:app", "10.0.0.5", Set.of(Permission.ALTER), "_kgit"),
                allow("User:*", ALL, "*"));
        assertThat(sign.health()).isEqualTo(Health.WARNING);
        assertThat(code(sign)).isEqualTo("KG736");
        assertThat(sign.text())
                .isEqualTo(
                        "others than User:ci may write, change or delete _kgit: User:* (ALTER, ALTER_CONFIGS, DELETE,"
                                + " WRITE on *), User:app (ALTER on _kgit from 10.0.0.5), User:etl (DELETE, WRITE on _k*)");
    }

    @Test
    void leavesOutWhatIsDenied() {
        assertThat(sign(allow("User:app", Set.of(Permission.WRITE), "*"), deny("User:app", "*", ALL))
                        .health())
                .isEqualTo(Health.OK);
        assertThat(sign(allow("User:app", ALL, "*"), deny("User:*", "*", Set.of(Permission.WRITE)))
                        .text())
                .contains("User:app (ALTER, ALTER_CONFIGS, DELETE on *)");
        assertThat(sign(allow("User:app", Set.of(Permission.WRITE), "*"), deny("User:app", "10.0.0.5", ALL))
                        .text())
                .as("from everywhere else it may")
                .contains("User:app (WRITE on *)");
    }

    @Test
    void saysThatKgitsOwnPrincipalIsNotKnown() {
        TopicWriteAccess rules = new TopicWriteAccess.ByRules(List.of(allow("User:ci", Set.of(Permission.WRITE), "_kgit")));
        CheckResult sign = LedgerAccessCheck.of(rules, "_kgit", null, new AclCommands("localhost:9092", null));
        assertThat(sign.text())
                .isEqualTo("these may write, change or delete _kgit: User:ci (WRITE on _kgit); it is not known which of"
                        + " them is kgit's own principal");
    }

    @Test
    void namesNoMoreThanHelps() {
        Rule[] many = IntStream.range(100, 130)
                .mapToObj(number -> allow("User:" + number, ALL, "*"))
                .toArray(Rule[]::new);
        assertThat(sign(many).text())
                .contains("User:119")
                .doesNotContain("User:120")
                .endsWith(" and 10 more");
    }

    @Test
    void saysThatEverybodyMayWhereNobodyDecides() {
        CheckResult sign = sign(new TopicWriteAccess.Everybody());
        assertThat(sign.health()).isEqualTo(Health.NOTE);
        assertThat(code(sign)).isEqualTo("KG736");
        assertThat(sign.text()).contains("everybody who reaches them may write _kgit");
    }

    @Test
    void saysThatNoRuleSettlesIt() {
        CheckResult sign = sign();
        assertThat(code(sign)).isEqualTo("KG737");
        assertThat(sign.text()).contains("allow.everyone.if.no.acl.found");
    }

    @Test
    void saysWhichPermissionLacksToKnowIt() {
        CheckResult sign = sign(new TopicWriteAccess.Untold("this principal may not read access rules", true));
        assertThat(code(sign)).isEqualTo("KG737");
        assertThat(sign.text()).contains("lacks DESCRIBE on the cluster");
        assertThat(sign.commands())
                .containsExactly("kafka-acls.sh --bootstrap-server localhost:9092 --add --allow-principal User:ci"
                        + " --operation Describe --cluster");
        assertThat(sign(new TopicWriteAccess.Untold("Kafka answers something", false))
                        .commands())
                .isEmpty();
    }
}
