package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.ModelFiles.Connector;
import dev.kgit.cli.ModelFiles.Principal;
import dev.kgit.cli.ModelFiles.Topic;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Operation;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.connector.ConnectorOperation;
import dev.kgit.kinds.principal.PrincipalKind;
import dev.kgit.kinds.principal.PrincipalOperation;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.TopicOperation;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What {@link OwnershipModel} knows of one project's applies: which resources may be its own, which surely are, as what they
 * were applied last, and which consents were used; and by that, what the project may send.
 */
final class ModelMemory {

    /** A topic that no project ever declares. */
    static final String STRANGE = "s1";

    /** A principal that no project ever declares. */
    static final ResourceId STRANGER = PrincipalKind.id("User:s1");

    private final String project;
    private final Map<ResourceId, Set<String>> maybe = new HashMap<>();
    private final Map<ResourceId, String> surely = new TreeMap<>();
    private final Map<ResourceId, Map<String, String>> applied = new HashMap<>();
    private final Set<ResourceId> guarded = new HashSet<>();
    private final Map<ResourceId, String> used = new HashMap<>();
    private final Map<ResourceId, String> newlyUsed = new HashMap<>();

    ModelMemory(String project) {
        this.project = project;
    }

    /** What tells a resource from another one of its name. */
    static String incarnation(LiveState live, ResourceId id) {
        if (!id.isOf(TopicKind.NAME)) {
            return live.state().get(id) == null ? "" : "one of that name";
        }
        return live.incarnationOf(id);
    }

    /** What is compared: config by its keys, or ACLs by their paths. */
    static Map<String, String> config(@Nullable Resource resource) {
        Map<String, String> config = new TreeMap<>();
        if (resource != null && resource.id().isOf(PrincipalKind.NAME)) {
            resource.fields().forEach((path, value) -> config.put(path, value.text()));
        } else if (resource != null) {
            resource.config().forEach((key, setting) -> config.put(key, setting.text()));
        }
        return config;
    }

    /** What the files want of it; null where they don't declare it, or as absent. */
    static @Nullable Map<String, String> wanted(ModelFiles files, ResourceId id) {
        if (id.isOf(TopicKind.NAME)) {
            Topic topic = files.topic(id.name());
            return topic == null || topic.isAbsent() ? null : topic.config();
        }
        if (id.isOf(PrincipalKind.NAME)) {
            Principal principal = files.principals().get(id.name());
            return principal == null || principal.isAbsent() ? null : principal.fields();
        }
        Connector connector = files.connectors().get(id.name());
        return connector == null ? null : connector.config();
    }

    static Set<ResourceId> declared(ModelFiles files) {
        Set<ResourceId> ids = new TreeSet<>();
        files.topics().ifPresent(topics -> topics.keySet().forEach(name -> ids.add(TopicKind.id(name))));
        files.connectors().keySet().forEach(name -> ids.add(ConnectorKind.id("main", name)));
        files.principals().keySet().forEach(name -> ids.add(PrincipalKind.id(name)));
        return ids;
    }

    /**
     * Asserts that the project may do this.
     *
     * @param sent all that the run has sent
     * @param worked what of it did not fail
     */
    void requireRight(
            Operation action,
            List<Operation> sent,
            List<Operation> worked,
            ModelFiles files,
            LiveState before,
            Map<String, Long> records) {
        ResourceId id = action.id();
        assertThat(isStrange(id)).as("%s was never declared by anybody", action).isFalse();
        assertThat(files.prunes() || declared(files).contains(id))
                .as("%s, where nothing is pruned", action)
                .isTrue();
        if (action instanceof TopicOperation.DeleteTopic delete) {
            requireRightToDelete(delete, worked, files, before, records.getOrDefault(id.name(), 0L));
        } else if (action instanceof ConnectorOperation.DeleteConnector) {
            assertThat(files.connectors()).as("%s is declared", id).doesNotContainKey(id.name());
            requireAsApplied(id, before);
        } else if (action instanceof PrincipalOperation acls) {
            requireRightToAcls(acls, files, before);
        } else {
            assertThat(wanted(files, id)).as("%s is changed: %s", id, action).isNotNull();
        }
        if (action instanceof TopicOperation.AlterTopicConfig alter) {
            requireConsentToCut(alter, files, before, records.getOrDefault(id.name(), 0L));
        }
        if (action instanceof ConnectorOperation.CreateConnector) {
            requireTopics(action, sent, worked, files, before);
        }
    }

    /** Every ACL that is given is declared, and every one that is taken away is not. */
    private void requireRightToAcls(PrincipalOperation action, ModelFiles files, LiveState before) {
        ResourceId id = action.id();
        Map<String, String> wanted = wanted(files, id);
        Set<String> paths = new TreeSet<>();
        action.acls().forEach(acl -> paths.add(acl.path()));
        assertThat(action.acls())
                .as("all of %s", id)
                .allMatch(acl -> acl.principal().equals(id.name()));
        if (action instanceof PrincipalOperation.CreateAcls) {
            assertThat(wanted).as("%s is given ACLs: %s", id, action).isNotNull();
            assertThat(wanted.keySet()).as("declared, and given").containsAll(paths);
            return;
        }
        assertThat(config(before.state().get(id)).keySet())
                .as("there, and taken away")
                .containsAll(paths);
        if (wanted != null) {
            assertThat(wanted.keySet()).as("declared, and taken away").doesNotContainAnyElementsOf(paths);
        } else if (!declared(files).contains(id)) {
            requireAsApplied(id, before);
        }
    }

    /** What has no id of its own goes only as what it was applied. */
    private void requireAsApplied(ResourceId id, LiveState before) {
        assertThat(maybe).as("%s deletes what it never had: %s", project, id).containsKey(id);
        Map<String, String> was = applied.get(id);
        if (was != null) {
            assertThat(config(before.state().get(id)))
                    .as("%s was changed since it was applied", id)
                    .isEqualTo(was);
        }
    }

    static boolean isStrange(ResourceId id) {
        return id.name().equals(STRANGE) || id.equals(STRANGER);
    }

    private void requireRightToDelete(
            TopicOperation.DeleteTopic delete,
            List<Operation> worked,
            ModelFiles files,
            LiveState before,
            long records) {
        ResourceId id = delete.id();
        Topic topic = files.topic(id.name());
        List<ResourceId> users = users(id.name(), worked, files, before);
        boolean isLoss = records > 0 || !users.isEmpty();
        String loss = "%s holds %s records, is used by %s, and nothing consents".formatted(id, records, users);
        assertThat(guarded).as("%s is protected", id).doesNotContain(id);
        if (topic == null) {
            assertThat(maybe.getOrDefault(id, Set.of()))
                    .as("%s deletes what it never had: %s", project, id)
                    .contains(delete.topicId());
            assertThat(isLoss).as(loss).isFalse();
            return;
        }
        assertThat(topic.isAbsent()).as("%s is declared", id).isTrue();
        assertThat(topic.guarded()).as("%s is protected", id).isFalse();
        if (isLoss) {
            requireFresh(id, topic.consent(), loss);
        }
    }

    /** The connectors that name a topic once all is done: of others a broker tells by their consumers. */
    private static List<ResourceId> users(String topic, List<Operation> worked, ModelFiles files, LiveState before) {
        Set<ResourceId> written = new HashSet<>();
        worked.forEach(action -> written.add(action.id()));
        List<ResourceId> users = new ArrayList<>();
        before.state().resources().values().stream()
                .filter(resource -> resource.id().isOf(ConnectorKind.NAME) && !written.contains(resource.id()))
                .filter(resource -> files.connectors().containsKey(resource.id().name()))
                .filter(resource -> names(resource, topic))
                .forEach(resource -> users.add(resource.id()));
        files.connectors().forEach((name, connector) -> {
            ResourceId id = ConnectorKind.id("main", name);
            if (written.contains(id) && connector.names(topic)) {
                users.add(id);
            }
        });
        return users;
    }

    private static boolean names(Resource connector, String topic) {
        String pattern = connector.config("topics.regex");
        return topic.equals(connector.config("topics")) || (pattern != null && topic.matches(pattern));
    }

    private void requireConsentToCut(
            TopicOperation.AlterTopicConfig alter, ModelFiles files, LiveState before, long records) {
        Resource live = before.state().get(alter.id());
        Topic topic = files.topic(alter.id().name());
        if (live == null || topic == null) {
            return;
        }
        Map<String, String> was = config(live);
        Map<String, String> becomes = new TreeMap<>(was);
        alter.changes().forEach((key, value) -> {
            becomes.remove(key);
            value.ifPresent(setting -> becomes.put(key, setting.text()));
        });
        boolean cut = records > 0 && retention(becomes) < retention(was);
        boolean untiered = "true".equals(was.get("remote.storage.enable"))
                && "true".equals(was.get("remote.log.delete.on.disable"))
                && !"true".equals(becomes.get("remote.storage.enable"))
                && "true".equals(becomes.get("remote.log.delete.on.disable"));
        if (cut || untiered) {
            requireFresh(alter.id(), topic.consent(), alter + " loses data, and nothing consents");
        }
    }

    private static long retention(Map<String, String> config) {
        return Long.parseLong(config.getOrDefault("retention.ms", ModelFiles.DEFAULT_RETENTION));
    }

    private void requireFresh(ResourceId id, @Nullable String consent, String loss) {
        assertThat(consent).as(loss).isNotNull();
        assertThat(consent).as(loss + ": it was used up").isNotEqualTo(used.get(id));
        newlyUsed.put(id, consent);
    }

    private static void requireTopics(
            Operation action, List<Operation> sent, List<Operation> worked, ModelFiles files, LiveState before) {
        Connector connector = files.connectors().get(action.id().name());
        if (connector == null || connector.key().equals("topics.regex")) {
            return;
        }
        ResourceId topic = TopicKind.id(connector.reads());
        if (connector.key().equals("topic") && wanted(files, topic) == null) {
            return; // a source makes a topic that nobody declares
        }
        boolean made = sent.subList(0, sent.indexOf(action)).stream()
                .anyMatch(earlier -> earlier instanceof TopicOperation.CreateTopic
                        && earlier.id().equals(topic)
                        && worked.contains(earlier));
        boolean goes = sent.stream()
                .anyMatch(other -> other instanceof TopicOperation.DeleteTopic
                        && other.id().equals(topic));
        assertThat(made || (before.state().get(topic) != null && !goes))
                .as("%s comes before its topic", action)
                .isTrue();
    }

    /**
     * Takes in what a run has done.
     *
     * @param done what was sent and worked
     * @param ended whether the run came to its end and could write that down
     * @param complete whether it said that all is done
     * @param asked what it was about
     */
    void ran(
            List<Operation> done,
            ModelFiles files,
            LiveState after,
            boolean ended,
            boolean complete,
            Predicate<ResourceId> asked) {
        for (Operation action : done) {
            ResourceId id = action.id();
            if (isDelete(action) && after.state().get(id) == null) {
                maybe.remove(id);
                surely.remove(id);
                applied.remove(id);
                guarded.remove(id);
            } else {
                maybe.computeIfAbsent(id, none -> new HashSet<>()).add(incarnation(after, id));
                applied.remove(id);
                guarded.remove(id);
                if (isThere(id, files, after)) {
                    surely.put(id, incarnation(after, id));
                }
            }
        }
        if (!ended) {
            newlyUsed.clear();
            return;
        }
        newlyUsed.keySet().retainAll(done.stream().map(Operation::id).toList());
        used.putAll(newlyUsed);
        newlyUsed.clear();
        used.keySet().retainAll(declared(files));
        for (ResourceId id : declared(files)) {
            if (asked.test(id) && isThere(id, files, after)) {
                maybe.computeIfAbsent(id, none -> new HashSet<>()).add(incarnation(after, id));
                if (complete) {
                    surely.put(id, incarnation(after, id));
                    applied.put(id, Objects.requireNonNull(wanted(files, id)));
                    Topic topic = id.isOf(TopicKind.NAME) ? files.topic(id.name()) : null;
                    if (topic != null && topic.guarded()) {
                        guarded.add(id);
                    } else {
                        guarded.remove(id);
                    }
                }
            }
        }
        if (!complete) {
            declared(files).stream()
                    .filter(asked)
                    .filter(id -> !Objects.equals(applied.get(id), wanted(files, id)))
                    .forEach(id -> {
                        applied.remove(id);
                        guarded.remove(id);
                    });
        }
    }

    /** Whether it takes a resource away, or with others does so. */
    static boolean isDelete(Operation action) {
        return action instanceof TopicOperation.DeleteTopic
                || action instanceof ConnectorOperation.DeleteConnector
                || action instanceof PrincipalOperation.DeleteAcls;
    }

    private static boolean isThere(ResourceId id, ModelFiles files, LiveState live) {
        Resource there = live.state().get(id);
        return there != null && config(there).equals(wanted(files, id));
    }

    /** What is live, was applied, and is declared no longer: after a whole apply nothing of it may be left. */
    List<ResourceId> leftBehind(ModelFiles files, LiveState after) {
        Set<ResourceId> declared = declared(files);
        return surely.entrySet().stream()
                .filter(entry -> !declared.contains(entry.getKey()))
                .filter(entry -> entry.getValue().equals(incarnation(after, entry.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What is the project's as far as anybody can know. */
    Set<ResourceId> surely() {
        return surely.keySet();
    }

    /** A topic of which a consent was used. */
    Optional<ResourceId> consented() {
        return used.keySet().stream().sorted().findFirst();
    }

    boolean mayHave(ResourceId id) {
        return maybe.containsKey(id);
    }

    boolean surelyHas(ResourceId id, LiveState live) {
        return incarnation(live, id).equals(surely.get(id));
    }

    /** As what it was applied last, where that is known. */
    @Nullable
    Map<String, String> applied(ResourceId id) {
        return applied.get(id);
    }

    /** It was sent again and refused: whether what turns up under its name is this project's, kgit can't know any more. */
    void failed(ResourceId id, LiveState after) {
        if (after.state().get(id) == null) {
            surely.remove(id);
        }
    }

    /** What was taken out and is gone already when an apply looks for it is over: another of its name is not the project's. */
    void isOver(ModelFiles files, LiveState after, Predicate<ResourceId> asked) {
        surely.keySet()
                .removeIf(id -> asked.test(id)
                        && !declared(files).contains(id)
                        && after.state().get(id) == null
                        && (files.reachable() || !id.isOf(ConnectorKind.NAME)));
    }

    /** What a whole apply has left where it is, although it is declared no longer, is let go for good. */
    void letsGoWhatIsLeft(ModelFiles files) {
        maybe.keySet()
                .removeIf(id -> !declared(files).contains(id) && (files.reachable() || !id.isOf(ConnectorKind.NAME)));
    }

    /** What kgit may leave alone from now on, since it could not know it to be this project's. */
    void letGo(Predicate<ResourceId> which) {
        surely.keySet().removeIf(which);
    }

    /** What is not this project's any more. */
    void loses(ResourceId id) {
        maybe.remove(id);
        surely.remove(id);
        applied.remove(id);
        guarded.remove(id);
    }

    /** Nobody knows any more as what things were applied. */
    void forgetsValues() {
        applied.clear();
        guarded.clear();
    }

    /** A stranger has changed it: what was sent and not confirmed has not turned up as it was sent. */
    void disturbed(ResourceId id) {
        if (!applied.containsKey(id)) {
            surely.remove(id);
        }
    }
}
