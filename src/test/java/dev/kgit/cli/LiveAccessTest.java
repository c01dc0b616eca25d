package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.SecuredBrokers;
import dev.kgit.planfile.SchemaOf;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may do what by the word of a real broker with Kafka's own authorizer, and what a plan changes of it. */
@RealServers
class LiveAccessTest extends AclFixture {

    private static final List<String> USERS = List.of("plain", "seer");

    @Override
    Brokers started() {
        return SecuredBrokers.start(1, USERS, Map.of("allow.everyone.if.no.acl.found", "false"));
    }

    @Override
    String serversOfRoot() {
        return brokers.internalServers();
    }

    @BeforeAll
    void giveAclsAndTopics() {
        acls.add(
                AclsByHand.allow("User:seer", AclOperation.DESCRIBE, ResourceType.CLUSTER, "kafka-cluster"),
                AclsByHand.allow("User:byhand", AclOperation.READ, ResourceType.TOPIC, "whole.orders"));
        List.of("whole.orders", "whole.old", "plan.orders", "plan.old", "quiet")
                .forEach(topic -> root.create(topic, Map.of()));
    }

    /** The project of somebody who comes by the INTERNAL listener, and so is a super user. */
    private CliFixture project(String name) {
        return CliFixture.repository(folder.resolve(name), name)
                .environment("dev", brokers.internalServers(), "ledger: off\n");
    }

    private CliFixture project(String name, String user) {
        return CliFixture.repository(folder.resolve(name), name)
                .env("PASSWORD", SecuredBrokers.passwordOf(user))
                .write(
                        "environments/dev/environment.yaml",
                        SecuredBrokers.environment(brokers, user) + "ledger: off\n");
    }

    private static String out(CliFixture kgit, String... args) {
        Result result = kgit.run(args);
        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.DONE);
        return result.out();
    }

    /** The lines of a table, cells apart by one bar. */
    private static List<String> table(String out, String head) {
        return out.lines()
                .dropWhile(line -> !line.strip().startsWith(head))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .map(line -> line.strip().replaceAll(" {2,}", " | "))
                .toList();
    }

    @Test
    void countsEveryAclOfTheClusterAndSaysWhichAreDeclaredHere() {
        CliFixture kgit = project("whole");
        declare(kgit, "User:whole: { produce: [\"whole.o*\"] }");
        out(kgit, "apply", "--auto-approve", "--allow", "KG231:*");

        String answer = out(kgit, "access", "--live", "topic/whole.orders");
        assertThat(table(answer, "PRINCIPAL"))
                .contains(
                        "User:byhand | READ, DESCRIBE | topic whole.orders | ALLOW READ topic:whole.orders | not declared",
                        "User:whole | WRITE, DESCRIBE | topic whole.orders | ALLOW WRITE, DESCRIBE topic:whole.o*"
                                + " | environments/dev/principals.yaml:2");
        assertThat(table(out(kgit, "access", "--live", "principal/User:whole"), "PRINCIPAL"))
                .containsExactly("User:whole | WRITE, DESCRIBE | topic whole.o* (2 topics)"
                        + " | ALLOW WRITE, DESCRIBE topic:whole.o* | environments/dev/principals.yaml:2");
        SchemaOf.file("access.schema.json").isKeptBy(out(kgit, "access", "--live", "--format", "json"));
    }

    @Test
    void saysThatBrokersHideWhetherTheyLetEverybodyIn() {
        CliFixture kgit = project("hidden");
        assertThat(out(kgit, "access", "--live", "topic/quiet", "--principal", "User:nobody"))
                .contains("the brokers have that setting, and hide to what it is set");
    }

    @Test
    void saysThatItMayNotSeeTheBrokersSettings() {
        assertThat(out(project("seer", "seer"), "access", "--live", "topic/quiet"))
                .contains("this principal may not see (it lacks DESCRIBE_CONFIGS on the cluster)");
    }

    @Test
    void isNoAnswerWhereTheClusterGivesNone() {
        Result forbidden = project("plain", "plain").run("access", "--live");
        assertThat(forbidden.exit()).as("%s", forbidden).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(forbidden.err()).contains("error KG414: this principal may not see ACLs");

        CliFixture open = CliFixture.repository(folder.resolve("open"), "open")
                .environment("dev", Brokers.shared().bootstrapServers(), "ledger: off\n");
        Result without = open.run("access", "--live");
        assertThat(without.exit()).as("%s", without).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(without.err()).contains("error KG413: the brokers have no authorizer");

        CliFixture silent = CliFixture.repository(folder.resolve("silent"), "silent")
                .environment("dev", "localhost:1", "ledger: off\n");
        assertThat(silent.run("access", "--live", "--timeout", "3s").exit()).isEqualTo(ExitCode.UNAVAILABLE);
    }

    @Test
    void aPlanSaysWhoGainsAndLosesWhat() {
        CliFixture kgit = project("plan");
        declare(kgit, "User:plan:", "  produce: [plan.orders]", "  consume: { plan.old: plan }");
        assertThat(table(out(kgit, "plan", "--allow", "KG231:*", "--access"), "PRINCIPAL"))
                .containsExactly(
                        "+ | User:plan | READ, DESCRIBE | group plan | ALLOW READ, DESCRIBE group:plan"
                                + " | environments/dev/principals.yaml:4",
                        "+ | User:plan | READ, DESCRIBE | topic plan.old | ALLOW READ, DESCRIBE topic:plan.old"
                                + " | environments/dev/principals.yaml:4",
                        "+ | User:plan | WRITE, DESCRIBE | topic plan.orders | ALLOW WRITE, DESCRIBE topic:plan.orders"
                                + " | environments/dev/principals.yaml:3");
        out(kgit, "apply", "--auto-approve", "--allow", "KG231:*");
        assertThat(out(kgit, "plan", "--allow", "KG231:*", "--access"))
                .contains("Access: nobody gains or loses anything.");

        declare(
                kgit,
                "User:plan:",
                "  produce: [plan.orders]",
                "  acls:",
                "    - { deny: [DESCRIBE], topic: \"plan.*\", hosts: [10.0.0.9] }");
        assertThat(table(out(kgit, "plan", "--allow", "KG231:*", "--access"), "PRINCIPAL"))
                .contains(
                        "- | User:plan | DESCRIBE | topic plan.orders from 10.0.0.9"
                                + " | DENY DESCRIBE topic:plan.* from 10.0.0.9"
                                + " | environments/dev/principals.yaml:5",
                        "- | User:plan | READ, DESCRIBE | topic plan.old | ALLOW READ, DESCRIBE topic:plan.old"
                                + " | not declared")
                .noneMatch(line -> line.startsWith("+"));
        assertThat(out(kgit, "plan", "--allow", "KG231:*", "--access", "--format", "markdown"))
                .contains("| **loses** | `User:plan` | DESCRIBE | `topic plan.orders from 10.0.0.9` |");
        String json = out(kgit, "plan", "--allow", "KG231:*", "--access", "--format", "json");
        SchemaOf.file("plan.schema.json").isKeptBy(json);
        assertThat(json).contains("\"lost\"");
        assertThat(out(kgit, "plan", "--format", "json")).doesNotContain("\"lost\"");
    }
}
