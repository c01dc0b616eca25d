package dev.kgit.workflow;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Operation;
import dev.kgit.cluster.OperationResult;
import dev.kgit.diff.AppliedState;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.Differ;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.FieldRules;
import dev.kgit.diff.ObservedState;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.Kind;
import dev.kgit.kind.OperationBuilder;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.KgitException;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The internal topics of Connect clusters, before any worker starts: a worker that finds none makes its own, with whatever
 * its own configuration says, and one that finds wrong ones gives up.
 */
final class InternalTopicCreator {

    private static final Kind TOPICS = new TopicKind();

    private InternalTopicCreator() {}

    /**
     * Creates those that are missing.
     *
     * @return what is there and not as declared
     * @throws KgitException.Unavailable where one can't be created
     */
    static List<Diagnostic> ensure(Environment environment, State desired, Cluster cluster) {
        State internal = State.of(desired.resources().values().stream()
                .filter(resource -> resource.lifecycle().isConnectInternal())
                .toList());
        LiveState live = cluster.read(internal::ids);
        List<ResourceDiff> differences = Differ.diff(
                        internal, AppliedState.unknown("what was applied is not asked"), observed(live), id -> false)
                .differences();
        create(differences, TOPICS.operations(live, environment), cluster);
        return differences.stream()
                .filter(difference -> difference.changeType() == ChangeType.UPDATE)
                .map(InternalTopicCreator::told)
                .toList();
    }

    private static void create(List<ResourceDiff> differences, OperationBuilder builder, Cluster cluster) {
        List<Operation> actions = differences.stream()
                .filter(difference -> difference.changeType() == ChangeType.CREATE)
                .flatMap(difference -> builder.operationsFor(difference).stream())
                .toList();
        List<Diagnostic> failures = new ArrayList<>();
        for (OperationResult outcome : cluster.execute(actions, progress -> {})) {
            Diagnostic failure = outcome.failure();
            if (failure != null) {
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            throw new KgitException.Unavailable(failures);
        }
    }

    private static ObservedState observed(LiveState live) {
        FieldRules rules = TOPICS.fieldRules(live);
        return new ObservedState(live.state(), Map.of(), id -> rules, Set.of(), live.others());
    }

    private static Diagnostic told(ResourceDiff difference) {
        String fields =
                difference.fields().stream().map(InternalTopicCreator::told).collect(Collectors.joining(", "));
        return Diagnostic.warning("KG756", difference.id() + " is not as declared: " + fields)
                .withHint("`kgit plan` shows it, too. If the worker refuses it, begin with an empty data folder")
                .withSubject(difference.id())
                .withPlace(difference.desired().place());
    }

    private static String told(FieldDiff field) {
        return field.path() + " is " + field.shownBefore() + ", declared " + field.shownAfter();
    }
}
