package dev.kgit.connect;

import dev.kgit.cluster.Action;
import dev.kgit.cluster.Objection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Which actions a worker can judge beforehand, and how: those that send a config. */
final class Checks implements Action.Visitor<Optional<Supplier<List<Objection>>>> {

    private final Objections objections;
    private final Deadline deadline;

    Checks(Objections objections, Deadline deadline) {
        this.objections = objections;
        this.deadline = deadline;
    }

    @Override
    public Optional<Supplier<List<Objection>>> createConnector(Action.CreateConnector action) {
        return Optional.of(() -> objections.to(action, deadline));
    }

    @Override
    public Optional<Supplier<List<Objection>>> updateConnector(Action.UpdateConnector action) {
        return Optional.of(() -> objections.to(action, deadline));
    }

    @Override
    public Optional<Supplier<List<Objection>>> changeConnectorState(Action.ChangeConnectorState action) {
        return Optional.empty();
    }

    @Override
    public Optional<Supplier<List<Objection>>> restartConnector(Action.RestartConnector action) {
        return Optional.empty();
    }

    @Override
    public Optional<Supplier<List<Objection>>> deleteConnector(Action.DeleteConnector action) {
        return Optional.empty();
    }

    @Override
    public Optional<Supplier<List<Objection>>> createTopic(Action.CreateTopic action) {
        return Optional.empty();
    }

    @Override
    public Optional<Supplier<List<Objection>>> alterTopicConfig(Action.AlterTopicConfig action) {
        return Optional.empty();
    }

    @Override
    public Optional<Supplier<List<Objection>>> addPartitions(Action.AddPartitions action) {
        return Optional.empty();
    }

    @Override
    public Optional<Supplier<List<Objection>>> reassign(Action.Reassign action) {
        return Optional.empty();
    }

    @Override
    public Optional<Supplier<List<Objection>>> deleteTopic(Action.DeleteTopic action) {
        return Optional.empty();
    }
}
