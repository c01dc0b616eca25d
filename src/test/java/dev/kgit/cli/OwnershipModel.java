package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.cluster.Action;
import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.LedgerEntry;
import dev.kgit.cluster.Live;
import dev.kgit.git.GitProgram;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.TopicId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.ResetCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/**
 * One history of two projects on one platform, drawn from a seed, and what has to hold of each step: nothing is deleted that
 * no apply of the project made, changed or found just as declared; what holds records goes only with a consent of that
 * commit; an apply that ends well is followed by an empty plan; and each apply that sent something is in the history.
 */
final class OwnershipModel {

    private static final int STEPS = 20;
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

    private final Random random;
    private final FakePlatform platform = new FakePlatform();
    private final List<Project> projects = new ArrayList<>();
    private final Map<String, Long> records = new TreeMap<>();
    private final List<String> told = new ArrayList<>();
    private int deletes;

    OwnershipModel(Path folder, long seed) throws IOException, GitAPIException {
        this.random = new Random(seed);
        projects.add(new Project(folder.resolve("shop"), "shop"));
        projects.add(new Project(folder.resolve("billing"), "billing"));
    }

    int deletes() {
        return deletes;
    }

    String told() {
        return String.join("\n  ", told);
    }

    void live() throws GitAPIException {
        try {
            for (int step = 0; step < STEPS; step++) {
                Project project = projects.get(random.nextInt(4) == 0 ? 1 : 0);
                switch (random.nextInt(11)) {
                    case 0, 1, 2 -> project.commits();
                    case 3, 4 -> stranger();
                    case 7 -> project.goesBackOrRewrites();
                    case 5, 6 -> project.applies(Optional.of(name()));
                    default -> project.applies(Optional.empty());
                }
            }
        } finally {
            projects.forEach(Project::close);
        }
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private Live look() {
        Set<ResourceId> all = new HashSet<>();
        NAMES.forEach(name -> all.add(new TopicId(name)));
        return platform.cluster.read(() -> all);
    }

    private static String topicId(Live live, String name) {
        return live.topic(new TopicId(name)) == null
                ? ""
                : live.topic(new TopicId(name)).topicId();
    }

    /** Somebody with Kafka's own tools. */
    private void stranger() {
        String name = name();
        boolean there = look().state().get(new TopicId(name)) != null;
        switch (random.nextInt(4)) {
            case 0 -> {
                told.add("somebody makes " + name + (there ? " anew" : ""));
                platform.cluster.topic(name, 1, 1, random.nextBoolean() ? Map.of() : Map.of("retention.ms", "1000"));
                holds(name, 0);
            }
            case 1 -> {
                if (there) {
                    told.add("somebody writes to " + name);
                    holds(name, 100);
                }
            }
            case 2 -> {
                if (there) {
                    told.add("somebody changes " + name);
                    platform.cluster.topicConfig(name, "retention.ms", "1000");
                }
            }
            default -> {
                if (there) {
                    told.add("somebody deletes " + name);
                    platform.cluster.remove(new TopicId(name));
                    holds(name, 0);
                }
            }
        }
    }

    private void holds(String name, long number) {
        records.put(name, number);
        platform.cluster.evidence(new TopicId(name), new Evidence(List.of(number), List.of(number), number, List.of()));
    }

    /** A repository, and what the model knows of its applies. */
    private final class Project {

        private final Path folder;
        private final String name;
        private final CliFixture kgit;
        private final Git git;
        private final Set<String> ours = new HashSet<>();
        private Map<String, String> declared = new TreeMap<>();
        private int runsThatSent;

        Project(Path folder, String name) throws IOException, GitAPIException {
            this.folder = folder;
            this.name = name;
            this.git = Git.init()
                    .setDirectory(folder.toFile())
                    .setInitialBranch("main")
                    .call();
            this.kgit = CliFixture.in(new GitProgram(folder)).on(platform);
            kgit.write("kgit.yaml", "apiVersion: kgit/v1\nproject: " + name + "\n");
            kgit.write(
                    "environments/dev/environment.yaml",
                    "kafka: { bootstrap.servers: nowhere:9092 }\nprune: true\n"
                            + "guards: { maxDeletes: 50, maxDeletePercent: 100, maxChangePercent: 100 }\n");
            if (name.equals("shop")) {
                declared.put("a", "{ partitions: 1, replicationFactor: 1 }");
                declared.put("b", "{ partitions: 1, replicationFactor: 1, allow: [data-loss] }");
            }
            save("The beginning", false);
        }

        void close() {
            git.close();
        }

        private void save(String subject, boolean amend) throws GitAPIException {
            StringBuilder yaml = new StringBuilder("topics:\n");
            declared.forEach((topic, terms) -> yaml.append("  " + topic + ": " + terms + "\n"));
            kgit.write("environments/dev/topics.yaml", declared.isEmpty() ? "topics: {}\n" : yaml.toString());
            PersonIdent who = new PersonIdent("Ann", "ann@example.org");
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage(subject)
                    .setAllowEmpty(true)
                    .setAmend(amend)
                    .setAuthor(who)
                    .setCommitter(who)
                    .setSign(false)
                    .call();
        }

        void commits() throws GitAPIException {
            Map<String, String> next = new TreeMap<>(declared);
            for (int edits = 1 + random.nextInt(2); edits > 0; edits--) {
                edit(next, name());
            }
            declared = next;
            told.add(name + " commits " + declared);
            save("Change " + told.size(), false);
        }

        private void edit(Map<String, String> next, String topic) {
            int draw = random.nextInt(6);
            if (next.containsKey(topic) && draw < 3) {
                next.remove(topic);
            } else if (draw == 3) {
                next.put(topic, "{ state: absent" + (random.nextBoolean() ? ", allow: [data-loss] }" : " }"));
            } else if (draw == 4) {
                next.put(topic, "{ partitions: 1, replicationFactor: 1, config: { retention.ms: 1000 } }");
            } else {
                next.put(topic, "{ partitions: 1, replicationFactor: 1 }");
            }
        }

        void goesBackOrRewrites() throws GitAPIException {
            if (random.nextBoolean()) {
                told.add(name + " amends its commit");
                save("The same, told better " + random.nextInt(), true);
                return;
            }
            Iterable<org.eclipse.jgit.revwalk.RevCommit> log =
                    git.log().setMaxCount(2).call();
            List<org.eclipse.jgit.revwalk.RevCommit> commits = new ArrayList<>();
            log.forEach(commits::add);
            if (commits.size() == 2) {
                told.add(name + " forces its branch back by one commit");
                git.reset()
                        .setMode(ResetCommand.ResetType.HARD)
                        .setRef(commits.get(1).name())
                        .call();
                declared = read();
            }
        }

        private Map<String, String> read() {
            Map<String, String> read = new TreeMap<>();
            kgit.read("environments/dev/topics.yaml")
                    .lines()
                    .filter(line -> line.startsWith("  "))
                    .forEach(line -> read.put(
                            line.strip().split(":", 2)[0],
                            line.strip().split(":", 2)[1].strip()));
            return read;
        }

        void applies(Optional<String> target) {
            List<String> arguments = new ArrayList<>(List.of("apply", "--auto-approve"));
            target.filter(declared::containsKey)
                    .ifPresent(topic -> arguments.addAll(List.of("--target", "topic/" + topic)));
            boolean whole = arguments.size() == 2;
            if (random.nextInt(4) == 0) {
                arguments.add("--allow-behind");
            }
            CliFixture kgit = random.nextInt(6) == 0 ? shallow() : this.kgit;
            Live before = look();
            int sentBefore = platform.cluster.performed().size();
            String accident = accident();
            Result result = kgit.run(arguments.toArray(String[]::new));
            heal();
            told.add(name + " says " + arguments + accident + ": exit " + result.exit());
            Live after = look();
            List<Action> sent = platform.cluster
                    .performed()
                    .subList(sentBefore, platform.cluster.performed().size());
            sent.forEach(action -> allowed(action, before));
            take(sent, after, whole ? Optional.empty() : target);
            runsThatSent += sent.isEmpty() ? 0 : 1;
            isInHistory();
            if (result.exit() == Exit.DONE) {
                List<String> plan = new ArrayList<>(List.of("plan", "--detailed-exitcode"));
                arguments.stream().skip(2).forEach(plan::add);
                Result again = this.kgit.run(plan.toArray(String[]::new));
                assertThat(again.exit())
                        .as("after an apply that ended well: %s\n%s", result, again)
                        .isEqualTo(Exit.DONE);
            }
        }

        /** A clone as CI systems make it. */
        private CliFixture shallow() {
            told.add("in a shallow clone:");
            Path clone = folder.resolveSibling(folder.getFileName() + "-clone-" + told.size());
            try {
                Git.cloneRepository()
                        .setURI(folder.toUri().toString())
                        .setDirectory(clone.toFile())
                        .setDepth(1)
                        .call()
                        .close();
                return CliFixture.in(new GitProgram(clone)).on(platform);
            } catch (GitAPIException failed) {
                throw new IllegalStateException(failed);
            }
        }

        private String accident() {
            int after = 1 + random.nextInt(2);
            int[] count = {0};
            return switch (random.nextInt(14)) {
                case 0 -> {
                    String topic = name();
                    platform.cluster.fail(new TopicId(topic), Diagnostic.error("KG300", "refused"));
                    yield ", where " + topic + " fails";
                }
                case 1 -> {
                    platform.cluster.afterEach(action -> {
                        if (++count[0] == after) {
                            throw new AssertionError("killed");
                        }
                    });
                    yield ", killed after " + after;
                }
                case 2 -> {
                    platform.cluster.afterEach(action -> {
                        if (++count[0] == after) {
                            platform.ledger(name, "dev").breakLease();
                        }
                    });
                    yield ", losing its lease after " + after;
                }
                case 3 -> {
                    platform.cluster.afterEach(action ->
                            platform.cluster.down(new KgitException.World(Diagnostic.error("KG400", "no answer"))));
                    yield ", after which nobody answers";
                }
                default -> "";
            };
        }

        private void heal() {
            platform.cluster.afterEach(action -> {}).up();
            NAMES.forEach(topic -> platform.cluster.heal(new TopicId(topic)));
            platform.ledger(name, "dev").breakLease();
        }

        /** Whether an action is this project's right. */
        private void allowed(Action action, Live before) {
            String topic = action.id().name();
            String terms = declared.get(topic);
            if (!(action instanceof Action.DeleteTopic delete)) {
                assertThat(terms).as("%s is changed", topic).isNotNull().doesNotContain("absent");
                return;
            }
            deletes++;
            if (terms == null) {
                assertThat(ours)
                        .as("%s deletes what it never had: %s", name, topic)
                        .contains(delete.topicId());
                assertThat(records.getOrDefault(topic, 0L))
                        .as("%s holds records, and no lines consent", topic)
                        .isZero();
            } else {
                assertThat(terms).contains("absent");
                if (records.getOrDefault(topic, 0L) > 0) {
                    assertThat(terms).contains("data-loss");
                }
            }
            records.put(topic, 0L);
            holds(topic, 0);
        }

        /** What this project made, changed, or may have found just as declared. */
        private void take(List<Action> sent, Live after, Optional<String> target) {
            sent.forEach(action -> ours.add(topicId(after, action.id().name())));
            declared.forEach((topic, terms) -> {
                Resource there = after.state().get(new TopicId(topic));
                boolean asked = target.isEmpty() || target.get().equals(topic);
                if (asked && there != null && !terms.contains("absent")) {
                    String wanted = terms.contains("retention.ms") ? "1000" : null;
                    if (java.util.Objects.equals(wanted, there.config("retention.ms"))) {
                        ours.add(topicId(after, topic));
                    }
                }
            });
            ours.remove("");
        }

        private void isInHistory() {
            int runs = platform.ledger(name, "dev")
                    .read()
                    .mine()
                    .map(LedgerEntry::runs)
                    .map(List::size)
                    .orElse(0);
            assertThat(runs).as("runs in the history of %s", name).isGreaterThanOrEqualTo(Math.min(runsThatSent, 50));
        }
    }
}
