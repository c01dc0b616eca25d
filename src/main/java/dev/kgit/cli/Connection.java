package dev.kgit.cli;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.Platforms;
import dev.kgit.connect.ConnectWorkers;
import dev.kgit.kafka.KafkaCluster;
import dev.kgit.kafka.KafkaLedger;
import dev.kgit.model.Environment;
import java.util.ArrayList;
import java.util.List;

/** The platform of an environment, connected. */
final class Connection implements AutoCloseable {

    private final Cluster cluster;
    private final KafkaCluster kafka;
    private final Ledger ledger;

    private Connection(Cluster cluster, KafkaCluster kafka, Ledger ledger) {
        this.cluster = cluster;
        this.kafka = kafka;
        this.ledger = ledger;
    }

    static Connection open(Kgit kgit, Session session) {
        Environment environment = session.environment().environment();
        List<Cluster> parts = new ArrayList<>();
        KafkaCluster kafka = KafkaCluster.connect(
                environment.kafka(), kgit.timeout, kgit.console.clock(), AtEnd::leave, kgit.redactor);
        parts.add(timed(kgit, "kafka", kafka));
        environment
                .connect()
                .forEach((name, endpoint) -> parts.add(
                        Globs.reach(kgit.targets, "connector/" + name + "/")
                                ? timed(
                                        kgit,
                                        "connect " + name,
                                        ConnectWorkers.at(name, endpoint, kgit.timeout, kgit.redactor))
                                : new Unasked(name)));
        Ledger ledger = environment.ledger().isOn()
                ? KafkaLedger.open(kafka, session.environment().project(), environment, kgit.console.clock())
                : Ledger.OFF;
        return new Connection(new Platforms(parts), kafka, ledger);
    }

    private static Cluster timed(Kgit kgit, String name, Cluster part) {
        return kgit.tellTimings ? new Timed(name, part, kgit.timings) : part;
    }

    Cluster cluster() {
        return cluster;
    }

    Ledger ledger() {
        return ledger;
    }

    /** Takes off replication throttles that a killed run of kgit has left, where nothing moves any more. */
    void sweepThrottles() {
        kafka.sweepThrottles();
    }

    /** Whether replicas are waited for right now. */
    boolean isMoving() {
        return kafka.isMoving();
    }

    /** Takes back what moves. */
    void cancelMoves() {
        kafka.cancel();
    }

    /** Lets what moves go on by itself. */
    void leaveMoves() {
        kafka.leave();
    }

    @Override
    public void close() {
        ledger.close();
        cluster.close();
    }
}
