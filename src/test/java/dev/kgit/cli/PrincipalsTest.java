package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.SecuredBrokers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Principals on a real broker with Kafka's own authorizer, whose ACLs somebody else looks at after each step. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RealServers
class PrincipalsTest {

    @TempDir
    Path folder;

    private Brokers brokers;
    private ByHand root;
    private AclsByHand acls;

    @BeforeAll
    void start() {
        brokers = SecuredBrokers.open(Map.of());
        root = new ByHand(brokers.bootstrapServers());
        acls = new AclsByHand(root);
        acls.add(AclsByHand.allow("User:foreigner", AclOperation.READ, ResourceType.TOPIC, "foreign"));
    }

    @AfterAll
    void stop() {
        assertThat(acls.of("User:foreigner")).containsExactly("ALLOW READ TOPIC LITERAL:foreign *");
        root.close();
        brokers.close();
    }

    private CliFixture project(String name, String... principals) {
        CliFixture kgit = CliFixture.repository(folder.resolve(name), name)
                .environment("dev", brokers.bootstrapServers(), "ledger: { topic: _" + name + " }\n");
        return declare(kgit, principals);
    }

    private static CliFixture declare(CliFixture kgit, String... principals) {
        kgit.write("environments/dev/principals.yaml", "principals:\n  " + String.join("\n  ", principals) + "\n");
        kgit.commit("Say who may do what");
        return kgit;
    }

    private static void applies(CliFixture kgit) {
        Result applied = kgit.run("apply", "--auto-approve");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
        Result second = kgit.run("plan", "--detailed-exitcode");
        assertThat(second.exit()).as("%s", second).isEqualTo(ExitCode.DONE);
    }

    @Test
    void goesFromNothingToWhatIsDeclaredAndBackToAbsent() {
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
        assertThat(acls.of("User:story"))
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
        assertThat(acls.of("User:story"))
                .containsExactlyInAnyOrder(
                        "ALLOW WRITE TOPIC LITERAL:story.orders *", "ALLOW DESCRIBE TOPIC LITERAL:story.orders *");

        declare(kgit, "User:story: { state: absent }");
        applies(kgit);
        assertThat(acls.of("User:story")).isEmpty();
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
}
