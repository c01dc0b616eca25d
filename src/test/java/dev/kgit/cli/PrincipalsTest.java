package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.SecuredBrokers;
import dev.kgit.planfile.SchemaOf;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Principals on a real broker with Kafka's own authorizer, whose ACLs somebody else looks at after each step. */
@RealServers
class PrincipalsTest extends AclFixture {

    @Override
    Brokers started() {
        return SecuredBrokers.open(Map.of());
    }

    @BeforeAll
    void giveAForeignerAnAcl() {
        acls.add(AclsByHand.allow("User:foreigner", AclOperation.READ, ResourceType.TOPIC, "foreign"));
    }

    @AfterAll
    void theForeignersAclIsAsItWas() {
        assertThat(acls.of("User:foreigner")).containsExactly("ALLOW READ TOPIC LITERAL:foreign *");
    }

    private CliFixture project(String name, String... principals) {
        CliFixture kgit = CliFixture.repository(folder.resolve(name), name)
                .environment("dev", brokers.bootstrapServers(), "ledger: { topic: _" + name + " }\n");
        return declare(kgit, principals);
    }

    private static void applies(CliFixture kgit) {
        Result applied = kgit.run("apply", "--auto-approve");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
        Result second = kgit.run("plan", "--detailed-exitcode");
        assertThat(second.exit()).as("%s", second).isEqualTo(ExitCode.DONE);
    }

    @Test
    void goesFromNothingToWhatIsDeclaredAndBackToAbsent() {
        acls.add(
                AclsByHand.allow("User:story-foreign", AclOperation.WRITE, ResourceType.TOPIC, "story.orders"),
                AclsByHand.allow("User:story-foreign", AclOperation.READ, ResourceType.GROUP, "*"));
        CliFixture kgit = project(
                "story",
                "User:story:",
                "  produce: [story.orders, \"story.events.*\"]",
                "  consume: { story.payments: story-service }",
                "  acls:",
                "    - { allow: [READ], topic: { literal: \"story.odd*\" }, hosts: [10.0.0.5] }",
                "    - { deny: [ALL], topic: \"story.secret.*\" }",
                "    - { allow: [ALTER], cluster: true }");
        applies(kgit);
        assertThat(kept("User:story"))
                .containsExactlyInAnyOrder(
                        "ALLOW WRITE TOPIC LITERAL:story.orders *",
                        "ALLOW DESCRIBE TOPIC LITERAL:story.orders *",
                        "ALLOW WRITE TOPIC PREFIXED:story.events. *",
                        "ALLOW DESCRIBE TOPIC PREFIXED:story.events. *",
                        "ALLOW READ TOPIC LITERAL:story.payments *",
                        "ALLOW DESCRIBE TOPIC LITERAL:story.payments *",
                        "ALLOW READ GROUP LITERAL:story-service *",
                        "ALLOW DESCRIBE GROUP LITERAL:story-service *",
                        "ALLOW READ TOPIC LITERAL:story.odd* 10.0.0.5",
                        "DENY ALL TOPIC PREFIXED:story.secret. *",
                        "ALLOW ALTER CLUSTER LITERAL:kafka-cluster *");

        declare(kgit, "User:story:", "  produce: [story.orders]");
        applies(kgit);
        assertThat(kept("User:story"))
                .containsExactlyInAnyOrder(
                        "ALLOW WRITE TOPIC LITERAL:story.orders *", "ALLOW DESCRIBE TOPIC LITERAL:story.orders *");

        declare(kgit, "User:story: { state: absent }");
        applies(kgit);
        assertThat(kept("User:story")).isEmpty();
    }

    /** What Kafka's own tool says that the brokers keep of a principal; of somebody foreign they keep what there was. */
    private Set<String> kept(String principal) {
        SortedMap<String, SortedSet<String>> all = KafkaAclsTool.list(brokers.bootstrapServers());
        assertThat(all.get("User:story-foreign"))
                .containsExactlyInAnyOrder("ALLOW WRITE TOPIC LITERAL:story.orders *", "ALLOW READ GROUP LITERAL:* *");
        return all.getOrDefault(principal, new TreeSet<>());
    }

    @Test
    void takesBackWhatWasChangedByHandAclByAcl() {
        CliFixture kgit = project("drift", "User:drift: { produce: [drift.orders] }");
        applies(kgit);
        Set<String> declared = acls.of("User:drift");
        AclBinding extra = AclsByHand.allow("User:drift", AclOperation.READ, ResourceType.TOPIC, "drift.salaries");
        acls.add(extra);
        acls.remove(AclsByHand.allow("User:drift", AclOperation.WRITE, ResourceType.TOPIC, "drift.orders"));

        Result drift = kgit.run("drift");
        assertThat(drift.exit()).as("%s", drift).isEqualTo(ExitCode.DIFFERENCES);
        assertThat(drift.out())
                .contains("principal/User:drift")
                .contains("acls[ALLOW READ topic:drift.salaries]")
                .contains("acls[ALLOW WRITE topic:drift.orders]");
        applies(kgit);
        assertThat(acls.of("User:drift")).isEqualTo(declared);
        assertThat(kgit.run("drift").exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void saysWhatAChangeMeans() {
        for (String topic : new String[] {"means.orders.eu", "means.orders.us", "means.payments"}) {
            root.create(topic, Map.of());
        }
        CliFixture kgit = project("means", "User:means: { consume: { means.payments: means } }");
        applies(kgit);
        declare(kgit, "User:means: { produce: [\"means.orders.*\"], consume: { means.nothing: means } }");
        Result plan = kgit.run("plan");
        assertThat(plan.out())
                .contains("gains READ on means.nothing; gains WRITE on 2 topics (means.orders.*);"
                        + " loses READ on means.payments")
                .contains("KG233: principal/User:means names the topic `means.nothing`");
    }

    @Test
    void grantsComeAfterTheirTopicsAndBeforeConnectors() {
        CliFixture kgit = project("order", "User:order: { produce: [order.new] }");
        kgit.write(
                "environments/dev/topics.yaml",
                "topics: { order.new: { partitions: 1 }, zzz.unrelated: { partitions: 1 } }\n");
        kgit.commit("A topic");
        Result plan = kgit.run("plan", "--format", "json");
        SchemaOf.file("plan.schema.json").isKeptBy(plan.out());
        assertThat(plan.out().replaceAll("\\s+", "")).contains("\"dependsOn\":[\"topic/order.new\"]");
        assertThat(plan.out().indexOf("\"id\": \"topic/zzz.unrelated\""))
                .isLessThan(plan.out().indexOf("\"id\": \"principal/User:order\""));
        applies(kgit);
    }

    /** Who lives by what everybody has gets its own before that is taken away, and the other way round. */
    @Test
    void nobodyHasLessInBetweenWhereEverybodyIsAPrincipal() {
        CliFixture kgit = project("everybody", "User:*: { consume: { every.a: g, every.b: g } }");
        applies(kgit);
        declare(kgit, "User:*: { consume: { every.b: g } }", "User:zoe: { consume: { every.a: g } }");
        assertThat(rows(kgit)).containsSubsequence("+ create principal/User:zoe", "~ update principal/User:*");
        applies(kgit);
        declare(kgit, "User:*: { consume: { every.a: g, every.b: g } }", "User:zoe: { consume: { every.c: g } }");
        assertThat(rows(kgit)).containsSubsequence("~ update principal/User:*", "~ update principal/User:zoe");
        applies(kgit);
        declare(kgit, "User:*: { state: absent }", "User:zoe: { state: absent }");
        applies(kgit);
    }

    private static List<String> rows(CliFixture kgit) {
        return kgit.run("plan")
                .out()
                .lines()
                .map(line -> line.replaceAll("  \\[.*", ""))
                .toList();
    }

    @Test
    void isImportedSoThatTheNextPlanIsEmpty() {
        String principal = "User:CN=imp \u00fc,O=\"x\"";
        acls.add(
                AclsByHand.allow(principal, AclOperation.READ, ResourceType.GROUP, "a from b*"),
                AclsByHand.allow(principal, AclOperation.ALL, ResourceType.TOPIC, "*"),
                AclsByHand.allow(principal, AclOperation.ALTER, ResourceType.CLUSTER, "kafka-cluster"),
                AclsByHand.allow(principal, AclOperation.CREATE_TOKENS, ResourceType.USER, "User:orders"));
        CliFixture kgit = CliFixture.repository(folder.resolve("imported"), "imported")
                .environment("dev", brokers.bootstrapServers(), "ledger: { topic: _imported }\n");
        Result imported = kgit.run("import", "--filter", "principal/User:CN=*");
        assertThat(imported.exit()).as("%s", imported).isEqualTo(ExitCode.DONE);
        kgit.commit("As it is");
        Result plan = kgit.run("plan", "--detailed-exitcode");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.DONE);
        assertThat(plan.out()).contains("1 unchanged");
        for (AclBinding binding : acls.bindingsOf(principal)) {
            acls.remove(binding);
        }
    }

    @Test
    void isAdoptedAclByAclAndAsAWhole() {
        CliFixture kgit = project(
                "adopts", "User:adopts:", "  # what it is for", "  description: adopts", "  produce: [adopts.orders]");
        applies(kgit);
        AclBinding extra = AclsByHand.allow("User:adopts", AclOperation.READ, ResourceType.TOPIC, "adopts.more");
        acls.add(extra);
        assertThat(kgit.run("adopt", "principal/User:adopts").exit()).isEqualTo(ExitCode.DONE);
        assertThat(kgit.read("environments/dev/principals.yaml"))
                .contains("# what it is for", "produce: [adopts.orders]", "- { allow: [READ], topic: adopts.more }");
        kgit.commit("Adopt what is more");
        applies(kgit);

        acls.remove(AclsByHand.allow("User:adopts", AclOperation.DESCRIBE, ResourceType.TOPIC, "adopts.orders"));
        assertThat(kgit.run("adopt", "principal/User:adopts").exit()).isEqualTo(ExitCode.DONE);
        assertThat(kgit.read("environments/dev/principals.yaml"))
                .contains("# what it is for", "- { allow: [WRITE], topic: adopts.orders }")
                .doesNotContain("produce");
        kgit.commit("Adopt what is less");
        applies(kgit);

        acls.add(AclsByHand.allow("User:stranger", AclOperation.READ, ResourceType.TOPIC, "adopts.more"));
        assertThat(kgit.run("adopt", "principal/User:stranger").exit()).isEqualTo(ExitCode.DONE);
        assertThat(kgit.read("environments/dev/principals.yaml")).contains("User:stranger:");
    }

    @Test
    void isPrunedOnlyWhereThisProjectAppliedIt() {
        CliFixture kgit = CliFixture.repository(folder.resolve("prunes"), "prunes")
                .environment(
                        "dev",
                        brokers.bootstrapServers(),
                        "ledger: { topic: _prunes }\nprune: true\nguards: { maxDeletePercent: 100 }\n");
        declare(kgit, "User:kept: { produce: [kept] }", "User:pruned: { produce: [pruned] }");
        applies(kgit);
        declare(kgit, "User:kept: { produce: [kept] }");
        Result plan = kgit.run("plan");
        assertThat(plan.out()).contains("- delete principal/User:pruned").doesNotContain("User:foreigner  [");
        AclBinding byHand = AclsByHand.allow("User:pruned", AclOperation.READ, ResourceType.TOPIC, "by.hand");
        acls.add(byHand);
        Result blocked = kgit.run("plan");
        assertThat(blocked.exit()).as("%s", blocked).isEqualTo(ExitCode.REFUSED);
        assertThat(blocked.out()).contains("KG219");
        acls.remove(byHand);
        applies(kgit);
        assertThat(acls.of("User:pruned")).isEmpty();
        assertThat(acls.of("User:kept")).isNotEmpty();
    }

    @Test
    void isNotPrunedWithWhatSomebodyElseGaveItAndKeepsWhatIsIgnored() {
        CliFixture kgit = CliFixture.repository(folder.resolve("given"), "given")
                .environment(
                        "dev",
                        brokers.bootstrapServers(),
                        "ledger: { topic: _given }\nprune: true\nguards: { maxDeletePercent: 100 }\n");
        String ignores = "ignore: [\"ALLOW WRITE topic:given.theirs\"]";
        acls.add(AclsByHand.allow("User:given", AclOperation.WRITE, ResourceType.TOPIC, "given.theirs"));
        String kept = "User:given-too: { produce: [given] }";
        declare(
                kgit,
                "User:given: { acls: [{ allow: [READ], topic: given.ours }, { allow: [READ], topic: given.done }], "
                        + ignores + " }",
                kept);
        applies(kgit);
        AclBinding more = AclsByHand.allow("User:given", AclOperation.WRITE, ResourceType.TOPIC, "given.more");
        acls.add(more);
        declare(kgit, kept);
        Result blocked = kgit.run("apply", "--auto-approve");
        assertThat(blocked.exit()).as("%s", blocked).isEqualTo(ExitCode.REFUSED);
        assertThat(blocked.out()).contains("KG219", "somebody has changed it");

        acls.remove(more);
        acls.remove(AclsByHand.allow("User:given", AclOperation.READ, ResourceType.TOPIC, "given.done"));
        applies(kgit);
        assertThat(acls.of("User:given")).containsExactly("ALLOW WRITE TOPIC LITERAL:given.theirs *");

        declare(kgit, kept, "User:given: { state: absent, " + ignores + " }");
        applies(kgit);
        assertThat(acls.of("User:given")).hasSize(1);
        declare(kgit, kept, "User:given: { state: absent }");
        applies(kgit);
        assertThat(acls.of("User:given")).isEmpty();
    }

    @Test
    void belongsToOneProjectAndGoesBackToAnEarlierCommit() {
        CliFixture kgit = project("owns", "User:owned: { produce: [owned] }");
        applies(kgit);
        String first = kgit.git().run("rev-parse", "HEAD").strip();
        CliFixture other = CliFixture.repository(folder.resolve("other"), "other")
                .environment("dev", brokers.bootstrapServers(), "ledger: { topic: _owns }\n");
        declare(other, "User:owned: { consume: { owned: g } }");
        Result refused = other.run("apply", "--auto-approve");
        assertThat(refused.exit()).as("%s", refused).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.out()).contains("KG214");

        declare(kgit, "User:owned: { consume: { owned: g } }");
        applies(kgit);
        assertThat(kgit.run("history").out()).contains("1 create").contains("1 update");
        assertThat(kgit.run("history", "principal/User:owned").out()).contains("acls[ALLOW WRITE topic:owned]");
        Result back = kgit.run("rollback", first);
        assertThat(back.exit()).as("%s", back).isEqualTo(ExitCode.DONE);
        assertThat(back.out()).contains("gains WRITE on owned; loses READ on owned; loses READ on group g");
    }

    @Test
    void isHeldToTheScopeOfTheRepository() {
        CliFixture kgit = project("scoped", "User:elsewhere: { produce: [a] }");
        kgit.write("kgit.yaml", "apiVersion: kgit/v1\nproject: scoped\nscope: { principals: [\"User:scoped*\"] }\n");
        Result refused = kgit.run("validate");
        assertThat(refused.exit()).isEqualTo(ExitCode.INVALID);
        assertThat(refused.err() + refused.out())
                .contains("KG107: the principal `User:elsewhere` is out of this repository's scope")
                .doesNotContain("KG020");
    }

    @Test
    void isTargetedAndDrawnAndExaminedLikeAnyOther() {
        CliFixture kgit = project(
                "drawn", "User:drawn-a: { produce: [drawn.orders] }", "User:drawn-b: { consume: { \"drawn.*\": b } }");
        kgit.write("environments/dev/topics.yaml", "topics: { drawn.orders: { partitions: 1 } }\n");
        kgit.commit("A topic");
        Result target = kgit.run("plan", "--target", "principal/*-b");
        assertThat(target.out())
                .contains("+ create principal/User:drawn-b")
                .doesNotContain("+ create principal/User:drawn-a", "+ create topic");
        assertThat(kgit.run("render", "graph").out())
                .contains("[(\"drawn.orders\")]", "{{\"User:drawn-a\"}}", "-->|\"WRITE\"|", "-->|\"READ\"|");
        applies(kgit);
        assertThat(kgit.run("doctor").out()).contains("ok       principals: 2 of 2 declared are there");
        assertThat(kgit.run("explain", "KG231").out()).contains("lock-out");
    }

    @Test
    void asksNothingWhereNoPrincipalIsDeclared() {
        CliFixture kgit = CliFixture.repository(folder.resolve("none"), "none")
                .environment("dev", brokers.bootstrapServers(), "ledger: off\n")
                .write("environments/dev/topics.yaml", "topics: { none.a: { partitions: 1 } }\n");
        kgit.commit("No principals");
        Result plan = kgit.run("plan", "--format", "json");
        assertThat(plan.exit()).isEqualTo(ExitCode.DONE);
        assertThat(plan.out()).doesNotContain("principal/");
    }
}
