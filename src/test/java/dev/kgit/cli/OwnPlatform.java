package dev.kgit.cli;

import dev.kgit.fixture.ConnectWorker;
import dev.kgit.fixture.SecuredBrokers;
import dev.kgit.fixture.Workers;

/** Brokers and a worker of a test's own, which it may treat as it likes. */
record OwnPlatform(Workers workers) implements AutoCloseable {

    static OwnPlatform start(int brokers) {
        return new OwnPlatform(Workers.start(brokers));
    }

    /** The same, where the brokers have an authorizer, to which everybody is a super user. */
    static OwnPlatform withAuthorizer(int brokers) {
        return new OwnPlatform(Workers.start(brokers, SecuredBrokers.authorizer()));
    }

    String bootstrapServers() {
        return workers.bootstrapServers();
    }

    ConnectWorker worker() {
        return workers.worker();
    }

    /** Where its Connect cluster answers, as a line of environment.yaml. */
    String connect() {
        return "connect: { main: { url: \"" + workers.url() + "\" } }\n";
    }

    @Override
    public void close() {
        workers.close();
    }
}
