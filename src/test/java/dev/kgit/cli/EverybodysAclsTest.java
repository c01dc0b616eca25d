package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.SecuredBrokers;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** ACLs of {@code User:*} beside those of single principals, who live by both. */
@RealServers
class EverybodysAclsTest extends AclFixture {

    @Override
    Brokers started() {
        return SecuredBrokers.open(Map.of());
    }

    @AfterEach
    void clear() {
        acls.bindingsOf("User:*").forEach(acls::remove);
    }

    private CliFixture applied(String name, String... principals) {
        CliFixture kgit = CliFixture.repository(folder.resolve(name), name)
                .environment("dev", brokers.bootstrapServers(), "ledger: { topic: _" + name + " }\n");
        declare(kgit, principals);
        return apply(kgit);
    }

    private static CliFixture apply(CliFixture kgit) {
        Result applied = kgit.run("apply", "--auto-approve");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
        assertThat(kgit.run("plan", "--detailed-exitcode").exit()).isEqualTo(ExitCode.DONE);
        return kgit;
    }

    /** Applies what is declared, and looks at all ACLs all the while: the principal may read the topics at each moment. */
    private void appliesWhileItReads(CliFixture kgit, String principal, String... topics) {
        CompletableFuture<CliFixture> applied = CompletableFuture.supplyAsync(() -> apply(kgit));
        while (!applied.isDone()) {
            Set<String> all = acls.all();
            for (String topic : topics) {
                assertThat(all)
                        .containsAnyOf(
                                principal + " ALLOW READ TOPIC LITERAL:" + topic + " *",
                                "User:* ALLOW READ TOPIC LITERAL:" + topic + " *");
            }
        }
        applied.join();
    }

    private static String reads(String principal, String topic) {
        return principal + ": { acls: [{ allow: [READ], topic: " + topic + " }] }";
    }

    @Test
    void whoSwapsWithEverybodyReadsAllTheWhile() {
        CliFixture kgit = applied("swaps", reads("User:*", "swap.a"), reads("User:p", "swap.b"), reads("User:q", "q"));
        declare(kgit, reads("User:*", "swap.b"), reads("User:p", "swap.a"), reads("User:q", "swap.a"));
        assertThat(kgit.run("plan", "--format", "json").out().replaceAll("\\s", ""))
                .doesNotContain("\"dependsOn\":[\"principal/");
        appliesWhileItReads(kgit, "User:p", "swap.a", "swap.b");
    }

    @Test
    void whoLosesWhatEverybodyGainsComesAfterThatAndTheOtherWayRound() {
        CliFixture kgit = applied("order", reads("User:*", "order.a"), reads("User:p", "order.b"));
        declare(
                kgit,
                reads("User:*", "order.b"),
                "User:p: { acls: [{ deny: [READ], topic: order.secret }] }",
                reads("User:q", "order.a"));
        assertThat(kgit.run("plan", "--format", "json").out().replaceAll("\\s", ""))
                .containsSubsequence(
                        "\"id\":\"principal/User:q\"",
                        "\"dependsOn\":[]",
                        "\"id\":\"principal/User:*\"",
                        "\"dependsOn\":[\"principal/User:q\"]",
                        "\"id\":\"principal/User:p\"",
                        "\"dependsOn\":[\"principal/User:*\"]");
        appliesWhileItReads(kgit, "User:p", "order.b");
    }

    @Test
    void aDeleteWaitsForWhatComesInItsPlace() {
        CliFixture kgit = applied("deletes", reads("User:*", "deletes.a"), reads("User:p", "deletes.b"));
        declare(kgit, "User:*: { state: absent }", reads("User:p", "deletes.a"));
        assertThat(kgit.run("plan", "--format", "json").out().replaceAll("\\s", ""))
                .contains("\"dependsOn\":[\"principal/User:p\"]");
        appliesWhileItReads(kgit, "User:p", "deletes.a");
    }

    @Test
    void saysOfAPrincipalWhatItGainsAndLosesBesideThat() {
        for (String topic : new String[] {"says.a", "says.b", "says.secret"}) {
            root.create(topic, Map.of());
        }
        CliFixture kgit = applied("says", reads("User:*", "says.a"), reads("User:w", "says.a"));
        declare(
                kgit,
                reads("User:*", "says.a"),
                "User:w:",
                "  acls:",
                "    - { allow: [WRITE], topic: \"says.*\" }",
                "    - { deny: [ALL], topic: says.secret }",
                "    - { deny: [WRITE], topic: says.secret }");
        assertThat(kgit.run("plan").out())
                .contains("gains WRITE on 2 of 3 topics (says.*); is denied ALL")
                .doesNotContain("loses READ");
        declare(kgit, reads("User:*", "says.a"), "User:w: { acls: [{ allow: [DESCRIBE], topic: says.a }] }");
        assertThat(kgit.run("plan").out()).contains("may do the same as before, by other ACLs");
    }
}
