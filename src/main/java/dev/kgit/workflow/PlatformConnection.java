package dev.kgit.workflow;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.CompositeCluster;
import dev.kgit.cluster.Ledger;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.connector.live.ConnectWorkers;
import dev.kgit.kinds.topic.live.KafkaTopics;
import dev.kgit.ledger.KafkaLedger;
import dev.kgit.model.Environment;
import dev.kgit.model.Glob;
import dev.kgit.model.Redactor;
import java.util.ArrayList;
import java.util.List;

/** The platform of an environment, connected. */
public final class PlatformConnection implements AutoCloseable {

    private final Cluster cluster;
    private final Moves moves;
    private final Ledgers ledgers;
    private final Ledger ledger;

    /** How a platform is connected to: tests give their own. */
    @FunctionalInterface
    public interface Opener {
        PlatformConnection open(Workspace workspace);
    }

    /** What can be done about replicas that move, beside waiting for them. */
    public interface Moves {
        /** Takes off replication throttles that a killed run of kgit has left, where nothing moves any more. */
        void sweepThrottles();

        /** Whether replicas are waited for right now. */
        boolean isMoving();

        /** Takes back what moves. */
        void cancel();

        /** Lets what moves go on by itself. */
        void leave();
    }

    /** The ledger as it is read and written by a project and environment. */
    @FunctionalInterface
    public interface Ledgers {
        Ledger of(String project, String environment);
    }

    /**
     * @param ledgers opens the ledger of any project and environment there
     * @param project whose ledger is this one's
     */
    public PlatformConnection(Cluster cluster, Moves moves, Ledgers ledgers, String project, String environment) {
        this.cluster = cluster;
        this.moves = moves;
        this.ledgers = ledgers;
        this.ledger = ledgers.of(project, environment);
    }

    static PlatformConnection open(Workspace workspace) {
        return workspace.invocation().surroundings().opener().open(workspace);
    }

    /** The real one. */
    public static PlatformConnection toPlatform(Workspace workspace) {
        Invocation invocation = workspace.invocation();
        Redactor redactor = workspace.environment().redactor();
        Environment environment = workspace.environment().environment();
        List<Cluster> parts = new ArrayList<>();
        KafkaTopics kafka = KafkaTopics.connect(
                environment.kafka(),
                invocation.timeout(),
                invocation.clock(),
                invocation.surroundings().shutdownHooks(),
                redactor);
        parts.add(timed(invocation, "kafka", kafka));
        environment
                .connect()
                .forEach((name, endpoint) -> parts.add(
                        Glob.mayMatchPrefix(invocation.targets(), ConnectorKind.NAME + "/" + name + "/")
                                ? timed(
                                        invocation,
                                        "connect " + name,
                                        ConnectWorkers.at(name, endpoint, invocation.timeout(), redactor))
                                : new SkippedConnectCluster(name)));
        Ledgers ledgers = (project, name) -> environment.ledger().isOn()
                ? KafkaLedger.open(
                        kafka.connection(), invocation.kinds(), environment.ledger(), project, name, invocation.clock())
                : Ledger.OFF;
        return new PlatformConnection(
                new CompositeCluster(parts),
                of(kafka),
                ledgers,
                workspace.environment().project(),
                environment.name());
    }

    private static Moves of(KafkaTopics kafka) {
        return new Moves() {
            @Override
            public void sweepThrottles() {
                kafka.sweepThrottles();
            }

            @Override
            public boolean isMoving() {
                return kafka.isMoving();
            }

            @Override
            public void cancel() {
                kafka.cancel();
            }

            @Override
            public void leave() {
                kafka.leave();
            }
        };
    }

    private static Cluster timed(Invocation invocation, String name, Cluster part) {
        return invocation.timed() ? new TimedCluster(name, part, invocation.timings()) : part;
    }

    Cluster cluster() {
        return cluster;
    }

    Ledger ledger() {
        return ledger;
    }

    /** The ledger of another project or environment in the same place. */
    Ledger ledger(String project, String environment) {
        return ledgers.of(project, environment);
    }

    Moves moves() {
        return moves;
    }

    @Override
    public void close() {
        ledger.close();
        cluster.close();
    }
}
