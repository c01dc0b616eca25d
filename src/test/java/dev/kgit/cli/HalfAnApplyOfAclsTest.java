package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.BrokerProxy;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.SecuredBrokers;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An apply of more ACLs than one request takes, to which the brokers stop answering in the middle. */
@RealServers
class HalfAnApplyOfAclsTest {

    /** Topics of one principal, with two ACLs each: one request takes 2,000 ACLs. */
    private static final int TOPICS = 1_500;

    @TempDir
    Path folder;

    @Test
    void tellsAclByAclWhatWasNotDoneAndGoesOnFromThere() {
        try (BrokerProxy proxy = BrokerProxy.start();
                Brokers brokers = SecuredBrokers.behind(proxy);
                ByHand root = new ByHand(brokers.internalServers())) {
            AclsByHand acls = new AclsByHand(root);
            CliFixture kgit = CliFixture.repository(folder.resolve("half"), "half")
                    .environment("dev", brokers.bootstrapServers(), "ledger: { topic: _half }\n")
                    .write(
                            "environments/dev/principals.yaml",
                            "principals: { \"User:half\": { produce: ["
                                    + IntStream.range(0, TOPICS)
                                            .mapToObj(i -> "half." + i)
                                            .collect(Collectors.joining(", "))
                                    + "] } }\n");
            kgit.commit("Many");
            proxy.before("CREATE_ACLS", 2, proxy::shut);
            Result cut = kgit.run("apply", "--auto-approve", "--timeout", "5s");
            assertThat(cut.exit()).as("%s", cut.err()).isEqualTo(ExitCode.INCOMPLETE);
            assertThat(cut.err())
                    .contains("1000 of 3000 ACLs were not created: the brokers did not do it in time", "`ALLOW WRITE")
                    .contains("and 980 more");
            Set<String> half = acls.of("User:half");
            assertThat(half).hasSize(2_000);

            kgit.environment("dev", brokers.internalServers(), "ledger: { topic: _half }\n");
            kgit.commit("By another way");
            Result plan = kgit.run("plan");
            assertThat(plan.out()).contains("~ update principal/User:half");
            assertThat(kgit.run("unlock", "--force").exit()).isEqualTo(ExitCode.DONE);
            Result rest = kgit.run("apply", "--auto-approve");
            assertThat(rest.exit()).as("%s", rest.err()).isEqualTo(ExitCode.DONE);
            assertThat(acls.of("User:half")).hasSize(3_000).containsAll(half);
        }
    }
}
