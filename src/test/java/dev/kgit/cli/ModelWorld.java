package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.Ledger.Snapshot;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.LiveState;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.principal.Acl;
import dev.kgit.kinds.principal.PrincipalKind;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicUsage;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.ManagedResource.Status;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The platform of {@link OwnershipModel}, with people who have Kafka's own tools and may write to the ledger's topic. */
final class ModelWorld {

    static final List<String> TOPICS = List.of("a", "ab", "b", "d");
    static final List<String> CONNECTORS = List.of("c1", "c2");
    static final List<String> PRINCIPALS = List.of("User:p1", "User:p2");

    private static final List<String> ACLS = List.of(
            "acls[ALLOW READ topic:a]",
            "acls[ALLOW WRITE topic:a]",
            "acls[ALLOW READ topic:ab]",
            "acls[DENY READ topic:b]",
            "acls[DENY ALTER topic:s1]");

    /**
     * What happens often in some histories and hardly ever in others: a few things that meet again and again find more than
     * everything, each of it once.
     */
    enum Habit {
        STRANGERS,
        FORGERS,
        CONNECTORS,
        PRINCIPALS,
        UNPRUNED,
        LAYERS,
        SUBMODULE,
        UNREACHABLE,
        TWICE,
        CONSENTS,
        TIERED,
        GUARDS,
        TAKE_OVERS,
        NEIGHBOURS,
        CLONES,
        OLD,
        TARGETS,
        ACCIDENTS,
        WAITING,
        DIRT,
        REVIEWS,
        REWRITES,
        RENAMES,
        COPIES,
        FORGETS,
        DRIFT
    }

    final Random random;
    private final Set<Habit> habits = EnumSet.noneOf(Habit.class);
    /** Those that this history is about. */
    final List<String> topics = new ArrayList<>();

    final FakePlatform platform = new FakePlatform();
    final Map<String, Long> records = new TreeMap<>();
    final List<String> told = new ArrayList<>();

    ModelWorld(long seed) {
        // The first numbers of seeds that follow each other are nearly the same: spread, they are not.
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        for (Habit habit : Habit.values()) {
            if (onceIn(4)) {
                habits.add(habit);
            }
        }
        topics.addAll(TOPICS);
        Collections.shuffle(topics, random);
        topics.subList(1 + random.nextInt(3), topics.size()).clear();
        platform.cluster.topic(ModelMemory.STRANGE, 1, 1);
        has(ModelMemory.STRANGER, ACLS);
        if (has(Habit.TWICE)) {
            platform.cluster.worker("other", "4.3.1"); // the second name answers as the first one does
        }
    }

    <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** One time in so many. */
    boolean onceIn(int times) {
        return random.nextInt(times) == 0;
    }

    boolean has(Habit habit) {
        return habits.contains(habit);
    }

    /** Every other time in histories of this habit, and hardly ever in others. */
    boolean often(Habit habit) {
        return onceIn(has(habit) ? 2 : 30);
    }

    LiveState look() {
        Set<ResourceId> all = new HashSet<>(Set.of(TopicKind.id(ModelMemory.STRANGE), ModelMemory.STRANGER));
        TOPICS.forEach(name -> all.add(TopicKind.id(name)));
        CONNECTORS.forEach(name -> all.add(ConnectorKind.id("main", name)));
        PRINCIPALS.forEach(name -> all.add(PrincipalKind.id(name)));
        return platform.cluster.read(() -> all);
    }

    void holds(String topic, long number) {
        records.put(topic, number);
        platform.cluster.evidence(
                TopicKind.id(topic), new TopicUsage(List.of(number), List.of(number), number, List.of()));
    }

    /**
     * Somebody with Kafka's own tools.
     *
     * @param files which somebody may have read: what is made by hand is sometimes just as declared
     * @param disturbed told what was changed or made anew
     */
    void stranger(ModelFiles files, Consumer<ResourceId> disturbed) {
        if (often(Habit.PRINCIPALS)) {
            strangerAtTheAuthorizer(files, disturbed);
            return;
        }
        if (onceIn(has(Habit.CONNECTORS) ? 2 : 5)) {
            strangerAtTheWorker(files, disturbed);
            return;
        }
        String name = any(topics);
        ResourceId id = TopicKind.id(name);
        boolean there = look().state().get(id) != null;
        switch (random.nextInt(5)) {
            case 0 -> {
                told.add("somebody makes " + name + (there ? " anew" : ""));
                Map<String, String> wanted = ModelMemory.wanted(files, id);
                Map<String, String> config = random.nextBoolean() ? Map.of() : Map.of("retention.ms", "1000");
                platform.cluster.topic(name, 1, 1, wanted == null || onceIn(3) ? config : wanted);
                holds(name, 0);
                disturbed.accept(id);
            }
            case 1, 2 -> {
                if (there) {
                    long more = random.nextBoolean() ? 100 : 100_000;
                    writes(name, more);
                }
            }
            case 3 -> {
                if (there) {
                    String value = any(List.of("1000", "2000", "9000000000"));
                    told.add("somebody gives " + name + " a retention of " + value);
                    platform.cluster.topicConfig(name, "retention.ms", value);
                    disturbed.accept(id);
                }
            }
            default -> {
                if (there) {
                    told.add("somebody deletes " + name);
                    platform.cluster.remove(id);
                    holds(name, 0);
                    disturbed.accept(id);
                }
            }
        }
    }

    void writes(String topic, long more) {
        told.add("somebody writes " + more + " records to " + topic);
        holds(topic, records.getOrDefault(topic, 0L) + more);
    }

    /** Somebody undoes what a consent was used for: the same consent is not good for doing it again. */
    void bringsBack(ResourceId topic, Consumer<ResourceId> disturbed) {
        told.add("somebody brings back " + topic + ", with records that nothing ends");
        if (look().state().get(topic) == null) {
            platform.cluster.topic(topic.name(), 1, 1);
        }
        platform.cluster.topicConfig(topic.name(), "retention.ms", "9000000000");
        holds(topic.name(), 100);
        disturbed.accept(topic);
    }

    /** Gives the principal the ACLs of these paths and no others. */
    private void has(ResourceId principal, Collection<String> paths) {
        platform.cluster.acls(
                principal,
                paths.stream()
                        .map(path -> Acl.parse(principal.name(), path).orElseThrow())
                        .toList());
    }

    /** Some ACLs, but never none. */
    SortedSet<String> anyAcls() {
        SortedSet<String> some = new TreeSet<>(Set.of(any(ACLS)));
        ACLS.stream().filter(path -> onceIn(3)).forEach(some::add);
        return some;
    }

    private void strangerAtTheAuthorizer(ModelFiles files, Consumer<ResourceId> disturbed) {
        ResourceId id = PrincipalKind.id(any(PRINCIPALS));
        Map<String, String> there = ModelMemory.config(look().state().get(id));
        Map<String, String> wanted = ModelMemory.wanted(files, id);
        Set<String> paths = new TreeSet<>(there.keySet());
        switch (random.nextInt(4)) {
            case 0 -> paths.clear();
            case 1 -> paths.addAll(wanted == null ? anyAcls() : wanted.keySet());
            case 2 -> paths.remove(any(ACLS));
            default -> paths.addAll(anyAcls());
        }
        told.add("somebody leaves " + id + " with " + paths);
        has(id, paths);
        disturbed.accept(id);
    }

    /** Whose ACLs nobody declares has them still. */
    void requireStrangersAcls() {
        assertThat(ModelMemory.config(look().state().get(ModelMemory.STRANGER)).keySet())
                .as("ACLs that nobody declares")
                .containsExactlyInAnyOrderElementsOf(ACLS);
    }

    private void strangerAtTheWorker(ModelFiles files, Consumer<ResourceId> disturbed) {
        ResourceId id = ConnectorKind.id("main", any(CONNECTORS));
        boolean there = look().state().get(id) != null;
        if (there && random.nextBoolean()) {
            told.add("somebody deletes " + id);
            platform.cluster.remove(id);
        } else {
            told.add("somebody writes " + id);
            Map<String, String> wanted = ModelMemory.wanted(files, id);
            platform.cluster.connector(id, wanted == null || onceIn(3) ? anyConnector() : wanted);
        }
        disturbed.accept(id);
    }

    private Map<String, String> anyConnector() {
        return new ModelFiles.Connector("topics", any(topics), random.nextInt(2), false).config();
    }

    /** Whoever may write to the ledger's topic claims a topic for a project, or writes what nobody can read. */
    void forger(String project, String environment, @Nullable String commit) {
        if (random.nextBoolean()) {
            told.add("somebody writes half a record into the ledger");
            platform.log.forgeBroken("ghost", "dev");
            return;
        }
        ResourceId id = onceIn(2) ? ModelMemory.STRANGER : TopicKind.id(ModelMemory.STRANGE);
        told.add("somebody claims " + id + " for " + project + " at " + commit);
        Snapshot snapshot = platform.ledger(project, environment).read();
        LedgerEntry entry = snapshot.mine().orElse(null);
        if (entry == null || entry.runs().isEmpty()) {
            return;
        }
        SortedMap<ResourceId, ManagedResource> managed = new TreeMap<>(entry.managed());
        managed.put(
                id,
                new ManagedResource(
                        entry.runs().get(0).id(),
                        commit,
                        false,
                        "environments/dev/topics.yaml",
                        ModelMemory.incarnation(look(), id),
                        Status.OWNED));
        platform.log.forge(entry.withManaged(managed));
    }
}
