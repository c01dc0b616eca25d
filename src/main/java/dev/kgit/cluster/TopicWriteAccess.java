package dev.kgit.cluster;

import java.util.List;
import java.util.Set;

/** Who may do what with a topic, as far as the brokers tell. */
public sealed interface TopicWriteAccess {

    /** There is no authorizer: whoever reaches the brokers may do everything. */
    record Everybody() implements TopicWriteAccess {}

    /**
     * The rules may not be read.
     *
     * @param why in words
     * @param lacking whether it is a permission that lacks: DESCRIBE on the cluster
     */
    record Untold(String why, boolean lacking) implements TopicWriteAccess {}

    /** Access rules decide, and these cover the topic. */
    record ByRules(List<Rule> rules) implements TopicWriteAccess {
        public ByRules {
            rules = List.copyOf(rules);
        }
    }

    /**
     * A rule that covers the topic.
     *
     * @param allows false: it denies
     * @param principal {@code User:app}; {@code User:*} is everybody
     * @param host an address, or {@code *}
     * @param rights what it is about, of the rights that kgit knows
     * @param on what it is set on: the topic's name, {@code *}, or a prefix with a star behind it
     */
    record Rule(boolean allows, String principal, String host, Set<Permission> rights, String on) {
        public Rule {
            rights = Set.copyOf(rights);
        }
    }
}
