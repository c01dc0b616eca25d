package dev.kgit.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.Right;
import dev.kgit.cluster.Writers;
import dev.kgit.cluster.Writers.Rule;
import dev.kgit.doctor.Sign.Health;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LedgerWritersTest {

    private static final Set<Right> ALL = EnumSet.allOf(Right.class);

    private static Sign sign(Writers writers) {
        return LedgerWriters.of(writers, "_kgit", "User:ci", new Grants("localhost:9092", "User:ci"));
    }

    private static Sign sign(Rule... rules) {
        return sign(new Writers.ByRules(List.of(rules)));
    }

    private static Rule allow(String principal, Set<Right> rights, String on) {
        return new Rule(true, principal, "*", rights, on);
    }

    private static Rule deny(String principal, String host, Set<Right> rights) {
        return new Rule(false, principal, host, rights, "*");
    }

    private static String code(Sign sign) {
        return Objects.requireNonNull(sign.trouble()).code();
    }

    @Test
    void isContentWhereOnlyKgitMayWrite() {
        Sign sign = sign(
                allow("User:ci", Set.of(Right.WRITE), "_kgit"),
                allow("User:audit", Set.of(Right.READ, Right.DESCRIBE), "_kgit"));
        assertThat(sign.health()).as("%s", sign).isEqualTo(Health.OK);
    }

    @Test
    void namesOthersWithWhatTheyMayAndByWhat() {
        Sign sign = sign(
                allow("User:ci", Set.of(Right.WRITE), "_kgit"),
                allow("User:etl", Set.of(Right.WRITE), "_k*"),
                allow("User:etl", Set.of(Right.DELETE), "_k*"),
                new Rule(true, "User:app", "10.0.0.5", Set.of(Right.ALTER), "_kgit"),
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
        assertThat(sign(allow("User:app", Set.of(Right.WRITE), "*"), deny("User:app", "*", ALL))
                        .health())
                .isEqualTo(Health.OK);
        assertThat(sign(allow("User:app", ALL, "*"), deny("User:*", "*", Set.of(Right.WRITE)))
                        .text())
                .contains("User:app (ALTER, ALTER_CONFIGS, DELETE on *)");
        assertThat(sign(allow("User:app", Set.of(Right.WRITE), "*"), deny("User:app", "10.0.0.5", ALL))
                        .text())
                .as("from everywhere else it may")
                .contains("User:app (WRITE on *)");
    }

    @Test
    void saysThatKgitsOwnPrincipalIsNotKnown() {
        Writers rules = new Writers.ByRules(List.of(allow("User:ci", Set.of(Right.WRITE), "_kgit")));
        Sign sign = LedgerWriters.of(rules, "_kgit", null, new Grants("localhost:9092", null));
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
        Sign sign = sign(new Writers.Everybody());
        assertThat(sign.health()).isEqualTo(Health.NOTE);
        assertThat(code(sign)).isEqualTo("KG736");
        assertThat(sign.text()).contains("everybody who reaches them may write _kgit");
    }

    @Test
    void saysThatNoRuleSettlesIt() {
        Sign sign = sign();
        assertThat(code(sign)).isEqualTo("KG737");
        assertThat(sign.text()).contains("allow.everyone.if.no.acl.found");
    }

    @Test
    void saysWhichPermissionLacksToKnowIt() {
        Sign sign = sign(new Writers.Untold("this principal may not read access rules", true));
        assertThat(code(sign)).isEqualTo("KG737");
        assertThat(sign.text()).contains("lacks DESCRIBE on the cluster");
        assertThat(sign.commands())
                .containsExactly("kafka-acls.sh --bootstrap-server localhost:9092 --add --allow-principal User:ci"
                        + " --operation Describe --cluster");
        assertThat(sign(new Writers.Untold("Kafka answers something", false)).commands())
                .isEmpty();
    }
}
