package dev.kgit.kinds.topic;

import dev.kgit.cluster.LiveState;
import dev.kgit.kind.InternalResources;
import dev.kgit.kinds.topic.ConnectTopicName.Stem;
import dev.kgit.model.Environment;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Topics that keep a platform alive and that kgit never deletes, whatever is declared. */
public final class InternalTopics implements InternalResources {

    /** Topics without which brokers, Connect or a schema registry do not work, as their own names say. */
    private static final Pattern VITAL = Pattern.compile(
            "__(consumer_offsets|transaction_state|share_group_state|cluster_metadata|remote_log_metadata)|_schemas"
                    + "|_confluent.*");

    private static final Pattern NAMES = Pattern.compile("__.*|_schemas|_confluent.*");

    /** How names of Connect's own topics begin as a rule, with any prefix. */
    private static final Pattern CONNECT = Pattern.compile("(.*[-._])?connect(-cluster)?[-._]");

    private final Set<ResourceId> known;
    private final @Nullable String ledger;

    private InternalTopics(Set<ResourceId> known, @Nullable String ledger) {
        this.known = known;
        this.ledger = ledger;
    }

    /**
     * Knows the internal topics of the Connect clusters that these states declare, and the ledger.
     *
     * @param ledger the ledger's topic, or null
     */
    public static InternalTopics declaredIn(@Nullable String ledger, List<State> states) {
        Set<ResourceId> known = new TreeSet<>();
        for (State state : states) {
            state.resources().values().stream()
                    .filter(resource -> resource.lifecycle().isConnectInternal())
                    .forEach(resource -> known.add(resource.id()));
        }
        return new InternalTopics(known, ledger);
    }

    /** Knows those of Connect clusters that nobody declares here as well: compacted, and three that belong together. */
    InternalTopics recognisedIn(LiveState live) {
        Map<Stem, Set<String>> roles = new HashMap<>();
        for (Set<ResourceId> ids : List.of(live.state().resources().keySet(), live.others())) {
            for (ResourceId id : ids) {
                if (id.isOf(TopicKind.NAME)) {
                    ConnectTopicName.readings(id.name())
                            .forEach(name -> roles.computeIfAbsent(name.stem(), none -> new HashSet<>())
                                    .add(name.role()));
                }
            }
        }
        roles.values().removeIf(found -> !found.containsAll(ConnectTopicName.ROLES));
        Set<ResourceId> all = new TreeSet<>(known);
        if (!roles.isEmpty()) {
            live.state().resources().values().stream()
                    .filter(resource -> resource.id().isOf(TopicKind.NAME) && isCompacted(resource, live))
                    .filter(resource -> ConnectTopicName.readings(resource.id().name()).stream()
                            .anyMatch(name -> roles.containsKey(name.stem())))
                    .forEach(resource -> all.add(resource.id()));
        }
        return new InternalTopics(all, ledger);
    }

    private static boolean isCompacted(Resource topic, LiveState live) {
        return "compact".equals(TopicDefaults.of(live).effective(topic, TopicKeys.CLEANUP_POLICY));
    }

    @Override
    public boolean contains(ResourceId id) {
        return id.isOf(TopicKind.NAME)
                && (known.contains(id)
                        || isHidden(id)
                        // Another environment of this cluster may keep its ledger there.
                        || id.name().equals(Environment.Ledger.DEFAULT.topic())
                        || NAMES.matcher(id.name()).matches()
                        || isNamedAsConnects(id.name()));
    }

    /** What is known of it, and not more: a name alone says only what such names are for. */
    @Override
    public String why(ResourceId id) {
        if (isHidden(id) || id.name().equals(Environment.Ledger.DEFAULT.topic())) {
            return "is a ledger of kgit";
        }
        if (known.contains(id)) {
            return "keeps what a Connect cluster knows";
        }
        if (VITAL.matcher(id.name()).matches()) {
            return "keeps the platform alive";
        }
        return NAMES.matcher(id.name()).matches()
                ? "has a name as platforms give it to topics of their own (`__*`)"
                : "has a name as Connect clusters give it to topics of their own";
    }

    private static boolean isNamedAsConnects(String name) {
        return ConnectTopicName.readings(name).stream()
                .map(ConnectTopicName::stem)
                .anyMatch(stem ->
                        stem.after().isEmpty() && CONNECT.matcher(stem.before()).matches());
    }

    /** Whether it is kgit's own ledger. */
    @Override
    public boolean isHidden(ResourceId id) {
        return id.isOf(TopicKind.NAME) && id.name().equals(ledger);
    }
}
