package dev.kgit.cluster;

import dev.kgit.cluster.FakeTopics.Refusal;
import dev.kgit.kinds.connector.ConnectorOperation;
import dev.kgit.kinds.principal.PrincipalOperation;
import dev.kgit.kinds.topic.TopicOperation;
import org.jspecify.annotations.Nullable;

/** Does an action to a {@link FakeCluster}, or only says what would stand against it. */
final class FakeHand
        implements TopicOperation.Visitor<@Nullable Refusal>, ConnectorOperation.Visitor<@Nullable Refusal> {
    private final FakeTopics topics;
    private final FakeAcls acls;
    private final FakeConnectors connectors;
    private final boolean really;

    FakeHand(FakeTopics topics, FakeAcls acls, FakeConnectors connectors, boolean really) {
        this.topics = topics;
        this.acls = acls;
        this.connectors = connectors;
        this.really = really;
    }

    @Nullable
    Refusal handle(Operation operation) {
        if (operation instanceof PrincipalOperation principal) {
            if (really) {
                acls.handle(principal);
            }
            return null; // nothing judges an ACL without creating it
        }
        return operation instanceof TopicOperation topic
                ? topic.accept(this)
                : ((ConnectorOperation) operation).accept(this);
    }

    @Override
    public @Nullable Refusal createTopic(TopicOperation.CreateTopic action) {
        return topics.create(action, really);
    }

    @Override
    public @Nullable Refusal alterTopicConfig(TopicOperation.AlterTopicConfig action) {
        return topics.alter(action, really);
    }

    @Override
    public @Nullable Refusal addPartitions(TopicOperation.AddPartitions action) {
        return topics.grow(action, really);
    }

    @Override
    public @Nullable Refusal reassign(TopicOperation.Reassign action) {
        return topics.reassign(action, really);
    }

    @Override
    public @Nullable Refusal deleteTopic(TopicOperation.DeleteTopic action) {
        return topics.delete(action, really);
    }

    @Override
    public @Nullable Refusal createConnector(ConnectorOperation.CreateConnector action) {
        return connectors.create(action, really);
    }

    @Override
    public @Nullable Refusal updateConnector(ConnectorOperation.UpdateConnector action) {
        return connectors.update(action, really);
    }

    @Override
    public @Nullable Refusal changeConnectorState(ConnectorOperation.ChangeConnectorState action) {
        return connectors.turn(action, really);
    }

    @Override
    public @Nullable Refusal restartConnector(ConnectorOperation.RestartConnector action) {
        return connectors.restart(action, really);
    }

    @Override
    public @Nullable Refusal deleteConnector(ConnectorOperation.DeleteConnector action) {
        return connectors.delete(action, really);
    }

    @Override
    public @Nullable Refusal moveConnector(ConnectorOperation.MoveConnector action) {
        return connectors.move(action, really);
    }
}
