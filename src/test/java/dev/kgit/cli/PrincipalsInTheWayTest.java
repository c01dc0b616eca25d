package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.SecuredBrokers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What stands in the way of principals: no authorizer, no permission, and changes that would lock somebody out. */
@RealServers
class PrincipalsInTheWayTest extends AclFixture {

    /** They let everybody in where no ACL says otherwise, and know these logins. */
    @Override
    Brokers started() {
        return SecuredBrokers.start(
                1,
                List.of("ci", "blind", "half", "near", "maker", "token"),
                Map.of("allow.everyone.if.no.acl.found", "true"));
    }

    @Override
    String serversOfRoot() {
        return brokers.internalServers();
    }

    @BeforeAll
    void giveAcls() {
        for (AclOperation operation :
                new AclOperation[] {AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS, AclOperation.ALTER}) {
            acls.add(AclsByHand.allow("User:ci", operation, ResourceType.CLUSTER, "kafka-cluster"));
        }
        acls.add(AclsByHand.allow("User:half", AclOperation.DESCRIBE, ResourceType.CLUSTER, "kafka-cluster"));
    }

    private CliFixture project(String name, String user, String... lines) {
        CliFixture kgit = CliFixture.repository(folder.resolve(name), name)
                .env("PASSWORD", SecuredBrokers.passwordOf(user))
                .write(
                        "environments/dev/environment.yaml",
                        SecuredBrokers.environment(brokers, user) + "ledger: { topic: _" + name + " }\n")
                .write("environments/dev/resources.yaml", String.join("\n", lines) + "\n");
        kgit.commit("As declared");
        return kgit;
    }

    @Test
    void noAuthorizerIsToldOfPrincipalsAndAllElseIsPlanned() {
        CliFixture kgit = CliFixture.repository(folder.resolve("plain"), "plain")
                .environment("dev", Brokers.shared().bootstrapServers(), "ledger: off\n")
                .write(
                        "environments/dev/resources.yaml",
                        "topics: { plain.a: { partitions: 1 } }\nprincipals: { \"User:a\": { produce: [plain.a] } }\n");
        kgit.commit("Both");
        Result plan = kgit.run("plan");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(plan.out())
                .contains("? unreadable principal/User:a", "KG413", "the brokers have no authorizer")
                .contains("+ create topic/plain.a");
        assertThat(kgit.run("doctor").out()).contains("error    principals: KG413");
        Result imported = kgit.run("import", "-o", folder.resolve("imported").toString(), "--filter", "principal/*");
        assertThat(imported.out() + imported.err()).contains("KG413").doesNotContain("bug");
    }

    @Test
    void whoMayNotDescribeTheClusterIsToldSoAndAllElseIsPlanned() {
        CliFixture kgit = project(
                "blind",
                "blind",
                "topics: { blind.a: { partitions: 1 } }",
                "principals: { \"User:a\": { produce: [blind.a] } }");
        Result plan = kgit.run("plan");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(plan.out())
                .contains("? unreadable principal/User:a", "KG414", "it lacks DESCRIBE on the cluster")
                .contains("+ create topic/blind.a");
        assertThat(kgit.run("doctor").out()).contains("KG414");
    }

    @Test
    void theFirstAclOnATopicIsBlockedUntilSomebodyConsentsAndNamesWhoReadsIt() {
        root.create("lock.payments", Map.of());
        ByHand.get(root.admin()
                .alterConsumerGroupOffsets(
                        "lock-billing", Map.of(new TopicPartition("lock.payments", 0), new OffsetAndMetadata(0)))
                .all());
        String principal = "principals: { \"User:a\": { produce: [lock.payments] } }";
        CliFixture kgit = project("lock", "ci", principal);
        Result plan = kgit.run("plan");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.REFUSED);
        assertThat(plan.out())
                .contains("BLOCKED", "KG231", "the first ACL on topic:lock.payments", "allow.everyone.if.no.acl.found")
                .contains("lock.payments is read by consumer groups: lock-billing")
                .contains("add `allow: [lock-out]` to principal/User:a");

        kgit.write(
                "environments/dev/resources.yaml",
                "principals: { \"User:a\": { produce: [lock.payments], allow: [lock-out] } }\n");
        kgit.commit("Consent");
        Result applied = kgit.run("apply", "--auto-approve");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
        assertThat(acls.of("User:a")).hasSize(2);

        kgit.write(
                "environments/dev/resources.yaml",
                "principals: { \"User:a\": { produce: [lock.payments, lock.new], allow: [lock-out] } }\n");
        kgit.commit("A topic that nobody has yet");
        assertThat(kgit.run("plan").out()).doesNotContain("KG231");
    }

    @Test
    void aSavedPlanIsGoodForTheTopicsThatItToldOfAndNoOthers() {
        root.create("saved.one", Map.of());
        CliFixture kgit =
                project("saved", "ci", "principals: { \"User:s\": { produce: [\"saved.*\"], allow: [lock-out] } }");
        Path file = folder.resolve("saved.plan");
        Result saved = kgit.run("plan", "--out", file.toString());
        assertThat(saved.out()).contains("KG231", "topic:saved.one").doesNotContain("saved.two");
        String fingerprint = kgit.fingerprint();
        root.create("saved.two", Map.of());

        Result refused = kgit.run("apply", file.toString());
        assertThat(refused.exit()).as("%s", refused).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("KG677", "principal/User:s", "what it affects has");
        assertThat(kgit.run("apply", "--expect", fingerprint).exit()).isEqualTo(ExitCode.REFUSED);
        assertThat(acls.of("User:s")).isEmpty();

        kgit.run("plan", "--out", file.toString());
        Result applied = kgit.run("apply", file.toString());
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
        assertThat(acls.of("User:s")).isNotEmpty();
    }

    @Test
    void whoTakesTheLastAclOfATopicAwayIsToldThatEverybodyIsLetIn() {
        root.create("last.shared", Map.of());
        root.create("last.own", Map.of());
        String both = "produce: [last.shared, last.own], allow: [lock-out]";
        CliFixture kgit = project(
                "last", "ci", "principals: { \"User:l1\": { " + both + " }, \"User:l2\": { produce: [last.shared] } }");
        Result applied = kgit.run("apply", "--auto-approve", "--allow", "KG231:*");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
        assertThat(applied.out()).doesNotContain("KG235");

        kgit.write(
                "environments/dev/resources.yaml",
                "principals: { \"User:l1\": { state: absent }, \"User:l2\": { produce: [last.shared] } }\n");
        kgit.commit("One goes");
        assertThat(kgit.run("plan").out())
                .contains("KG235: takes away the last ACL on topic:last.own: from then on everybody may use it");
        kgit.write(
                "environments/dev/resources.yaml",
                "principals: { \"User:l1\": { state: absent }, \"User:l2\": { state: absent } }\n");
        kgit.commit("Both go");
        assertThat(kgit.run("plan").out())
                .contains("KG235: takes away the last ACL on topic:last.own, topic:last.shared")
                .contains("KG235: takes away the last ACL on topic:last.shared: from then on");
        kgit.write(
                "environments/dev/resources.yaml",
                "principals: { \"User:l1\": { state: absent }, \"User:l2\": { produce: [\"last.*\"] } }\n");
        kgit.commit("Another one comes");
        assertThat(kgit.run("plan").out()).doesNotContain("KG235");
    }

    @Test
    void whetherItLocksOutIsNotKnownToWhoMayNotSeeTheBrokersSettings() {
        root.create("half.payments", Map.of());
        CliFixture kgit = project("half", "half", "principals: { \"User:h\": { produce: [half.payments] } }");
        Result plan = kgit.run("plan");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.REFUSED);
        assertThat(plan.out()).contains("KG231", "may not see their settings", "grant DESCRIBE_CONFIGS on the cluster");
    }

    @Test
    void whatKgitItselfUsesIsNotTakenAway() {
        CliFixture kgit = project("own", "ci", "principals: { \"User:ci\": { produce: [own.a] } }");
        Result plan = kgit.run("plan");
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.REFUSED);
        assertThat(plan.out())
                .contains("KG232: kgit runs as User:ci and would take from itself", "ALTER on cluster", "lock-out");
        assertThat(acls.of("User:ci")).hasSize(3);
    }

    private void mayApplyFrom(String principal, String host) {
        for (AclOperation operation :
                new AclOperation[] {AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS, AclOperation.ALTER}) {
            acls.add(new AclBinding(
                    new ResourcePattern(ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL),
                    new AccessControlEntry(principal, host, operation, AclPermissionType.ALLOW)));
        }
    }

    /** What is declared beside {@code kgit: plan}, and what of it a plan finds that kgit takes from itself. */
    private void takesFromItself(String name, String user, String declared, String found) {
        CliFixture kgit = project(
                name,
                user,
                "topics: { " + name + ".a: { partitions: 1 } }",
                "principals: { \"User:" + user + "\": { kgit: plan, acls: [" + declared + "] } }");
        Result plan = kgit.run("plan");
        assertThat(plan.out()).contains("KG232", found);
        assertThat(plan.exit()).as("%s", plan).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void whatKgitUsesFromOneHostAloneIsNotTakenAwayEither() {
        mayApplyFrom("User:near", "127.0.0.1");
        takesFromItself(
                "near",
                "near",
                "{ allow: [ALTER, ALTER_CONFIGS], cluster: true, hosts: [10.0.0.9] }",
                "KG232: kgit runs as User:near and would take from itself ALTER on cluster from 127.0.0.1");
    }

    @Test
    void aDenyForOneHostMayBeForKgit() {
        takesFromItself(
                "denies",
                "ci",
                "{ allow: [ALTER], cluster: true }, { deny: [ALTER], cluster: true, hosts: [127.0.0.1] }",
                "would take from itself ALTER on cluster from 127.0.0.1");
    }

    @Test
    void topicsAreCreatedByWhoMayCreateOnTheClusterToo() {
        mayApplyFrom("User:maker", "*");
        acls.add(AclsByHand.allow("User:maker", AclOperation.CREATE, ResourceType.CLUSTER, "kafka-cluster"));
        takesFromItself(
                "maker",
                "maker",
                "{ allow: [ALTER], cluster: true }",
                "would take from itself CREATE on topic:maker.a, CREATE on topic:_maker");
    }

    @Test
    void whoLogsInWithATokenMayBeAnyWhoChangesAcls() {
        mayApplyFrom("User:token", "*");
        CliFixture kgit = project("token", "token", "principals: { \"User:token\": { produce: [token.a] } }");
        kgit.write(
                "environments/dev/environment.yaml",
                SecuredBrokers.environment(brokers, "token").replace("required", "required tokenauth=true")
                        + "ledger: { topic: _token }\n");
        kgit.commit("By a token");
        Result plan = kgit.run("plan");
        assertThat(plan.out())
                .contains("KG232: as whom kgit runs is not known; as User:token it would take from itself")
                .contains("ALTER on cluster");
    }

    @Test
    void aDenyOfSomebodyElseThatMakesAnAclVoidIsTold() {
        AclBinding deny = new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, "void.", PatternType.PREFIXED),
                new AccessControlEntry("User:*", "*", AclOperation.WRITE, AclPermissionType.DENY));
        acls.add(deny);
        Result plan = project("void", "ci", "principals: { \"User:v\": { produce: [void.a] } }")
                .run("plan");
        assertThat(plan.out()).contains("KG234: `ALLOW WRITE topic:void.a` of principal/User:v has no effect");
        acls.remove(deny);
    }

    @Test
    void whoMayNotChangeAclsIsToldWhichWereNotChanged() {
        CliFixture kgit = project("denied", "half", "principals: { \"User:d\": { produce: [\"denied.*\"] } }");
        Result applied = kgit.run("apply", "--auto-approve", "--allow", "KG231:*");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(applied.err() + applied.out())
                .contains("KG410", "2 of 2 ACLs were not created", "`ALLOW WRITE topic:denied.*`")
                .contains("grant it ALTER on the cluster");
    }
}
