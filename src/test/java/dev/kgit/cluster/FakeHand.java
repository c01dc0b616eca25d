package dev.kgit.cluster;

import dev.kgit.cluster.FakeTopics.Refusal;
import org.jspecify.annotations.Nullable;

/** Does an action to a {@link FakeCluster}, or only says what would stand against it. */
final class FakeHand implements Operation.Visitor<@Nullable Refusal> {
    private final FakeTopics topics;
    private final FakeConnectors connectors;
    private final boolean really;

    FakeHand(FakeTopics topics, FakeConnectors connectors, boolean really) {
        this.topics = topics;
        this.connectors = connectors;
        this.really = really;
    }

    @Override
    public @Nullable Refusal createTopic(Operation.CreateTopic action) {
        return topics.create(action, really);
    }

    @Override
    public @Nullable Refusal alterTopicConfig(Operation.AlterTopicConfig action) {
        return topics.alter(action, really);
    }

    @Override
    public @Nullable Refusal addPartitions(Operation.AddPartitions action) {
        return topics.grow(action, really);
    }

    @Override
    public @Nullable Refusal reassign(Operation.Reassign action) {
        return topics.reassign(action, really);
    }

    @Override
    public @Nullable Refusal deleteTopic(Operation.DeleteTopic action) {
        return topics.delete(action, really);
    }

    @Override
    public @Nullable Refusal createConnector(Operation.CreateConnector action) {
        return connectors.create(action, really);
    }

    @Override
    public @Nullable Refusal updateConnector(Operation.UpdateConnector action) {
        return connectors.update(action, really);
    }

    @Override
    public @Nullable Refusal changeConnectorState(Operation.ChangeConnectorState action) {
        return connectors.turn(action, really);
    }

    @Override
    public @Nullable Refusal restartConnector(Operation.RestartConnector action) {
        return connectors.restart(action, really);
    }

    @Override
    public @Nullable Refusal deleteConnector(Operation.DeleteConnector action) {
        return connectors.delete(action, really);
    }
}
