package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.cli.ModelRepository.Checkout;
import dev.kgit.cli.ModelWorld.Habit;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LedgerRun;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Operation;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicOperation;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ResourceId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One apply in {@link OwnershipModel}, with what may happen to it, and what has to hold of it. */
final class ModelRun {

    private final ModelProject project;
    private final ModelWorld world;
    private final ModelMemory memory;
    private final Checkout checkout;
    private final CliFixture kgit;
    private @Nullable String target;
    private final boolean allowsBehind;
    private Predicate<ResourceId> asked;
    private final int sentBefore;
    private LiveState before;
    private final ModelAccident accident;
    private boolean moved;

    ModelRun(ModelProject project) {
        this(project, project.checkout(), project.world.onceIn(project.world.has(Habit.OLD) ? 3 : 10));
    }

    /** @param allowsBehind whether it says that the commit may lack what was applied */
    ModelRun(ModelProject project, Checkout checkout, boolean allowsBehind) {
        this.project = project;
        this.world = project.world;
        this.memory = project.memory;
        this.checkout = checkout;
        this.kgit = project.repository.kgit(checkout, world.platform);
        this.target = target();
        this.allowsBehind = allowsBehind;
        this.asked = ModelProject.asked(target);
        this.sentBefore = world.platform.cluster.performed().size();
        this.before = world.look();
        this.accident =
                new ModelAccident(project, checkout, kgit, this::sent, this::disturbed, () -> before = world.look());
    }

    /** What is asked about, mostly something that there is. */
    private @Nullable String target() {
        if (!world.often(Habit.TARGETS)) {
            return null;
        }
        if (world.onceIn(4)) {
            return checkout.files().connectors().isEmpty() ? null : "connector/*";
        }
        if (world.often(Habit.PRINCIPALS)) {
            return checkout.files().principals().isEmpty() ? null : "principal/*";
        }
        List<String> topics =
                checkout.files().topics().map(all -> List.copyOf(all.keySet())).orElse(List.of());
        return topics.isEmpty() ? null : "topic/" + world.any(topics);
    }

    private List<String> options(String... command) {
        List<String> options = new ArrayList<>(List.of(command));
        if (target != null) {
            options.addAll(List.of("--target", target));
        }
        if (allowsBehind) {
            options.add("--allow-behind");
        }
        return options;
    }

    private Result run(List<String> options) {
        return kgit.run(options.toArray(String[]::new));
    }

    private List<Operation> sent() {
        List<Operation> performed = world.platform.cluster.performed();
        return performed.subList(sentBefore, performed.size());
    }

    /** As CI does on a merge. */
    void directly() {
        Optional<SortedMap<String, ModelJson.Row>> rows = world.onceIn(3) ? Optional.of(plan()) : Optional.empty();
        applies(accident.comes(), rows);
    }

    /** The same, and it does not get to its end. */
    void cutShort() {
        applies(accident.cutsShort(), Optional.empty());
    }

    private void applies(String withAccident, Optional<SortedMap<String, ModelJson.Row>> rows) {
        List<String> apply = options("apply", "--auto-approve", "--lock-timeout", "1m");
        String how = apply + withAccident;
        Result result = run(apply);
        accident.isOver();
        ended(how, result, rows);
    }

    /** A plan that was saved and looked at, and is applied later. */
    void asReviewed() {
        Path file = checkout.folder().resolveSibling("plan-" + world.told.size() + ".json");
        Result saved = run(options("plan", "--format", "json", "--out", file.toString()));
        if (saved.exit() != ExitCode.DONE) {
            return;
        }
        SortedMap<String, ModelJson.Row> rows = rows(saved);
        LiveState reviewed = world.look();
        Map<String, Long> records = new TreeMap<>(world.records);
        world.told.add(project.name() + " saves a plan of " + rows.keySet());
        for (int hands = world.random.nextInt(3); hands > 0; hands--) {
            world.stranger(checkout.files(), this::disturbed);
        }
        rows.forEach((id, row) -> {
            if (row.action().equals("delete") && id.startsWith("topic/") && world.onceIn(2)) {
                world.writes(id.substring("topic/".length()), 100_000);
            }
        });
        before = world.look();
        // It is applied as a whole, and refused where it was made of a part.
        target = null;
        asked = ModelProject.asked(null);
        String how = "apply of the saved plan" + accident.comes();
        Result result = kgit.run("apply", file.toString(), "--auto-approve", "--lock-timeout", "1m");
        accident.isOver();
        for (Operation action : sent()) {
            String id = action.id().toString();
            assertThat(rows).as("%s was not reviewed: %s", action, result).containsKey(id);
            if (action instanceof TopicOperation.DeleteTopic delete) {
                long then = records.getOrDefault(delete.id().name(), 0L);
                assertThat(world.records.getOrDefault(delete.id().name(), 0L))
                        .as("records of %s, reviewed with %s", id, then)
                        .isLessThanOrEqualTo(Math.max(then, Math.max(10 * then, 1_000)));
                assertThat(delete.topicId()).isEqualTo(ModelMemory.incarnation(reviewed, delete.id()));
            }
        }
        ended(how, result, Optional.of(rows));
    }

    private void disturbed(ResourceId id) {
        moved = true;
        memory.disturbed(id);
        project.other().ifPresent(other -> other.memory.disturbed(id));
    }

    private SortedMap<String, ModelJson.Row> plan() {
        Result plan = run(options("plan", "--format", "json"));
        return rows(plan);
    }

    private SortedMap<String, ModelJson.Row> rows(Result plan) {
        SortedMap<String, ModelJson.Row> rows = ModelJson.rows(plan.out());
        if (!checkout.shallow() && !project.rewritten) {
            rows.forEach((id, row) -> requireCause(id, row, plan));
        }
        return rows;
    }

    /** A cause is what the model knows, where it knows. */
    private void requireCause(String id, ModelJson.Row row, Result plan) {
        ResourceId resource = ModelMemory.declared(checkout.files()).stream()
                .filter(declared -> declared.toString().equals(id))
                .findFirst()
                .orElse(null);
        if (resource == null || !row.action().equals("update") || !memory.surelyHas(resource, before)) {
            return;
        }
        Map<String, String> applied = memory.applied(resource);
        Map<String, String> wanted = ModelMemory.wanted(checkout.files(), resource);
        Map<String, String> live = ModelMemory.config(before.state().get(resource));
        if (applied == null || wanted == null) {
            return;
        }
        boolean git = false;
        boolean drift = false;
        for (String path : row.paths()) {
            String key = path.replaceFirst("^config[.]", "");
            git |= !Objects.equals(applied.get(key), wanted.get(key));
            drift |= !Objects.equals(applied.get(key), live.get(key));
        }
        if (project.unsettled && row.cause().equals("unknown")) {
            return; // a run died, and may have changed it
        }
        String cause = git && drift ? "both" : git ? "git" : "drift";
        assertThat(row.cause())
                .as("the cause of %s: applied %s, live %s, wanted %s: %s", id, applied, live, wanted, plan)
                .isEqualTo(cause);
    }

    private void ended(String how, Result result, Optional<SortedMap<String, ModelJson.Row>> rows) {
        world.told.add(
                project.name() + " says " + how + " at " + checkout.commit().substring(0, 7)
                        + (checkout.shallow() ? " in a shallow clone" : "") + (accident.dirty ? " in a dirty tree" : "")
                        + ": exit " + result.exit() + ", sent " + sent());
        List<Operation> sent = List.copyOf(sent());
        requireRefusals(sent, result);
        sent.forEach(
                action -> memory.requireRight(action, sent, worked(sent), checkout.files(), before, world.records));
        requireOthersRight(sent);
        if (accident.lastToSend >= 0) {
            assertThat(sent)
                    .as("sent after the lease was lost, or after Ctrl-C")
                    .hasSize(accident.lastToSend);
        }
        if (rows.isPresent() && result.exit() == ExitCode.DONE && !moved) {
            assertThat(rows.get().keySet())
                    .as("planned, and sent by %s", result)
                    .isEqualTo(
                            sent.stream().map(action -> action.id().toString()).collect(Collectors.toSet()));
        }
        remembers(sent, result);
        isInHistory(sent, result);
        if (result.exit() == ExitCode.DONE) {
            isFollowedByAnEmptyPlan(result);
        }
        accident.shownMeanwhile()
                .forEach(id -> assertThat(sent)
                        .as("told as drift while it was applied")
                        .noneMatch(action -> action.id().toString().equals(id)));
    }

    /** What must send nothing at all. */
    private void requireRefusals(List<Operation> sent, Result result) {
        boolean behind = !project.rewritten
                && project.runs.stream().anyMatch(commit -> project.repository.lacks(checkout, commit));
        boolean refused = checkout.files().areContradictory()
                || checkout.lacksLayer()
                || accident.dirty
                || (behind && !allowsBehind);
        if (refused) {
            assertThat(sent).as("of what has to be refused: %s", result).isEmpty();
        }
        if (behind || checkout.shallow()) {
            assertThat(sent.stream()
                            .filter(ModelMemory::isDelete)
                            .filter(action ->
                                    !ModelMemory.declared(checkout.files()).contains(action.id())))
                    .as("pruned from an old commit, or in a shallow clone: %s", result)
                    .isEmpty();
        }
        if (!sent.isEmpty() && !accident.killed) {
            assertThat(result.exit()).as("%s", result).isIn(ExitCode.DONE, ExitCode.INCOMPLETE);
        }
        if (accident.stopped && result.exit() != ExitCode.DONE) {
            assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.INCOMPLETE);
            assertThat(result.err()).containsPattern("stopped: \\d+ of \\d+ done");
        }
    }

    /** What another project manages is that project's, unless these files take it over. */
    private void requireOthersRight(List<Operation> sent) {
        project.other()
                .ifPresent(other -> sent.forEach(action -> {
                    if (other.memory.surelyHas(action.id(), before) && !memory.surelyHas(action.id(), before)) {
                        ModelFiles.Topic topic =
                                checkout.files().topic(action.id().name());
                        assertThat(topic != null && topic.takeOver())
                                .as("%s touches what %s manages: %s", project.name(), other.name(), action)
                                .isTrue();
                    }
                }));
    }

    private List<Operation> worked(List<Operation> sent) {
        return sent.stream()
                .filter(action -> !action.id().equals(accident.failing))
                .toList();
    }

    private void remembers(List<Operation> sent, Result result) {
        LiveState after = world.look();
        boolean done = result.exit() == ExitCode.DONE;
        boolean ended = !accident.killed
                && accident.lastToSend < 0
                && (done || result.exit() == ExitCode.INCOMPLETE)
                && !result.err().contains("KG506");
        if (accident.lastToSend >= 0 && accident.stopped) {
            ended = true;
        }
        List<Operation> worked = worked(sent);
        worked.stream()
                .filter(ModelMemory::isDelete)
                .forEach(action -> world.holds(action.id().name(), 0));
        memory.ran(worked, checkout.files(), after, ended, done, asked);
        sent.stream().filter(action -> !worked.contains(action)).forEach(action -> memory.failed(action.id(), after));
        project.other().ifPresent(other -> {
            sent.forEach(action -> other.memory.loses(action.id()));
            if (done) {
                ModelMemory.declared(checkout.files()).stream()
                        .filter(asked)
                        .filter(id -> memory.surelyHas(id, after))
                        .forEach(other.memory::loses);
            }
        });
        if (done) {
            memory.isOver(checkout.files(), after, asked);
        }
        if (done && target == null) {
            if (checkout.files().prunes() && !checkout.shallow() && !project.rewritten && !allowsBehind) {
                requireNothingLeft(after, result);
            } else {
                memory.letGo(id -> !ModelMemory.declared(checkout.files()).contains(id));
            }
            if (checkout.files().prunes()) {
                memory.letsGoWhatIsLeft(checkout.files());
            }
            project.runs.clear();
        }
        if (!sent.isEmpty() || (done && target == null)) {
            project.unsettled = !done || (project.unsettled && target != null);
            project.runs.add(checkout.commit());
        }
        if (!project.repository.here().commit().equals(checkout.commit()) && !sent.isEmpty()) {
            project.rewritten = true; // the newest commit is not the one that was applied last
        }
    }

    /** What was taken out is gone; of a connector whose cluster was taken out too, it is said that it is out of reach. */
    private void requireNothingLeft(LiveState after, Result result) {
        List<ResourceId> left = new ArrayList<>(memory.leftBehind(checkout.files(), after));
        if (!checkout.files().reachable()) {
            left.stream()
                    .filter(id -> id.isOf(ConnectorKind.NAME))
                    .forEach(id -> assertThat(result.out()).contains("KG220", id.toString()));
            left.removeIf(id -> id.isOf(ConnectorKind.NAME));
        }
        assertThat(left)
                .as("taken out, applied before, and left where it is: %s", result)
                .isEmpty();
    }

    /** The ledger calls nothing this project's that no run of it has made, changed or found. */
    private void requireNothingClaimed(LedgerEntry entry) {
        LiveState live = world.look();
        assertThat(entry.managed().entrySet().stream()
                        .filter(managed -> managed.getValue().status() != ManagedResource.Status.LEFT)
                        .filter(managed -> target == null || !managed.getValue().isPending())
                        .map(Map.Entry::getKey))
                .as("what the ledger says that %s manages", project.name())
                .filteredOn(id -> live.state().get(id) != null)
                .allMatch(id -> ModelMemory.isStrange(id) || memory.mayHave(id));
    }

    private void isInHistory(List<Operation> sent, Result result) {
        project.runsThatSent += sent.isEmpty() ? 0 : 1;
        Optional<LedgerEntry> entry = world.platform
                .ledger(project.name(), project.repository.environment())
                .read()
                .mine();
        if (result.exit() == ExitCode.DONE) {
            entry.ifPresent(this::requireNothingClaimed);
        }
        List<LedgerRun> runs = entry.map(LedgerEntry::runs).orElse(List.of());
        assertThat(runs)
                .as("runs in the history of %s after %s", project.name(), result)
                .hasSizeGreaterThanOrEqualTo(Math.min(project.runsThatSent, LedgerEntry.RUNS));
        if (!sent.isEmpty() && result.exit() == ExitCode.DONE) {
            assertThat(runs.get(0).changes().keySet())
                    .as("what history says of %s", result)
                    .isEqualTo(sent.stream().map(Operation::id).collect(Collectors.toSet()));
        }
    }

    /** Here, in a full clone, or in a shallow one: what a shallow one has left is looked at where all is known. */
    private void isFollowedByAnEmptyPlan(Result result) {
        List<String> plan = options("plan", "--detailed-exitcode");
        Checkout place = checkout;
        if (checkout.shallow() || world.onceIn(world.has(Habit.CLONES) ? 2 : 4)) {
            boolean old = !checkout.commit().equals(project.repository.here().commit());
            place = project.repository.clone(old, !checkout.shallow() && world.random.nextBoolean(), true);
        }
        Result again = project.repository.kgit(place, world.platform).run(plan.toArray(String[]::new));
        boolean isGone = target != null
                && again.exit() == ExitCode.INVALID
                && again.err().contains("KG701");
        assertThat(again.exit())
                .as("after an apply that ended well: %s\n%s", result, again)
                .isEqualTo(isGone ? ExitCode.INVALID : ExitCode.DONE);
    }
}
