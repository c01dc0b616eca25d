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

    private static CheckResult result(TopicWriteAccess writers) {
        return LedgerAccessCheck.of(writers, "_kgit", "User:ci", new AclCommands("localhost:9092", "User:ci"));
    }

    private static CheckResult result(Rule... rules) {
        return result(new TopicWriteAccess.ByRules(List.of(rules)));
    }

    private static Rule allow(String principal, Set<Permission> rights, String on) {
        return new Rule(true, principal, "*", rights, on);
    }

    private static Rule deny(String principal, String host, Set<Permission> rights) {
        return new Rule(false, principal, host, rights, "*");
    }

    private static String code(CheckResult result) {
        return Objects.requireNonNull(result.problem()).code();
    }

    @Test
    void isContentWhereOnlyKgitMayWrite() {
        CheckResult result = result(
                allow("User:ci", Set.of(Permission.WRITE), "_kgit"),
                allow("User:audit", Set.of(Permission.READ, Permission.DESCRIBE), "_kgit"));
        assertThat(result.health()).as("%s", result).isEqualTo(Health.OK);
    }

    @Test
    void namesOthersWithWhatTheyMayAndByWhat() {
        CheckResult result = result(
                allow("User:ci", Set.of(Permission.WRITE), "_kgit"),
                allow("User:etl", Set.of(Permission.WRITE), "_k*"),
                allow("User:etl", Set.of(Permission.DELETE), "_k*"),
                new Rule(true, "User:app", "10.0.0.5", Set.of(Permission.ALTER), "_kgit"),
                allow("User:*", ALL, "*"));
        assertThat(result.health()).isEqualTo(Health.WARNING);
        assertThat(code(result)).isEqualTo("KG736");
        assertThat(result.text())
                .isEqualTo(
                        "others than User:ci may write, change or delete _kgit: User:* (ALTER, ALTER_CONFIGS, DELETE,"
                                + " WRITE on *), User:app (ALTER on _kgit from 10.0.0.5), User:etl (DELETE, WRITE on _k*)");
    }

    @Test
    void leavesOutWhatIsDenied() {
        assertThat(result(allow("User:app", Set.of(Permission.WRITE), "*"), deny("User:app", "*", ALL))
                        .health())
                .isEqualTo(Health.OK);
        assertThat(result(allow("User:app", ALL, "*"), deny("User:*", "*", Set.of(Permission.WRITE)))
                        .text())
                .contains("User:app (ALTER, ALTER_CONFIGS, DELETE on *)");
        assertThat(result(allow("User:app", Set.of(Permission.WRITE), "*"), deny("User:app", "10.0.0.5", ALL))
                        .text())
                .as("from everywhere else it may")
                .contains("User:app (WRITE on *)");
    }

    @Test
    void saysThatKgitsOwnPrincipalIsNotKnown() {
        TopicWriteAccess rules =
                new TopicWriteAccess.ByRules(List.of(allow("User:ci", Set.of(Permission.WRITE), "_kgit")));
        CheckResult result = LedgerAccessCheck.of(rules, "_kgit", null, new AclCommands("localhost:9092", null));
        assertThat(result.text())
                .isEqualTo("these may write, change or delete _kgit: User:ci (WRITE on _kgit); it is not known which of"
                        + " them is kgit's own principal");
    }

    @Test
    void namesNoMoreThanHelps() {
        Rule[] many = IntStream.range(100, 130)
                .mapToObj(number -> allow("User:" + number, ALL, "*"))
                .toArray(Rule[]::new);
        assertThat(result(many).text())
                .contains("User:119")
                .doesNotContain("User:120")
                .endsWith(" and 10 more");
    }

    @Test
    void saysThatEverybodyMayWhereNobodyDecides() {
        CheckResult result = result(new TopicWriteAccess.Everybody());
        assertThat(result.health()).isEqualTo(Health.NOTE);
        assertThat(code(result)).isEqualTo("KG736");
        assertThat(result.text()).contains("everybody who reaches them may write _kgit");
    }

    @Test
    void saysThatNoRuleSettlesIt() {
        CheckResult result = result();
        assertThat(code(result)).isEqualTo("KG737");
        assertThat(result.text()).contains("allow.everyone.if.no.acl.found");
    }

    @Test
    void saysWhichPermissionLacksToKnowIt() {
        CheckResult result = result(new TopicWriteAccess.Untold("this principal may not read access rules", true));
        assertThat(code(result)).isEqualTo("KG737");
        assertThat(result.text()).contains("lacks DESCRIBE on the cluster");
        assertThat(result.commands())
                .containsExactly("kafka-acls.sh --bootstrap-server localhost:9092 --add --allow-principal User:ci"
                        + " --operation Describe --cluster");
        assertThat(result(new TopicWriteAccess.Untold("Kafka answers something", false))
                        .commands())
                .isEmpty();
    }
}
