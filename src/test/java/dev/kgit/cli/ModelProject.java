package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.cli.ModelFiles.Connector;
import dev.kgit.cli.ModelFiles.Principal;
import dev.kgit.cli.ModelFiles.Topic;
import dev.kgit.cli.ModelRepository.Checkout;
import dev.kgit.cli.ModelWorld.Habit;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.RepositoryIdentity;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.model.ResourceId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One project of {@link OwnershipModel}: what its people do with their repository, and when they run kgit. */
final class ModelProject {

    final ModelWorld world;
    final ModelRepository repository;
    final ModelMemory memory;

    /** Whether the branch was forced or amended: commits that the ledger names may be gone. */
    boolean rewritten;

    /** Commits of the runs since the last whole one. */
    final List<String> runs = new ArrayList<>();

    /** Whether a run since the last whole one did not do all that it was about. */
    boolean unsettled;

    int runsThatSent;

    private @Nullable ModelProject other;

    ModelProject(ModelWorld world, Path folder, String name, boolean submodule) {
        this.world = world;
        this.repository = new ModelRepository(folder, name, submodule);
        this.memory = new ModelMemory(name);
        repository.commit(ModelFiles.NOTHING, false);
    }

    void beside(ModelProject neighbour) {
        other = neighbour;
    }

    String name() {
        return repository.project();
    }

    Optional<ModelProject> other() {
        return Optional.ofNullable(other);
    }

    CliFixture here() {
        return repository.kgit(repository.here(), world.platform);
    }

    void commits() {
        ModelFiles next = repository.files().twice(false);
        for (int edits = 1 + world.random.nextInt(3); edits > 0; edits--) {
            next = edited(next);
        }
        save(next, false);
    }

    void commits(ModelFiles next) {
        save(next, false);
    }

    private void save(ModelFiles next, boolean amend) {
        world.told.add(name() + (amend ? " amends: " : " commits ") + next);
        repository.commit(next, amend);
    }

    private ModelFiles edited(ModelFiles files) {
        if (world.often(Habit.UNREACHABLE)) {
            return files.reachable(!files.reachable());
        }
        if (world.often(Habit.TWICE) && world.onceIn(2)) {
            return files.twice(true);
        }
        if (world.often(Habit.UNPRUNED)) {
            return files.prunes(!files.prunes());
        }
        if (world.often(Habit.PRINCIPALS)) {
            return files.withPrincipals(principals(files));
        }
        if (world.onceIn(world.has(Habit.CONNECTORS) ? 2 : 6)) {
            return files.reachable(true).withConnectors(connectors(files));
        }
        boolean lower = repository.hasSubmodule() || world.has(Habit.LAYERS) ? world.onceIn(2) : world.onceIn(10);
        return lower ? files.with(topics(files.base()), files.own()) : files.with(files.base(), topics(files.own()));
    }

    private SortedMap<String, Connector> connectors(ModelFiles files) {
        SortedMap<String, Connector> next = new TreeMap<>(files.connectors());
        String name = world.any(ModelWorld.CONNECTORS);
        if (next.remove(name) == null || world.onceIn(3)) {
            String key = world.any(List.of("topics", "topics.regex", "topic"));
            next.put(
                    name,
                    new Connector(
                            key,
                            key.equals("topics.regex") ? "a.*" : world.any(topicsToRead(files)),
                            world.random.nextInt(2),
                            name.equals("c2")));
        }
        return next;
    }

    private SortedMap<String, Principal> principals(ModelFiles files) {
        SortedMap<String, Principal> next = new TreeMap<>(files.principals());
        String name = world.any(ModelWorld.PRINCIPALS);
        if (next.remove(name) == null || world.onceIn(3)) {
            next.put(name, new Principal(world.onceIn(5) ? new TreeSet<>() : world.anyAcls()));
        }
        return next;
    }

    /** Mostly what is declared: a connector that names what is nowhere is refused. */
    private List<String> topicsToRead(ModelFiles files) {
        List<String> declared =
                files.topics().map(all -> List.copyOf(all.keySet())).orElse(List.of());
        return declared.isEmpty() || world.onceIn(6) ? world.topics : declared;
    }

    private SortedMap<String, Topic> topics(SortedMap<String, Topic> before) {
        SortedMap<String, Topic> next = new TreeMap<>(before);
        String name = world.any(world.topics);
        if (next.remove(name) != null && !world.onceIn(3)) {
            return next;
        }
        String consent = world.often(Habit.CONSENTS) ? world.any(List.of("r1", "r2")) : null;
        boolean takeOver = world.often(Habit.TAKE_OVERS);
        boolean guarded = world.often(Habit.GUARDS);
        String state = world.onceIn(5) ? "absent" : world.onceIn(8) ? "present" : null;
        boolean present = !"absent".equals(state);
        String tiered = present && world.often(Habit.TIERED) ? world.any(List.of("true", "false")) : null;
        String retention = present && world.onceIn(3) ? world.any(List.of("1000", "2000")) : null;
        next.put(name, new Topic(state, retention, tiered, guarded, consent, takeOver));
        return next;
    }

    void rewritesHistory() {
        rewritten = true;
        if (world.random.nextBoolean()) {
            save(repository.files(), true);
            return;
        }
        if (repository.before().isPresent()) {
            world.told.add(name() + " forces its branch back by one commit");
            repository.reset();
        }
    }

    /** Lets go of what is declared no longer. */
    void forgets() {
        for (ResourceId id : List.copyOf(memory.surely())) {
            if (!ModelMemory.declared(repository.files()).contains(id)) {
                Result forgot = here().run("forget", id.toString());
                world.told.add(name() + " forgets " + id + ": exit " + forgot.exit());
                if (forgot.exit() == ExitCode.DONE) {
                    memory.loses(id);
                }
                return;
            }
        }
    }

    /** Gives the environment another name and tells the ledger so: that changes nothing. */
    void renames() {
        if (repository.files().areContradictory()) {
            return;
        }
        String from = repository.environment();
        String to = from.equals("dev") ? "live" : "dev";
        world.told.add(name() + " renames " + from + " to " + to);
        repository.rename(to);
        if (world.platform.ledger(name(), from).read().mine().isPresent()) {
            Result moved = here().run("ledger", "move", name() + "/" + from, name() + "/" + to);
            assertThat(moved.exit()).as("%s", moved).isEqualTo(ExitCode.DONE);
        }
        assertThat(here().run("plan").out()).as("after the move").doesNotContain("KG214 ");
        memory.forgetsValues();
        memory.letGo(id -> !ModelMemory.declared(repository.files()).contains(id));
        rewritten = true;
    }

    /** A second root, or a copy of the repository: neither is this project. */
    void isCopied(Path elsewhere) {
        RepositoryIdentity root = world.platform
                .ledger(name(), repository.environment())
                .read()
                .mine()
                .map(LedgerEntry::root)
                .orElse(null);
        if (root == null || repository.hasSubmodule()) {
            return;
        }
        int before = world.platform.cluster.performed().size();
        Result result;
        if (world.random.nextBoolean()) {
            world.told.add("a copy of " + name() + " is applied");
            ModelRepository copy = new ModelRepository(elsewhere, name(), false);
            SortedMap<String, Topic> topics = new TreeMap<>();
            topics.put("d", Topic.PLAIN);
            copy.commit(ModelFiles.NOTHING.with(new TreeMap<>(), topics), false);
            if (!repository.environment().equals("dev")) {
                copy.rename(repository.environment());
            }
            List<String> apply = new ArrayList<>(List.of("apply", "--auto-approve"));
            if (!root.firstCommits().isEmpty()) {
                apply.add("--allow-behind"); // or it is refused for what it lacks, although it is known to be another's
            }
            result = copy.kgit(copy.here(), world.platform).run(apply.toArray(String[]::new));
        } else {
            world.told.add("another root of " + name() + " is applied");
            String environment = "second/environments/" + repository.environment();
            CliFixture here = here();
            repository.add("second/kgit.yaml", here.read("kgit.yaml"));
            repository.add(environment + "/environment.yaml", ModelFiles.NOTHING.environmentYaml());
            repository.add(environment + "/topics.yaml", "topics: { d: { partitions: 1 } }\n");
            repository.commit(repository.files(), false);
            result = here.run("apply", "--auto-approve", "-C", "second", "-e", repository.environment());
        }
        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.REFUSED);
        assertThat(world.platform.cluster.performed()).hasSize(before);
    }

    /** Drift is what was applied and is otherwise now, and nothing else. */
    void looksForDrift() {
        if (rewritten || repository.files().areContradictory()) {
            return;
        }
        Result drift = here().run("drift", "--format", "json");
        var live = world.look();
        List<String> shown = ModelJson.ids(drift.out(), "items");
        world.told.add(name() + " looks for drift: " + shown);
        for (ResourceId id : List.copyOf(memory.surely())) {
            var applied = memory.applied(id);
            boolean reachable =
                    !id.isOf(ConnectorKind.NAME) || repository.files().reachable();
            if (applied != null && reachable && ModelMemory.wanted(repository.files(), id) != null) {
                boolean same = memory.surelyHas(id, live)
                        && ModelMemory.config(live.state().get(id)).equals(applied);
                assertThat(shown.contains(id.toString()))
                        .as("drift of %s, applied as %s: %s", id, applied, drift)
                        .isEqualTo(!same);
            }
        }
    }

    /** The ids that a plan or an apply is about. */
    static java.util.function.Predicate<ResourceId> asked(@Nullable String target) {
        if (target == null) {
            return id -> true;
        }
        return target.endsWith("/*")
                ? id -> id.toString().startsWith(target.substring(0, target.length() - 1))
                : id -> id.toString().equals(target);
    }

    /** Where kgit is run this time. */
    Checkout checkout() {
        boolean old = world.often(Habit.OLD) && repository.before().isPresent();
        if (!old && !world.often(Habit.CLONES)) {
            return repository.here();
        }
        return repository.clone(old, world.random.nextBoolean(), !world.onceIn(3), world.random.nextBoolean());
    }
}
