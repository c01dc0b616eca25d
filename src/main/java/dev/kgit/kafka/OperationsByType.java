package dev.kgit.kafka;

import dev.kgit.cluster.Operation;
import dev.kgit.model.FieldValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Actions by their kind. */
final class OperationsByType implements Operation.Visitor<Boolean> {

    final List<Operation.CreateTopic> creates = new ArrayList<>();
    final List<Operation.AlterTopicConfig> alters = new ArrayList<>();
    final List<Operation.AddPartitions> grows = new ArrayList<>();
    final List<Operation.Reassign> reassigns = new ArrayList<>();
    final List<Operation.DeleteTopic> deletes = new ArrayList<>();

    static OperationsByType of(List<Operation> actions) {
        OperationsByType sorted = new OperationsByType();
        actions.forEach(action -> action.accept(sorted));
        return sorted;
    }

    /** Config values that must not show, wherever the broker repeats them. */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        creates.forEach(action -> addSecrets(action.config().values(), secrets));
        alters.forEach(action -> addSecrets(
                action.changes().values().stream().flatMap(Optional::stream).toList(), secrets));
        return secrets;
    }

    private static void addSecrets(Collection<FieldValue> settings, List<String> secrets) {
        settings.stream().filter(FieldValue::sensitive).map(FieldValue::text).forEach(secrets::add);
    }

    @Override
    public Boolean createTopic(Operation.CreateTopic action) {
        return creates.add(action);
    }

    @Override
    public Boolean alterTopicConfig(Operation.AlterTopicConfig action) {
        return alters.add(action);
    }

    @Override
    public Boolean addPartitions(Operation.AddPartitions action) {
        return grows.add(action);
    }

    @Override
    public Boolean reassign(Operation.Reassign action) {
        return reassigns.add(action);
    }

    @Override
    public Boolean deleteTopic(Operation.DeleteTopic action) {
        return deletes.add(action);
    }

    @Override
    public Boolean createConnector(Operation.CreateConnector action) {
        throw notKafka(action);
    }

    @Override
    public Boolean updateConnector(Operation.UpdateConnector action) {
        throw notKafka(action);
    }

    @Override
    public Boolean changeConnectorState(Operation.ChangeConnectorState action) {
        throw notKafka(action);
    }

    @Override
    public Boolean restartConnector(Operation.RestartConnector action) {
        throw notKafka(action);
    }

    @Override
    public Boolean deleteConnector(Operation.DeleteConnector action) {
        throw notKafka(action);
    }

    private static IllegalArgumentException notKafka(Operation action) {
        return new IllegalArgumentException(action.id() + " is not Kafka's business");
    }
}
