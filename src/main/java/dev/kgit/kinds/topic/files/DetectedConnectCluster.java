package dev.kgit.kinds.topic.files;

import dev.kgit.kinds.topic.ConnectTopicName;
import dev.kgit.kinds.topic.TopicKeys;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.manifest.JointDeclaration;
import dev.kgit.manifest.ResourceYaml;
import dev.kgit.model.Resource;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A Connect cluster inferred from three live topics: names that differ only in config, offset or status, all compacted, the
 * config topic with one partition. Connect exposes neither its group id nor its topics, so this is inferred from outside.
 *
 * @param name of the Connect cluster in the environment
 * @param groupId of its workers, guessed from the topics' names
 */
record DetectedConnectCluster(String name, String groupId, Resource config, Resource offset, Resource status)
        implements JointDeclaration {

    @Override
    public List<Resource> resources() {
        return List.of(config, offset, status);
    }

    @Override
    public String file() {
        return TopicFiles.CONNECT + ".yaml";
    }

    @Override
    public void write(ResourceYaml yaml, BiConsumer<String, List<String>> into) {
        new ConnectClusterYaml(yaml).add(this, into);
    }

    Resource topic(InternalTopicDeclaration.Role role) {
        return switch (role) {
            case CONFIG -> config;
            case OFFSET -> offset;
            case STATUS -> status;
        };
    }

    /**
     * The Connect clusters that can be told for sure: where there is one endpoint without a declaration, and one trio of
     * topics for it. With several of either nobody can say which is whose.
     *
     * @param undeclared names of Connect clusters that answer and are not declared
     */
    static Optional<DetectedConnectCluster> among(State live, Collection<String> undeclared) {
        List<Trio> trios = trios(live);
        if (undeclared.size() != 1 || trios.size() != 1) {
            return Optional.empty();
        }
        Trio trio = trios.get(0);
        return Optional.of(new DetectedConnectCluster(
                undeclared.iterator().next(), trio.stem(), trio.config(), trio.offset(), trio.status()));
    }

    private record Trio(String stem, Resource config, Resource offset, Resource status) {}

    private static List<Trio> trios(State live) {
        Map<ConnectTopicName.Stem, Map<InternalTopicDeclaration.Role, Resource>> byStem = new LinkedHashMap<>();
        for (Resource topic : live.resources().values()) {
            for (ConnectTopicName name : ConnectTopicName.readings(topic.id().name())) {
                InternalTopicDeclaration.Role role = role(name.role());
                if (role != null && fits(topic, role)) {
                    byStem.computeIfAbsent(name.stem(), stem -> new EnumMap<>(InternalTopicDeclaration.Role.class))
                            .putIfAbsent(role, topic);
                }
            }
        }
        List<Trio> trios = new ArrayList<>();
        byStem.forEach((stem, topics) -> {
            Resource config = topics.get(InternalTopicDeclaration.Role.CONFIG);
            Resource offset = topics.get(InternalTopicDeclaration.Role.OFFSET);
            Resource status = topics.get(InternalTopicDeclaration.Role.STATUS);
            if (config != null && offset != null && status != null) {
                String plain = stem.before().replaceAll("^[-._]+|[-._]+$", "");
                trios.add(new Trio(plain.isEmpty() ? "connect" : plain, config, offset, status));
            }
        });
        return trios;
    }

    private static InternalTopicDeclaration.@Nullable Role role(String word) {
        for (InternalTopicDeclaration.Role role : InternalTopicDeclaration.Role.values()) {
            if (role.key.equals(word)) {
                return role;
            }
        }
        return null;
    }

    private static boolean fits(Resource topic, InternalTopicDeclaration.Role role) {
        return topic.id().isOf(TopicKind.NAME)
                && "compact".equals(topic.config(TopicKeys.CLEANUP_POLICY))
                && (role != InternalTopicDeclaration.Role.CONFIG || "1".equals(topic.text(Resource.PARTITIONS)));
    }
}
