package dev.kgit.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.fixture.Await;
import dev.kgit.sandbox.BrokerPorts;
import dev.kgit.sandbox.FreePorts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SandboxAddressesTest {

    @Test
    void usesThePortsOfTheMessageBrokerUnlessToldOtherwise() {
        assertThat(SandboxAddresses.usual(1).uses(1))
                .containsEntry(9092, "EXTERNAL")
                .containsEntry(9093, "CONTROLLER")
                .containsEntry(29092, "INTERNAL")
                .containsEntry(8083, "the REST API of Kafka Connect")
                .hasSize(4);
    }

    @Test
    void putsEachFurtherBrokerTenAbove() {
        assertThat(SandboxAddresses.usual(3).brokers())
                .containsExactly(
                        new BrokerPorts(9092, 29092, 9093),
                        new BrokerPorts(9102, 29102, 9103),
                        new BrokerPorts(9112, 29112, 9113));
        assertThat(SandboxAddresses.from(7000, 2).external()).isEqualTo("127.0.0.1:7000,127.0.0.1:7010");
        assertThat(SandboxAddresses.from(7000, 2).internal()).isEqualTo("127.0.0.1:7002,127.0.0.1:7012");
        assertThat(SandboxAddresses.from(7000, 2).url(0)).isEqualTo("http://127.0.0.1:7003");
    }

    @Test
    void givesNoPortTwice() {
        SandboxAddresses two = SandboxAddresses.from(7000, 2);
        assertThat(two.url(6)).isEqualTo("http://127.0.0.1:7009");
        // Broker 2 has 7010 to 7012.
        assertThat(two.url(7)).isEqualTo("http://127.0.0.1:7013");
        assertThat(two.uses(8)).hasSize(2 * 2 + 1 + 8);
    }

    @Test
    void findsTheTakenOnesAndSaysWhatTheyAreFor() throws Exception {
        SandboxAddresses free = Stream.generate(() -> SandboxAddresses.free(2))
                .limit(10)
                // Of the tests beside this one, each may take one of them meanwhile.
                .filter(addresses -> addresses.taken(1).isEmpty())
                .findFirst()
                .orElseThrow();

        int internal = free.brokers().get(1).internal();
        try (ServerSocket other = new ServerSocket(internal, 1, InetAddress.getLoopbackAddress())) {
            assertThat(free.taken(1)).containsEntry(other.getLocalPort(), "INTERNAL of broker 2");
        }
        // A process that starts meanwhile may hold what is open here for a moment.
        Await.until(() -> FreePorts.isFree(internal));
    }

    @Test
    void tellsTheEnvironmentWhereTheSandboxIs() {
        assertThat(SandboxAddresses.from(7000, 1).variables())
                .containsEntry("KGIT_SANDBOX_BOOTSTRAP_SERVERS", "127.0.0.1:7000")
                .containsEntry("KGIT_SANDBOX_CONNECT_BOOTSTRAP_SERVERS", "127.0.0.1:7002")
                .containsEntry("KGIT_SANDBOX_CONNECT_URL", "http://127.0.0.1:7003");
    }
}
