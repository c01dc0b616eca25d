package dev.kgit.kinds.connector;

import dev.kgit.secret.ProviderLookups;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what Connect refuses of several keys together, though each of them alone is right, whatever the plugin. What it quotes
 * can't be secrets, since kgit reads these keys itself ({@link ConnectorKeys#isReadByKgit}).
 */
public final class ConfigConflicts {

    private static final String DEAD_LETTERS = "errors.deadletterqueue.topic.name";
    private static final String TRANSFORMS = "transforms";
    private static final String PREDICATES = "predicates";

    private final Map<String, ? extends @Nullable String> config;
    private final AliasLists lists;
    private final List<Conflict> found = new ArrayList<>();

    /**
     * Keys that don't go together.
     *
     * @param key one of them, where it is told; empty: none of them is there
     * @param what what is wrong, as the end of a sentence about the connector
     */
    public record Conflict(String key, String what, String hint) {}

    private ConfigConflicts(Map<String, ? extends @Nullable String> config) {
        this.config = config;
        this.lists = new AliasLists(config);
    }

    /**
     * All conflicts of a config.
     *
     * @param config texts by key, null where they are not known
     * @param sink whether the connector is known to be a sink
     */
    public static List<Conflict> in(Map<String, ? extends @Nullable String> config, boolean sink) {
        ConfigConflicts conflicts = new ConfigConflicts(config);
        if (sink) {
            conflicts.checkTopics();
        }
        conflicts.checkDeadLetters();
        Stream.of(TRANSFORMS, PREDICATES, "topic.creation.groups").forEach(conflicts::checkNamedOnce);
        Stream.of(TRANSFORMS, PREDICATES).forEach(conflicts::checkTypes);
        conflicts.members(TRANSFORMS).forEach(conflicts::checkPredicate);
        return conflicts.found;
    }

    private void checkTopics() {
        if (isSaid(ConnectorKeys.TOPICS) && isSaid(ConnectorKeys.TOPICS_REGEX)) {
            add(
                    ConnectorKeys.TOPICS_REGEX,
                    "says both `" + ConnectorKeys.TOPICS + "` and `" + ConnectorKeys.TOPICS_REGEX + "`",
                    "a sink takes one of the two: take the other away");
        } else if (isBlank(ConnectorKeys.TOPICS) && isBlank(ConnectorKeys.TOPICS_REGEX)) {
            add(
                    config.containsKey(ConnectorKeys.TOPICS)
                            ? ConnectorKeys.TOPICS
                            : config.containsKey(ConnectorKeys.TOPICS_REGEX) ? ConnectorKeys.TOPICS_REGEX : "",
                    "says neither `" + ConnectorKeys.TOPICS + "` nor `" + ConnectorKeys.TOPICS_REGEX + "`",
                    "a sink takes one of the two: write under `config:` what it reads");
        }
    }

    private void checkDeadLetters() {
        String deadLetters = config.get(DEAD_LETTERS);
        if (deadLetters != null && members(ConnectorKeys.TOPICS).contains(deadLetters.strip())) {
            add(
                    DEAD_LETTERS,
                    "has its dead letter topic among its `" + ConnectorKeys.TOPICS + "`",
                    "name another topic: it would read what it could not deliver again and again");
        }
    }

    private void checkNamedOnce(String list) {
        lists.repeated(list)
                .forEach(member -> add(list, "names `" + member + "` twice in `" + list + "`", "name it once"));
    }

    private void checkTypes(String list) {
        for (String member : members(list)) {
            String type = list + "." + member + ".type";
            if (!config.containsKey(type)) {
                add(
                        list,
                        "names `" + member + "` in `" + list + "` and lacks `" + type + "`",
                        "write its class there, or take it out of `" + list + "`");
            }
        }
    }

    private void checkPredicate(String transform) {
        String key = TRANSFORMS + "." + transform + ".predicate";
        String negate = TRANSFORMS + "." + transform + ".negate";
        if (config.containsKey(negate) && !config.containsKey(key)) {
            add(negate, "says `" + negate + "` and lacks `" + key + "`", "name the predicate, or take this away");
        }
        String predicate = config.get(key);
        Optional<Set<String>> named = lists.members(PREDICATES);
        if (predicate != null
                && !predicate.isBlank()
                && !ProviderLookups.isIn(predicate)
                && named.isPresent()
                && !named.get().contains(predicate.strip())) {
            add(
                    key,
                    "has the predicate `" + predicate.strip() + "`, which `" + PREDICATES + "` does not name",
                    "add it there, with its class, or take it away here");
        }
    }

    private Set<String> members(String list) {
        return lists.members(list).orElse(Set.of());
    }

    private boolean isSaid(String key) {
        String text = config.get(key);
        return text != null && !text.isBlank();
    }

    /** Whether it is known that nothing is said. */
    private boolean isBlank(String key) {
        String text = config.get(key);
        return text == null ? !config.containsKey(key) : text.isBlank();
    }

    private void add(String key, String what, String hint) {
        found.add(new Conflict(key, what, hint));
    }
}
