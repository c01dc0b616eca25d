package dev.kgit.kafka;

import dev.kgit.cluster.Action;
import dev.kgit.model.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Actions by their kind. */
final class Sorted implements Action.Visitor<Boolean> {

    final List<Action.CreateTopic> creates = new ArrayList<>();
    final List<Action.AlterTopicConfig> alters = new ArrayList<>();
    final List<Action.AddPartitions> grows = new ArrayList<>();
    final List<Action.Reassign> reassigns = new ArrayList<>();
    final List<Action.DeleteTopic> deletes = new ArrayList<>();

    static Sorted of(List<Action> actions) {
        Sorted sorted = new Sorted();
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

    private static void addSecrets(Collection<Setting> settings, List<String> secrets) {
        settings.stream().filter(Setting::sensitive).map(Setting::text).forEach(secrets::add);
    }

    @Override
    public Boolean createTopic(Action.CreateTopic action) {
        return creates.add(action);
    }

    @Override
    public Boolean alterTopicConfig(Action.AlterTopicConfig action) {
        return alters.add(action);
    }

    @Override
    public Boolean addPartitions(Action.AddPartitions action) {
        return grows.add(action);
    }

    @Override
    public Boolean reassign(Action.Reassign action) {
        return reassigns.add(action);
    }

    @Override
    public Boolean deleteTopic(Action.DeleteTopic action) {
        return deletes.add(action);
    }

    @Override
    public Boolean createConnector(Action.CreateConnector action) {
        throw notKafka(action);
    }

    @Override
    public Boolean updateConnector(Action.UpdateConnector action) {
        throw notKafka(action);
    }

    @Override
    public Boolean changeConnectorState(Action.ChangeConnectorState action) {
        throw notKafka(action);
    }

    @Override
    public Boolean restartConnector(Action.RestartConnector action) {
        throw notKafka(action);
    }

    @Override
    public Boolean deleteConnector(Action.DeleteConnector action) {
        throw notKafka(action);
    }

    private static IllegalArgumentException notKafka(Action action) {
        return new IllegalArgumentException(action.id() + " is not Kafka's business");
    }
}
