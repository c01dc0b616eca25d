package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.BrokerProxy;
import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.FaultyProxy;
import dev.kgit.fixture.RealServers;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A platform that dies while it is looked at is exit 4, and never "no drift". {@code -Dkgit.kills=20} kills more brokers,
 * {@code -Dkgit.seed=N} at other moments.
 */
@RealServers
class KilledDuringDriftTest {

    private static final int KILLS = Integer.getInteger("kgit.kills", 1);
    private static final long SEED = Long.getLong("kgit.seed", 4397145755279L);

    @TempDir
    Path folder;

    private CliFixture applied(String bootstrapServers, String connect) {
        CliFixture kgit = CliFixture.repository(folder.resolve("repository-" + System.nanoTime()), "killed")
                .environment("dev", bootstrapServers, connect)
                .write(
                        "environments/dev/topics.yaml",
                        "topics: { killed: { partitions: 1, config: { retention.ms: 7d } } }\n");
        if (!connect.isEmpty()) {
            kgit.write("environments/dev/connect.yaml", """
                    connectors:
                      killed:
                        state: running
                        config:
                          connector.class: org.apache.kafka.connect.file.FileStreamSourceConnector
                          tasks.max: 1
                          file: /dev/null
                          topic: killed
                    """);
        }
        kgit.commit("Begin");
        Result apply = kgit.run("apply", "--auto-approve");
        assertThat(apply.exit()).as("%s", apply).isEqualTo(ExitCode.DONE);
        assertThat(kgit.run("drift").exit()).isEqualTo(ExitCode.DONE);
        return kgit;
    }

    @Test
    void theWorkerDiesBetweenTwoRequests() {
        try (OwnPlatform platform = OwnPlatform.start(1);
                FaultyProxy proxy = FaultyProxy.before(platform.worker().url())) {
            CliFixture kgit =
                    applied(platform.bootstrapServers(), "connect: { main: { url: \"" + proxy.url() + "\" } }\n");
            proxy.meanwhile("GET /connectors.*", 1, platform.worker()::close);

            Result drift = kgit.run("drift", "--timeout", "5s");
            assertThat(drift.exit()).as("%s", drift).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(drift.out()).doesNotContain("No drift");
            Result later = kgit.run("drift", "--timeout", "5s");
            assertThat(later.exit()).as("%s", later).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(later.out()).doesNotContain("No drift");
            assertThat(kgit.run("drift", "--target", "topic/*").exit())
                    .as("what needs no worker can still be looked at")
                    .isEqualTo(ExitCode.DONE);
        }
    }

    /** One of the requests that drift makes of the broker, drawn by the seed, comes too late. */
    @Test
    void theBrokerDiesBeforeAnyRequest() {
        for (int kill = 0; kill < KILLS; kill++) {
            theBrokerDies(SEED + kill);
        }
    }

    private void theBrokerDies(long seed) {
        try (BrokerProxy proxy = BrokerProxy.start();
                Brokers brokers = Brokers.behind(proxy)) {
            CliFixture kgit = applied(brokers.bootstrapServers(), "");
            try (ByHand hand = new ByHand(brokers.internalServers())) {
                hand.set("killed", "retention.ms", "3600000");
            }
            int before = proxy.seen().size();
            assertThat(kgit.run("drift").exit()).isEqualTo(ExitCode.DIFFERENCES);
            List<String> requests = proxy.seen().subList(before, proxy.seen().size());
            int at = new Random(seed).nextInt(requests.size());
            String request = requests.get(at);
            int nth = Collections.frequency(requests.subList(0, at + 1), request);
            String moment = "seed " + seed + ", " + request + " number " + nth + " of " + requests;

            Runnable death = () -> {
                synchronized (proxy) {
                    brokers.stop(1);
                    proxy.shut();
                }
            };
            proxy.before(request, nth, death);
            Result during = kgit.run("drift", "--format", "json", "--timeout", "5s");
            // Either it had read all of it before, and says so; or it could not. Nothing between.
            if (during.exit() != ExitCode.UNAVAILABLE) {
                assertThat(during.exit()).as("%s: %s", moment, during).isEqualTo(ExitCode.DIFFERENCES);
                JsonNode items = JsonMapper.shared().readTree(during.out()).at("/items");
                assertThat(items.size()).as("%s: %s", moment, during).isEqualTo(1);
                assertThat(items.at("/0/drift").asString()).isEqualTo("changed");
            }
            // Requests side by side may come in another order, and one of them not at all.
            death.run();
            for (Map.Entry<String, String> form : Map.of(
                            "text", "No drift", "junit", "no drift", "prometheus", "kgit_drift_items")
                    .entrySet()) {
                Result after = kgit.run("drift", "--format", form.getKey(), "--timeout", "3s");
                assertThat(after.exit()).as("%s: %s", moment, after).isEqualTo(ExitCode.UNAVAILABLE);
                assertThat(after.out()).as(moment).doesNotContain(form.getValue());
            }
        }
    }
}
