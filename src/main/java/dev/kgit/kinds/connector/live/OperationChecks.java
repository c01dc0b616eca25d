package dev.kgit.kinds.connector.live;

import dev.kgit.cluster.ValidationFinding;
import dev.kgit.connect.Deadline;
import dev.kgit.kinds.connector.ConnectorOperation;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Which actions a worker can judge beforehand, and how: those that send a config. */
public final class OperationChecks implements ConnectorOperation.Visitor<Optional<Supplier<List<ValidationFinding>>>> {

    private final ConnectorValidation objections;
    private final Deadline deadline;

    OperationChecks(ConnectorValidation objections, Deadline deadline) {
        this.objections = objections;
        this.deadline = deadline;
    }

    @Override
    public Optional<Supplier<List<ValidationFinding>>> createConnector(ConnectorOperation.CreateConnector action) {
        return Optional.of(() -> objections.to(action, deadline));
    }

    @Override
    public Optional<Supplier<List<ValidationFinding>>> updateConnector(ConnectorOperation.UpdateConnector action) {
        return Optional.of(() -> objections.to(action, deadline));
    }

    @Override
    public Optional<Supplier<List<ValidationFinding>>> changeConnectorState(
            ConnectorOperation.ChangeConnectorState action) {
        return Optional.empty();
    }

    @Override
    public Optional<Supplier<List<ValidationFinding>>> restartConnector(ConnectorOperation.RestartConnector action) {
        return Optional.empty();
    }

    @Override
    public Optional<Supplier<List<ValidationFinding>>> deleteConnector(ConnectorOperation.DeleteConnector action) {
        return Optional.empty();
    }
}
