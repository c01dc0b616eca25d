package dev.kgit.kinds.topic.live;

import dev.kgit.cluster.Operation;
import dev.kgit.kinds.topic.TopicOperation;
import dev.kgit.model.FieldValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Actions by their kind. */
public final class OperationsByType implements TopicOperation.Visitor<Boolean> {

    final List<TopicOperation.CreateTopic> creates = new ArrayList<>();
    final List<TopicOperation.AlterTopicConfig> alters = new ArrayList<>();
    final List<TopicOperation.AddPartitions> grows = new ArrayList<>();
    final List<TopicOperation.Reassign> reassigns = new ArrayList<>();
    final List<TopicOperation.DeleteTopic> deletes = new ArrayList<>();

    static OperationsByType of(List<Operation> actions) {
        OperationsByType sorted = new OperationsByType();
        TopicOperation.in(actions).forEach(action -> action.accept(sorted));
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
    public Boolean createTopic(TopicOperation.CreateTopic action) {
        return creates.add(action);
    }

    @Override
    public Boolean alterTopicConfig(TopicOperation.AlterTopicConfig action) {
        return alters.add(action);
    }

    @Override
    public Boolean addPartitions(TopicOperation.AddPartitions action) {
        return grows.add(action);
    }

    @Override
    public Boolean reassign(TopicOperation.Reassign action) {
        return reassigns.add(action);
    }

    @Override
    public Boolean deleteTopic(TopicOperation.DeleteTopic action) {
        return deletes.add(action);
    }
}
