package dev.kgit.kinds.connector.live;

import dev.kgit.cluster.ValidationFinding;
import dev.kgit.concurrent.Deadline;
import dev.kgit.connect.WorkerVersion;
import dev.kgit.kinds.connector.ConnectorOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Which actions a worker can judge beforehand, and how: those that send a config. */
public final class OperationChecks implements ConnectorOperation.Visitor<Optional<Supplier<List<ValidationFinding>>>> {

    private final ConnectorValidation validation;
    private final Supplier<WorkerVersion> version;
    private final Deadline deadline;

    /** @param version asked when a worker has answered */
    OperationChecks(ConnectorValidation validation, Supplier<WorkerVersion> version, Deadline deadline) {
        this.validation = validation;
        this.version = version;
        this.deadline = deadline;
    }

    @Override
    public Optional<Supplier<List<ValidationFinding>>> createConnector(ConnectorOperation.CreateConnector action) {
        return Optional.of(() -> validation.to(action, deadline));
    }

    @Override
    public Optional<Supplier<List<ValidationFinding>>> updateConnector(ConnectorOperation.UpdateConnector action) {
        return Optional.of(() -> validation.to(action, deadline));
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

    @Override
    public Optional<Supplier<List<ValidationFinding>>> moveConnector(ConnectorOperation.MoveConnector action) {
        return Optional.of(() -> {
            List<ValidationFinding> findings = new ArrayList<>(validation.to(
                    new ConnectorOperation.CreateConnector(action.id(), action.config(), action.state()), deadline));
            ConnectorMove.hindrance(action, version.get())
                    .ifPresent(why -> findings.add(new ValidationFinding(action.id(), null, why)));
            return findings;
        });
    }
}
