package dev.kgit.workflow;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.CompositeCluster;
import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.ReplicaMoves;
import dev.kgit.kinds.LivePlatform;
import dev.kgit.ledger.KafkaLedger;
import dev.kgit.model.Environment;
import java.util.ArrayList;
import java.util.List;

/** The platform of an environment, connected. */
public final class PlatformConnection implements AutoCloseable {

    private final Cluster cluster;
    private final ReplicaMoves moves;
    private final Ledgers ledgers;
    private final Ledger ledger;

    /** How a platform is connected to: tests give their own. */
    @FunctionalInterface
    public interface Opener {
        PlatformConnection open(Workspace workspace);
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
    public PlatformConnection(
            Cluster cluster, ReplicaMoves moves, Ledgers ledgers, String project, String environment) {
        this.cluster = cluster;
        this.moves = moves;
        this.ledgers = ledgers;
        this.ledger = ledgers.of(project, environment);
    }

    static PlatformConnection open(Workspace workspace) {
        return workspace.invocation().hostContext().opener().open(workspace);
    }

    /** The real one. */
    public static PlatformConnection toPlatform(Workspace workspace) {
        Invocation invocation = workspace.invocation();
        Environment environment = workspace.environment().environment();
        LivePlatform live = new LivePlatform(
                environment, invocation.timeout(), workspace.environment().redactor());
        LivePlatform.KafkaSide kafka =
                live.kafka(invocation.clock(), invocation.hostContext().shutdownHooks());
        List<Cluster> parts = new ArrayList<>(List.of(timed(invocation, "kafka", kafka.cluster())));
        kafka.others().forEach((name, cluster) -> parts.add(timed(invocation, name, cluster)));
        live.connect(invocation.targets())
                .forEach((name, cluster) -> parts.add(timed(invocation, "connect " + name, cluster)));
        Ledgers ledgers = (project, name) -> environment.ledger().isOn()
                ? KafkaLedger.open(
                        kafka.connection(), invocation.kinds(), environment.ledger(), project, name, invocation.clock())
                : Ledger.OFF;
        return new PlatformConnection(
                new CompositeCluster(parts),
                kafka.moves(),
                ledgers,
                workspace.environment().project(),
                environment.name());
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

    ReplicaMoves moves() {
        return moves;
    }

    @Override
    public void close() {
        ledger.close();
        cluster.close();
    }
}
