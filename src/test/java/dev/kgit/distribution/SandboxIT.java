package dev.kgit.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.sandbox.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxIT {

    private static final Path SCRIPT = Program.DISTRIBUTION.resolve("bin/kgit");

    @TempDir
    Path scratch;

    @Test
    void demoShowsAllThatItSaysAndLeavesNothingBehind() throws Exception {
        Path temporary = Files.createDirectory(scratch.resolve("tmp"));
        Program.Result demo = new Program(SCRIPT, scratch)
                .with("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary)
                .run("demo");

        assertThat(demo.exit()).as(demo.out() + demo.err()).isZero();
        assertThat(demo.out())
                .contains("received   POST /v1/events/trigger")
                .contains("retention.ms")
                .contains("No changes");
        try (var left = Files.list(temporary)) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith("kgit-")))
                    .isEmpty();
        }
    }

    @Test
    void outsideOfARepositoryTheSandboxIsTheExamplesAndRunsThreeRacksUntilItIsToldToEnd() throws Exception {
        int base = freeBase();
        Path out = scratch.resolve("out");
        Path err = scratch.resolve("err");
        Process sandbox = new Program(SCRIPT, scratch)
                .start(out, err, "sandbox", "--brokers", "3", "--port-base", String.valueOf(base));
        try {
            await(
                    "the sandbox says where it listens",
                    () -> Files.readString(out).contains("Ctrl-C"));
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + base))) {
                assertThat(admin.describeCluster().nodes().get())
                        .extracting(Node::rack)
                        .containsExactlyInAnyOrder("r1", "r2", "r3");
                assertThat(admin.listTopics().names().get())
                        .contains("connect-configs", "connect-offsets", "connect-status");
            }
            assertThat(Files.readString(out))
                    .contains("127.0.0.1:" + (base + 20))
                    .contains("http://127.0.0.1:" + (base + 3));
        } finally {
            sandbox.destroy();
            assertThat(sandbox.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        await("the brokers have ended with it", () -> FreePorts.isFree(base));
    }

    @Test
    void aTakenPortIsNamedAndNothingIsStarted() throws Exception {
        Files.writeString(scratch.resolve("kgit.yaml"), "apiVersion: kgit/v1\nproject: shop\n");
        Files.createDirectories(scratch.resolve("environments/the-only-one"));
        Files.writeString(
                scratch.resolve("environments/the-only-one/environment.yaml"),
                "kafka:\n  bootstrap.servers: localhost:9092\n");
        int base = freeBase();
        try (ServerSocket other = new ServerSocket(base, 1, InetAddress.getLoopbackAddress())) {
            Program.Result refused =
                    new Program(SCRIPT, scratch).run("sandbox", "--port-base", String.valueOf(other.getLocalPort()));

            assertThat(refused.exit()).isEqualTo(4);
            assertThat(refused.err())
                    .contains("KG750")
                    .contains("port " + base)
                    .contains("EXTERNAL")
                    .contains("--port-base");
        }
    }

    /** A port from which on all are free that three brokers and a worker need. */
    private static int freeBase() {
        while (true) {
            int base = FreePorts.take(1).get(0);
            if (IntStream.range(base, base + 24).allMatch(FreePorts::isFree)) {
                return base;
            }
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.sleep(100);
        }
    }
}
