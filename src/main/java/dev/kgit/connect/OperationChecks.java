package dev.kgit.connect;

import dev.kgit.cluster.Operation;
import dev.kgit.cluster.ValidationFinding;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Which actions a worker can judge beforehand, and how: those that send a config. */
final class OperationChecks implements Operation.Visitor<Optional<Supplier<List<ValidationFinding>>>> {

    private final ConnectorValidation objections;
    private final Deadline deadline;

    OperationChecks(ConnectorValidation objections, Deadline deadline) {
        this.objections = objections;
        this.deadline = deadline;
    }

    @Override
    public Optional<Supplier<List<ValidationFinding>>> createConnector(Operation.CreateConnector action) {
        return Optional.of(() -> objections.to(action, deadline));
    }

    @Override
    public Optional<Supplier<List<ValidationFinding>>> updateConnector(Operation.UpdateConnector action) {
        return Optional.of(() -> objections.to(action, deadline));
    }

    @Override
    public Optional<Supplier<List<ValidationFinding>>> changeConnectorState(Operation.ChangeConnectorState action) {
        return Optional.empty();
    }

    @Override
    public Optional<Supplier<List<ValidationFinding>>> restartConnector(Operation.RestartConnector action) {
        return Optional.empty();
    }

    @Override
    public Optional<Supplier<List<ValidationFinding>>> deleteConnector(Operation.DeleteConnector action) {
        return Optional.empty();
    }

    @Override
    public Optional<Supplier<List<ValidationFinding>>> createTopic(Operation.CreateTopic action) {
        return Optional.empty();
    }

    @Override
    public Optional<Supplier<List<ValidationFinding>>> alterTopicConfig(Operation.AlterTopicConfig action) {
        return Optional.empty();
    }

    @Override
    public Optional<Supplier<List<ValidationFinding>>> addPartitions(Operation.AddPartitions action) {
        return Optional.empty();
    }

    @Override
    public Optional<Supplier<List<ValidationFinding>>> reassign(Operation.Reassign action) {
        return Optional.empty();
    }

    @Override
    public Optional<Supplier<List<ValidationFinding>>> deleteTopic(Operation.DeleteTopic action) {
        return Optional.empty();
    }
}
