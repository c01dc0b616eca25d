package dev.kgit.plan;

import dev.kgit.cluster.Action;
import dev.kgit.cluster.Live;
import dev.kgit.cluster.TopicFacts;
import dev.kgit.diff.Difference;
import dev.kgit.diff.FieldChange;
import dev.kgit.model.ConnectorId;
import dev.kgit.model.Resource;
import dev.kgit.model.Setting;
import dev.kgit.model.TopicId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is sent for a difference, in order. Nothing is sent that no difference asks for. */
final class Actions {

    private static final String FAILED = "failed";

    private final Live live;
    private final Placement placement;
    private final @Nullable Long throttle;

    Actions(Live live, @Nullable Long throttle) {
        this.live = live;
        this.throttle = throttle;
        this.placement = new Placement(
                live.platform().brokers(),
                live.topics().values().stream().map(TopicFacts::assignment).toList());
    }

    List<Action> of(Difference difference) {
        return difference
                .id()
                .fold(topic -> ofTopic(topic, difference), connector -> ofConnector(connector, difference));
    }

    private List<Action> ofTopic(TopicId id, Difference difference) {
        TopicFacts facts = live.topic(id);
        return switch (difference.verb()) {
            case CREATE -> List.of(create(id, difference.desired()));
            case DELETE -> facts == null ? List.of() : List.of(new Action.DeleteTopic(id, facts.topicId()));
            case UPDATE -> facts == null ? List.of() : changes(id, difference, facts);
        };
    }

    private static Action create(TopicId id, Resource wanted) {
        return new Action.CreateTopic(
                id,
                number(wanted.text(Resource.PARTITIONS)),
                number(wanted.text(Resource.REPLICATION_FACTOR)),
                wanted.config());
    }

    /** Config first, then partitions, then replicas: growing and moving one topic never overlap. */
    private List<Action> changes(TopicId id, Difference difference, TopicFacts facts) {
        List<Action> actions = new ArrayList<>();
        SortedMap<String, Optional<Setting>> config = configChanges(difference);
        if (!config.isEmpty()) {
            actions.add(new Action.AlterTopicConfig(id, config));
        }
        List<List<Integer>> assignment = new ArrayList<>(facts.assignment());
        Integer total = target(difference.field(Resource.PARTITIONS));
        Integer factor = target(difference.field(Resource.REPLICATION_FACTOR));
        int now = assignment.size();
        if (total != null && total > now && now > 0) {
            int replicas = Math.min(assignment.get(0).size(), placement.usableBrokers());
            List<List<Integer>> added = placement.forNewPartitions(total - now, replicas);
            assignment.addAll(added);
            actions.add(new Action.AddPartitions(id, total, added));
        }
        if (factor != null && factor <= placement.usableBrokers()) {
            SortedMap<Integer, List<Integer>> moved = placement.withFactor(assignment, factor);
            // What is on its way there already is not asked for again, but waited for.
            facts.inFlight().forEach(partition -> moved.putIfAbsent(partition, assignment.get(partition)));
            actions.add(new Action.Reassign(id, moved, throttle));
        }
        return actions;
    }

    private List<Action> ofConnector(ConnectorId id, Difference difference) {
        Resource wanted = difference.desired();
        return switch (difference.verb()) {
            case CREATE -> List.of(new Action.CreateConnector(id, wanted.config(), wanted.text(Resource.STATE)));
            case DELETE -> List.of(new Action.DeleteConnector(id));
            case UPDATE -> changes(id, difference, wanted);
        };
    }

    /** What is to halt halts before it gets its new config, so that this never runs; what is to run has it first. */
    private List<Action> changes(ConnectorId id, Difference difference, Resource wanted) {
        List<Action> actions = new ArrayList<>();
        boolean configured =
                difference.fields().stream().anyMatch(field -> field.path().startsWith(Resource.CONFIG));
        if (configured) {
            actions.add(update(id, difference, wanted));
        }
        FieldChange state = difference.field(Resource.STATE);
        if (state != null && state.after() != null) {
            String to = state.after().text();
            boolean failed =
                    state.before() != null && FAILED.equals(state.before().value());
            if (failed && "running".equals(to)) {
                // A new config starts everything anew; a restart on top of it would only disturb.
                if (!configured) {
                    actions.add(new Action.RestartConnector(id));
                }
            } else {
                actions.add(halts(to) ? 0 : actions.size(), new Action.ChangeConnectorState(id, to));
            }
        }
        return actions;
    }

    /** Whether no task works in that state. */
    static boolean halts(String state) {
        return state.equals("paused") || state.equals("stopped");
    }

    /** What is declared, and what somebody else owns: as it is live, also where it comes back masked. */
    private static Action update(ConnectorId id, Difference difference, Resource wanted) {
        SortedMap<String, Setting> config = new TreeMap<>(wanted.config());
        List<String> keep = new ArrayList<>();
        Resource there = difference.live();
        if (there != null) {
            there.config().forEach((key, setting) -> {
                if (wanted.terms().ignore().contains(key)) {
                    if (setting.isUnknown()) {
                        keep.add(key);
                    } else {
                        config.put(key, setting);
                    }
                }
            });
        }
        return new Action.UpdateConnector(id, config, keep, isSentAgain(difference));
    }

    /** Whether the worker may have all of it already, and nobody can tell. */
    private static boolean isSentAgain(Difference difference) {
        return difference.fields().stream()
                .filter(field -> field.path().startsWith(Resource.CONFIG))
                .allMatch(FieldChange::isSentAgain);
    }

    private static SortedMap<String, Optional<Setting>> configChanges(Difference difference) {
        SortedMap<String, Optional<Setting>> changes = new TreeMap<>();
        for (FieldChange field : difference.fields()) {
            if (field.path().startsWith(Resource.CONFIG)) {
                changes.put(field.path().substring(Resource.CONFIG.length()), Optional.ofNullable(field.after()));
            }
        }
        return changes;
    }

    private static @Nullable Integer target(@Nullable FieldChange field) {
        return field == null || field.after() == null
                ? null
                : number(field.after().value());
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text == null ? null : Integer.valueOf(text);
    }
}
