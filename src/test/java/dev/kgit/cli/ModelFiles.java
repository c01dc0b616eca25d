package dev.kgit.cli;

import dev.kgit.kinds.principal.Acl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the files of one commit declare, as {@link OwnershipModel} understands it.
 *
 * @param base the lower layer's topics
 * @param own the environment's topics
 * @param connectors of the Connect cluster {@code main}
 * @param reachable whether environment.yaml names the Connect cluster
 * @param twice whether it names it by a second name too, and the connectors stand there
 * @param principals by their names, each with its ACLs
 * @param prunes whether what is taken out of the files is deleted
 */
record ModelFiles(
        SortedMap<String, Topic> base,
        SortedMap<String, Topic> own,
        SortedMap<String, Connector> connectors,
        boolean reachable,
        boolean twice,
        SortedMap<String, Principal> principals,
        boolean prunes) {

    static final ModelFiles NOTHING =
            new ModelFiles(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), true, false, new TreeMap<>(), true);

    /** How many milliseconds a topic keeps records where nothing says so. */
    static final String DEFAULT_RETENTION = "604800000";

    /**
     * What the lines of one layer say of a topic.
     *
     * @param state {@code absent}, {@code present}, or null
     * @param retention in milliseconds; null: the default
     * @param tiered {@code true} or {@code false}: with tiered storage or with what there was of it deleted; null: silent
     * @param consent the reason given for losing data; null: none
     * @param takeOver whether it may be taken from another project
     */
    record Topic(
            @Nullable String state,
            @Nullable String retention,
            @Nullable String tiered,
            boolean guarded,
            @Nullable String consent,
            boolean takeOver) {

        static final Topic PLAIN = new Topic(null, null, null, false, null, false);

        boolean isAbsent() {
            return "absent".equals(state);
        }

        Map<String, String> config() {
            Map<String, String> config = new TreeMap<>();
            if (retention != null) {
                config.put("retention.ms", retention);
            }
            if (tiered != null) {
                config.put("remote.storage.enable", tiered);
                config.put("remote.log.delete.on.disable", "true");
            }
            return config;
        }

        String yaml() {
            List<String> parts = new ArrayList<>();
            if (state != null) {
                parts.add("state: " + state);
            }
            if (!isAbsent()) {
                parts.add("partitions: 1, replicationFactor: 1");
                if (!config().isEmpty()) {
                    parts.add("config: { "
                            + config().entrySet().stream()
                                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                                    .collect(Collectors.joining(", "))
                            + " }");
                }
            }
            if (guarded) {
                parts.add("protected: true");
            }
            List<String> allow = new ArrayList<>();
            if (consent != null) {
                allow.add("data-loss: " + consent);
            }
            if (takeOver) {
                allow.add("take-over: agreed");
            }
            if (!allow.isEmpty()) {
                parts.add("allow: { " + String.join(", ", allow) + " }");
            }
            return "{ " + String.join(", ", parts) + " }";
        }

        /** These lines above others; empty where they contradict each other. */
        Optional<Topic> over(@Nullable Topic lower) {
            if (lower == null) {
                return Optional.of(this);
            }
            if (lower.isAbsent() && state == null) {
                return Optional.empty();
            }
            return Optional.of(new Topic(
                    state == null ? lower.state : state,
                    isAbsent() || retention != null ? retention : lower.retention,
                    isAbsent() || tiered != null ? tiered : lower.tiered,
                    guarded || lower.guarded,
                    consent == null ? lower.consent : consent,
                    takeOver || lower.takeOver));
        }
    }

    /**
     * A connector.
     *
     * @param reads what it is about: {@code topics: a}, {@code topics.regex: "a.*"}, {@code topic: a}
     * @param version another one is another config
     * @param inFile whether its config stands in a JSON file outside of {@code environments/}
     */
    record Connector(String key, String reads, int version, boolean inFile) {

        SortedMap<String, String> config() {
            return new TreeMap<>(Map.of(
                    "connector.class",
                    key.equals("topic") ? "FileStreamSource" : "Sink",
                    key,
                    reads,
                    "version",
                    Integer.toString(version)));
        }

        /** Whether it needs or reads the topic. */
        boolean names(String topic) {
            return key.equals("topics.regex") ? topic.matches(reads) : topic.equals(reads);
        }

        String json() {
            return config().entrySet().stream()
                    .map(entry -> "\"" + entry.getKey() + "\": \"" + entry.getValue() + "\"")
                    .collect(Collectors.joining(", ", "{ ", " }"));
        }
    }

    /**
     * A principal.
     *
     * @param acls what it has, as the paths of fields; none: it is declared as absent
     */
    record Principal(SortedSet<String> acls) {

        boolean isAbsent() {
            return acls.isEmpty();
        }

        SortedMap<String, String> fields() {
            SortedMap<String, String> fields = new TreeMap<>();
            acls.forEach(path -> fields.put(path, "present"));
            return fields;
        }

        String yaml() {
            return isAbsent()
                    ? "{ state: absent }"
                    : acls.stream().map(Principal::yaml).collect(Collectors.joining(", ", "{ acls: [", "] }"));
        }

        private static String yaml(String path) {
            Acl acl = Acl.parse("User:any", path).orElseThrow();
            return "{ " + acl.permission().name().toLowerCase(Locale.ROOT) + ": [" + acl.operation() + "], topic: "
                    + acl.resource().name() + " }";
        }
    }

    /** What the layers say together; empty where they contradict each other. */
    Optional<SortedMap<String, Topic>> topics() {
        SortedMap<String, Topic> all = new TreeMap<>(base);
        for (Map.Entry<String, Topic> entry : own.entrySet()) {
            Optional<Topic> merged = entry.getValue().over(base.get(entry.getKey()));
            if (merged.isEmpty()) {
                return Optional.empty();
            }
            all.put(entry.getKey(), merged.get());
        }
        return Optional.of(all);
    }

    @Nullable
    Topic topic(String name) {
        return topics().map(all -> all.get(name)).orElse(null);
    }

    /** Whether kgit has to refuse these files. */
    boolean areContradictory() {
        return topics().isEmpty() || (twice && reachable);
    }

    ModelFiles with(SortedMap<String, Topic> newBase, SortedMap<String, Topic> newOwn) {
        return new ModelFiles(newBase, newOwn, connectors, reachable, twice, principals, prunes);
    }

    ModelFiles withConnectors(SortedMap<String, Connector> others) {
        return new ModelFiles(base, own, others, reachable, twice, principals, prunes);
    }

    ModelFiles reachable(boolean is) {
        return new ModelFiles(base, own, is ? connectors : new TreeMap<>(), is, twice, principals, prunes);
    }

    ModelFiles twice(boolean is) {
        return new ModelFiles(base, own, connectors, reachable, is, principals, prunes);
    }

    ModelFiles withPrincipals(SortedMap<String, Principal> others) {
        return new ModelFiles(base, own, connectors, reachable, twice, others, prunes);
    }

    ModelFiles prunes(boolean is) {
        return new ModelFiles(base, own, connectors, reachable, twice, principals, is);
    }

    static String yaml(SortedMap<String, Topic> topics) {
        if (topics.isEmpty()) {
            return "topics: {}\n";
        }
        StringBuilder yaml = new StringBuilder("topics:\n");
        topics.forEach((name, topic) ->
                yaml.append("  ").append(name).append(": ").append(topic.yaml()).append('\n'));
        return yaml.toString();
    }

    /** The connectors' file, for the folder {@code environments/NAME}. */
    String connectorsYaml() {
        if (connectors.isEmpty()) {
            return "connectors: {}\n";
        }
        StringBuilder yaml = new StringBuilder("connectors:\n");
        connectors.forEach((name, connector) -> yaml.append("  ")
                .append(name)
                .append(": { connectCluster: ")
                .append(twice ? "other" : "main")
                .append(
                        connector.inFile()
                                ? ", configFile: ../../connectors/" + name + ".json"
                                : ", config: " + connector.json())
                .append(" }\n"));
        return yaml.toString();
    }

    String principalsYaml() {
        if (principals.isEmpty()) {
            return "principals: {}\n";
        }
        StringBuilder yaml = new StringBuilder("principals:\n");
        principals.forEach((name, principal) -> yaml.append("  ")
                .append(name)
                .append(": ")
                .append(principal.yaml())
                .append('\n'));
        return yaml.toString();
    }

    String environmentYaml() {
        String second = twice ? ", other: { url: \"http://Nowhere:8083/\" }" : "";
        return "kafka: { bootstrap.servers: nowhere:9092 }\n"
                + (reachable ? "connect: { main: { url: http://nowhere:8083 }" + second + " }\n" : "")
                + "prune: " + prunes + "\nguards: { maxDeletes: 50, maxDeletePercent: 100, maxChangePercent: 100 }\n";
    }
}
