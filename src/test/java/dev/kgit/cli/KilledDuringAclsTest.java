package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.BrokerProxy;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.RealServers;
import dev.kgit.fixture.SecuredBrokers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run that is killed at one of the requests by which it applies principals, before that gets through or right after: the
 * next run does what is left, and nothing to what others have. {@code -Dkgit.kills=20} kills more runs,
 * {@code -Dkgit.seed=N} at other requests.
 */
@RealServers
class KilledDuringAclsTest {

    private static final int KILLS = Integer.getInteger("kgit.kills", 1);
    private static final long SEED = Long.getLong("kgit.seed", 1L);
    /** As the exit code of a process that was killed. */
    private static final int KILLED = 128 + 9;

    private static final String SETTINGS =
            "ledger: { topic: _killed }\nprune: true\nguards: { maxDeletePercent: 100 }\n";

    private static final String BEFORE = """
            principals:
              User:killed-changed:
                produce: [killed.old]
                acls: [{ deny: [READ], topic: killed.secret }]
              User:killed-absent: { consume: { killed.old: killed }, acls: [{ deny: [ALTER], cluster: true }] }
              User:killed-pruned: { produce: [killed.old], acls: [{ deny: [READ], topic: killed.secret }] }
            """;

    private static final String AFTER = """
            principals:
              User:killed-changed:
                produce: [killed.new]
                acls: [{ deny: [WRITE], topic: killed.secret }]
              User:killed-absent: { state: absent }
              User:killed-made: { consume: { killed.new: killed }, acls: [{ deny: [ALTER], cluster: true }] }
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"CREATE_ACLS", "DELETE_ACLS"})
    void theNextRunDoesWhatIsLeftAndNothingForeign(String request) throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            isKilledAt(request, SEED + kill);
        }
    }

    private void isKilledAt(String request, long seed) throws Exception {
        try (BrokerProxy proxy = BrokerProxy.start();
                Brokers brokers = SecuredBrokers.behind(proxy);
                ByHand root = new ByHand(brokers.internalServers())) {
            new AclsByHand(root)
                    .add(
                            AclsByHand.allow("User:foreign", AclOperation.WRITE, ResourceType.TOPIC, "killed.old"),
                            AclsByHand.allow("User:foreign", AclOperation.READ, ResourceType.TOPIC, "killed.secret"),
                            AclsByHand.allow("User:*", AclOperation.DESCRIBE, ResourceType.TOPIC, "*"));
            CliFixture kgit = CliFixture.repository(folder.resolve(request + seed), "killed");
            applied(kgit, brokers.internalServers(), BEFORE);
            SortedMap<String, SortedSet<String>> before = KafkaAclsTool.list(brokers.internalServers());
            applied(kgit, brokers.bootstrapServers(), AFTER);
            int requests = Collections.frequency(proxy.seen(), request);
            SortedMap<String, SortedSet<String>> after = KafkaAclsTool.list(brokers.internalServers());
            assertThat(after.keySet())
                    .containsExactly("User:*", "User:foreign", "User:killed-changed", "User:killed-made");
            assertThat(foreign(after)).isEqualTo(foreign(before));
            applied(kgit, brokers.internalServers(), BEFORE);

            Random random = new Random(seed);
            int nth = 1 + random.nextInt(requests);
            boolean arrives = random.nextBoolean();
            String moment = "seed " + seed + ", " + request + " number " + nth + " of " + requests
                    + (arrives ? ", which arrives" : ", which is lost");
            declared(kgit, brokers.bootstrapServers(), AFTER);
            CompletableFuture<Process> run = new CompletableFuture<>();
            Runnable death = () -> run.join().destroyForcibly().onExit().join();
            if (arrives) {
                proxy.after(request, nth, death);
            } else {
                proxy.before(request, nth, () -> {
                    death.run();
                    proxy.shut();
                });
            }
            run.complete(kgit.start("apply", "--auto-approve"));
            String said = new String(run.join().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(run.join().waitFor()).as("%s: %s", moment, said).isEqualTo(KILLED);
            assertThat(foreign(KafkaAclsTool.list(brokers.internalServers())))
                    .as(moment)
                    .isEqualTo(foreign(before));

            declared(kgit, brokers.internalServers(), AFTER);
            Result unlocked = kgit.run("unlock", "--force");
            assertThat(unlocked.exit()).as("%s: %s", moment, unlocked).isEqualTo(ExitCode.DONE);
            Result next = kgit.run("apply", "--auto-approve");
            assertThat(next.exit()).as("%s: %s\n%s", moment, said, next).isEqualTo(ExitCode.DONE);
            assertThat(KafkaAclsTool.list(brokers.internalServers())).as(moment).isEqualTo(after);
        }
    }

    private static void declared(CliFixture kgit, String servers, String principals) {
        kgit.environment("dev", servers, SETTINGS).write("environments/dev/principals.yaml", principals);
        kgit.commit("Say who may do what");
    }

    private static void applied(CliFixture kgit, String servers, String principals) {
        declared(kgit, servers, principals);
        Result applied = kgit.run("apply", "--auto-approve");
        assertThat(applied.exit()).as("%s", applied).isEqualTo(ExitCode.DONE);
    }

    private static Map<String, SortedSet<String>> foreign(SortedMap<String, SortedSet<String>> all) {
        Map<String, SortedSet<String>> foreign = new TreeMap<>(all);
        foreign.keySet().retainAll(List.of("User:foreign", "User:*"));
        return foreign;
    }
}
