package dev.kgit.cli;

import dev.kgit.fixture.Brokers;
import dev.kgit.fixture.Workers;
import dev.kgit.sandbox.Worker;
import java.util.Map;

/** Brokers and a worker of a test's own, which it may treat as it likes. */
record OwnPlatform(Brokers brokers, Worker worker) implements AutoCloseable {

    static OwnPlatform start(int brokers) {
        Brokers started = Brokers.start(brokers, Map.of());
        Map<String, String> properties = Workers.properties("connect");
        properties.put("bootstrap.servers", started.internalServers());
        return new OwnPlatform(started, Worker.start(properties));
    }

    String bootstrapServers() {
        return brokers.bootstrapServers();
    }

    /** Where its Connect cluster answers, as a line of environment.yaml. */
    String connect() {
        return "connect: { main: { url: \"" + worker.url() + "\" } }\n";
    }

    @Override
    public void close() {
        worker.close();
        brokers.close();
    }
}
