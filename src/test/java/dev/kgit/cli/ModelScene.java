package dev.kgit.cli;

import dev.kgit.cli.ModelFiles.Topic;
import dev.kgit.cli.ModelWorld.Habit;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.ResourceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What some faults need and chance hardly ever brings together, set on purpose in {@link OwnershipModel}. What has to hold is
 * what holds of each run.
 */
final class ModelScene {

    private final ModelProject project;
    private final ModelWorld world;
    private final Consumer<ResourceId> disturbed;

    /** @param disturbed told what somebody has changed by hand */
    ModelScene(ModelProject project, Consumer<ResourceId> disturbed) {
        this.project = project;
        this.world = project.world;
        this.disturbed = disturbed;
    }

    /** What may have happened to the platform before the next run. */
    void isSet() {
        if (world.often(Habit.STRANGERS)) {
            somebodyMakesAnewWhatWasTakenOut();
        }
        if (world.often(Habit.DRIFT)) {
            somebodySpoilsAConnectorAndItsTopic();
        }
    }

    /** A topic of this project's that is there. */
    private Optional<ResourceId> topic(Predicate<ResourceId> which) {
        var live = world.look();
        return project.memory.surely().stream()
                .filter(id -> id.isOf(TopicKind.NAME) && live.state().get(id) != null)
                .filter(which)
                .findFirst();
    }

    /** It is as it was, but for its topic id. */
    private void somebodyMakesAnewWhatWasTakenOut() {
        topic(id -> !ModelMemory.declared(project.repository.files()).contains(id)
                        && project.memory.applied(id) != null)
                .ifPresent(id -> {
                    world.told.add("somebody makes " + id + " anew, as it was");
                    Map<String, String> config =
                            ModelMemory.config(world.look().state().get(id));
                    world.platform.cluster.topic(id.name(), 1, 1, config);
                    world.holds(id.name(), 0);
                    disturbed.accept(id);
                });
    }

    /** The next run makes the topic first and the connector later: in between, the connector is what that run is about. */
    private void somebodySpoilsAConnectorAndItsTopic() {
        ModelFiles files = project.repository.files();
        var live = world.look();
        files.connectors().forEach((name, connector) -> {
            ResourceId id = ConnectorKind.id("main", name);
            ResourceId topic = TopicKind.id(connector.reads());
            boolean applied =
                    connector.config().equals(project.memory.applied(id)) && project.memory.surelyHas(id, live);
            if (applied && connector.key().equals("topics") && project.memory.surelyHas(topic, live)) {
                world.told.add("somebody spoils " + id + " and deletes " + topic);
                Map<String, String> spoiled = new HashMap<>(connector.config());
                spoiled.put("version", "spoiled");
                world.platform.cluster.connector(id, spoiled);
                world.platform.cluster.remove(topic);
                world.holds(topic.name(), 0);
                disturbed.accept(id);
                disturbed.accept(topic);
            }
        });
    }

    /** A topic goes with its records, by a consent: what a reviewer reads is how many these are. */
    void agreesToLoseRecords() {
        topic(id -> true).ifPresent(id -> {
            ModelFiles files = project.repository.files();
            SortedMap<String, Topic> base = new TreeMap<>(files.base());
            SortedMap<String, Topic> own = new TreeMap<>(files.own());
            base.remove(id.name());
            own.put(id.name(), new Topic("absent", null, null, false, world.any(List.of("r1", "r2")), false));
            world.holds(id.name(), world.random.nextBoolean() ? 0 : 100);
            project.commits(files.twice(false).with(base, own));
        });
    }

    /** A topic is taken out together with the Connect cluster, and applied where it can't be known what it was. */
    void leavesWhatCanNotBeConfirmed() {
        ModelFiles files = project.repository.files();
        if (files.connectors().isEmpty()) {
            return;
        }
        topic(id -> true).ifPresent(id -> {
            SortedMap<String, Topic> base = new TreeMap<>(files.base());
            SortedMap<String, Topic> own = new TreeMap<>(files.own());
            base.remove(id.name());
            own.remove(id.name());
            project.commits(files.twice(false).reachable(false).with(base, own));
            new ModelRun(project, project.repository.clone(false, true, true, world.random.nextBoolean()), true)
                    .directly();
        });
    }

    /** Somebody's clone is one commit behind, whatever became of the run of the newest one. */
    void appliesTheCommitBefore() {
        if (world.random.nextBoolean()) {
            project.commits();
            ModelRun newest = new ModelRun(project, project.repository.here(), false);
            if (world.random.nextBoolean()) {
                newest.cutShort();
            } else {
                newest.directly();
            }
        }
        if (!project.runs.isEmpty() && project.repository.before().isPresent()) {
            new ModelRun(project, project.repository.clone(true, false, true), world.random.nextBoolean()).directly();
        }
    }
}
