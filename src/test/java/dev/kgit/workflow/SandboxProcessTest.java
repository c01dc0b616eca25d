package dev.kgit.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.fixture.RealServers;
import dev.kgit.model.KgitException;
import dev.kgit.sandbox.BrokerPorts;
import dev.kgit.sandbox.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealServers
class SandboxProcessTest {

    private static final Installation HERE = Installation.of(System.getProperties());

    @TempDir
    Path folder;

    @Test
    void runsBrokersAndAWorkerInAnotherJvmAndEndsThem() throws Exception {
        Path data = folder.resolve("data");
        List<BrokerPorts> ports = freePorts();
        SandboxProcess sandbox = SandboxProcess.start(HERE);
        SandboxProcess.Running running;
        try {
            running = sandbox.startBrokers(ports, data, Map.of());
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", running.bootstrap()))) {
                assertThat(admin.describeCluster().clusterId().get()).isEqualTo(running.clusterId());
            }
            String url = sandbox.startWorker("main", worker(running));
            assertThat(url).startsWith("http://127.0.0.1:");
            assertThat(running.log()).exists();
        } finally {
            sandbox.close();
        }
        assertThat(FreePorts.isFree(ports.get(0).external())).isTrue();
        assertThat(data).isDirectory();

        try (SandboxProcess again = SandboxProcess.start(HERE)) {
            assertThat(again.startBrokers(ports, data, Map.of()).clusterId()).isEqualTo(running.clusterId());
        }
    }

    @Test
    void throwsDataAwayThatNobodyWantsToKeep() {
        Path data;
        try (SandboxProcess sandbox = SandboxProcess.start(HERE)) {
            data = sandbox.startBrokers(freePorts(), null, Map.of()).data();
            assertThat(data).isDirectory();
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void saysWhyAWorkerDidNotStart() {
        try (SandboxProcess sandbox = SandboxProcess.start(HERE)) {
            SandboxProcess.Running running = sandbox.startBrokers(freePorts(), null, Map.of());
            Map<String, String> properties = worker(running);
            properties.put("key.converter", "no.such.Converter");

            assertThatThrownBy(() -> sandbox.startWorker("main", properties))
                    .isInstanceOf(KgitException.Unavailable.class)
                    .hasMessageContaining("KG752")
                    .hasMessageContaining("no.such.Converter");
        }
    }

    @Test
    void refusesDataOfAnotherNumberOfBrokers() throws Exception {
        Files.createDirectories(folder.resolve("broker-1"));
        Files.createDirectories(folder.resolve("broker-2"));
        try (SandboxProcess sandbox = SandboxProcess.start(HERE)) {
            assertThatThrownBy(() -> sandbox.startBrokers(freePorts(), folder, Map.of()))
                    .isInstanceOf(KgitException.Unavailable.class)
                    .hasMessageContaining("2 broker(s)");
        }
    }

    @Test
    void tellsWhenTheOtherJvmEndsUnasked() throws Exception {
        try (SandboxProcess sandbox = SandboxProcess.start(HERE)) {
            sandbox.startBrokers(freePorts(), folder, Map.of());
            sandbox.kill();
            assertThat(sandbox.awaitTrouble().code()).isEqualTo("KG755");
        }
    }

    private static Map<String, String> worker(SandboxProcess.Running running) {
        Map<String, String> properties = new java.util.TreeMap<>();
        properties.put("bootstrap.servers", running.internal());
        properties.put("group.id", "connect");
        for (String kind : List.of("config", "offset", "status")) {
            properties.put(kind + ".storage.topic", "connect-" + kind);
            properties.put(kind + ".storage.replication.factor", "1");
        }
        properties.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        properties.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
        return properties;
    }

    private static List<BrokerPorts> freePorts() {
        List<Integer> free = FreePorts.take(3);
        return List.of(new BrokerPorts(free.get(0), free.get(1), free.get(2)));
    }
}
