package dev.kgit.cli;

import dev.kgit.fixture.Brokers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Real brokers with Kafka's own authorizer for a class of tests, and somebody who looks after their ACLs without kgit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AclFixture {

    @TempDir
    Path folder;

    Brokers brokers;
    ByHand root;
    AclsByHand acls;

    /** Starts the brokers. */
    abstract Brokers started();

    /** The address at which whoever comes is a super user. */
    String serversOfRoot() {
        return brokers.bootstrapServers();
    }

    @BeforeAll
    void startBrokers() {
        brokers = started();
        root = new ByHand(serversOfRoot());
        acls = new AclsByHand(root);
    }

    @AfterAll
    void stopBrokers() {
        root.close();
        brokers.close();
    }

    /** Declares these principals, one a line, and commits that. */
    static CliFixture declare(CliFixture kgit, String... principals) {
        kgit.write("environments/dev/principals.yaml", "principals:\n  " + String.join("\n  ", principals) + "\n");
        kgit.commit("Say who may do what");
        return kgit;
    }
}
