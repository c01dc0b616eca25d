package dev.kgit.kinds.topic.files;

import dev.kgit.configschema.ConfigProperty;
import dev.kgit.configschema.ConfigSchema;
import dev.kgit.configschema.KafkaConfigs;
import dev.kgit.kinds.topic.TopicKeys;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.manifest.ConfigValueCheck;
import dev.kgit.manifest.ConfigValues;
import dev.kgit.manifest.Declaration;
import dev.kgit.manifest.DiagnosticCollector;
import dev.kgit.manifest.LifecycleReader;
import dev.kgit.manifest.MapNode;
import dev.kgit.manifest.ScalarNode;
import dev.kgit.manifest.SchemaDiagnostics;
import dev.kgit.manifest.SectionInput;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.DidYouMean;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Place;
import dev.kgit.model.Resource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes topics, ordinary and internal ones, of what the layers declare. */
final class TopicSection {

    private static final String COMPACT = "compact";

    private final SectionInput in;
    private final MapNode defaults;
    private final DiagnosticCollector problems;
    private final ConfigValueCheck values;
    private final ConfigSchema known = KafkaConfigs.TOPIC.schema();

    TopicSection(SectionInput in) {
        this.in = in;
        this.defaults = in.defaults(TopicFiles.TOPICS);
        this.problems = in.problems();
        this.values = new ConfigValueCheck(problems);
    }

    Resource topic(Declaration declaration) {
        declaration.checkAbsent(problems);
        MapNode topic = declaration.merged();
        SortedMap<String, FieldValue> fields = new TreeMap<>();
        if (!LifecycleReader.isAbsent(topic)) {
            put(fields, Resource.PARTITIONS, first(topic.scalar("partitions"), defaults.scalar("partitions")));
            put(
                    fields,
                    Resource.REPLICATION_FACTOR,
                    first(topic.scalar("replicationFactor"), defaults.scalar("replicationFactor")));
            fields.putAll(config(declaration.name(), topic, defaultConfig(false)));
        }
        Resource resource =
                new Resource(TopicKind.id(declaration.name()), fields, in.lifecycle(topic), declaration.place());
        check(resource, topic);
        return resource;
    }

    /** An internal topic of a Connect cluster, with what {@code topics:} says about it by the same name. */
    Resource internalTopic(InternalTopicDeclaration internal) {
        MapNode topic = internal.topic();
        SortedMap<String, FieldValue> fields = new TreeMap<>();
        fields.put(Resource.CONFIG + TopicKeys.CLEANUP_POLICY, FieldValue.of(COMPACT));
        fields.putAll(config(internal.name(), topic, defaultConfig(true)));
        put(
                fields,
                Resource.REPLICATION_FACTOR,
                agreed(internal, "replicationFactor", internal.replicationFactor(), topic));
        fields.computeIfAbsent(Resource.REPLICATION_FACTOR, path -> setting(defaults.scalar("replicationFactor")));
        ScalarNode partitions = agreed(internal, "partitions", internal.partitions(), topic);
        fields.put(
                Resource.PARTITIONS,
                partitions == null
                        ? FieldValue.of(Integer.toString(internal.role().defaultPartitions))
                        : partitions.setting());
        Resource resource = new Resource(
                TopicKind.id(internal.name()),
                fields,
                in.lifecycle(topic, internal.cluster(), Collections.emptySortedSet()),
                internal.place());
        check(resource, topic);
        checkInternal(internal, resource, topic);
        return resource;
    }

    private static @Nullable ScalarNode first(@Nullable ScalarNode declared, @Nullable ScalarNode otherwise) {
        return declared == null ? otherwise : declared;
    }

    private static void put(SortedMap<String, FieldValue> fields, String path, @Nullable ScalarNode value) {
        if (value != null) {
            fields.put(path, value.setting());
        }
    }

    private static @Nullable FieldValue setting(@Nullable ScalarNode value) {
        return value == null ? null : value.setting();
    }

    /** The topic's config over the defaults, where {@code null} has taken away what it names. */
    private SortedMap<String, FieldValue> config(String name, MapNode topic, MapNode defaultConfig) {
        MapNode own = topic.map("config");
        MapNode config = own == null ? defaultConfig : defaultConfig.under(own);
        MapNode canonical = ConfigValues.canonical(config);
        canonical.entries().forEach((key, entry) -> checkKey(name, key, entry));
        return ConfigValues.config(canonical);
    }

    private MapNode defaultConfig(boolean internal) {
        MapNode config = defaults.map("config");
        if (config == null) {
            return MapNode.empty(defaults.place());
        }
        if (!internal) {
            return config;
        }
        Map<String, MapNode.Entry> entries = new LinkedHashMap<>(config.entries());
        entries.remove(TopicKeys.CLEANUP_POLICY);
        return new MapNode(config.place(), entries);
    }

    private void checkKey(String name, String key, MapNode.Entry entry) {
        if (TopicKeys.THROTTLES.contains(key)) {
            problems.error(
                    "KG125",
                    entry.keyPlace(),
                    "`" + key + "` is set while replicas move and is not configuration",
                    "take it away; kgit sets and removes throttles itself (`throttle:` in environment.yaml)");
            return;
        }
        ConfigProperty property = known.properties().get(key);
        if (property == null) {
            problems.warning(
                    "KG103",
                    entry.keyPlace(),
                    "Kafka " + KafkaConfigs.VERSION + " knows no topic config `" + SchemaDiagnostics.shown(key) + "`",
                    TopicConfigAliases.insteadOf(key)
                            .orElseGet(() ->
                                    DidYouMean.hint(key, known.properties().keySet(), "the broker has the last word")));
            return;
        }
        ScalarNode value = ConfigValues.scalar(entry.value());
        if (value != null) {
            values.check("topic `" + name + "`", key, value, property);
        }
    }

    /** What holds for every topic. */
    private void check(Resource resource, MapNode topic) {
        FieldValue minIsr = resource.field(Resource.CONFIG + TopicKeys.MIN_INSYNC_REPLICAS);
        Integer needed = minIsr == null ? null : minIsr.asInteger();
        Integer factor = resource.integer(Resource.REPLICATION_FACTOR);
        if (minIsr != null && needed != null && factor != null && needed > factor) {
            problems.add(Diagnostic.warning(
                            "KG104",
                            "topic `" + resource.id().name() + "` wants " + needed + " replicas in sync, but has "
                                    + factor + (factor == 1 ? " replica" : " replicas")
                                    + ": producers with acks=all can't write to it")
                    .withHint("raise the replication factor, or lower `" + TopicKeys.MIN_INSYNC_REPLICAS + "` below it")
                    .withPlace(minIsr.place())
                    .withSubject(resource.id()));
        }
        MapNode config = topic.map("config");
        for (String key : resource.lifecycle().ignore()) {
            if (config != null && config.scalar(key) != null) {
                problems.warning(
                        "KG123",
                        config.keyPlace(key),
                        "`" + SchemaDiagnostics.shown(key) + "` of topic `"
                                + resource.id().name() + "` is declared and ignored; the value counts for nothing",
                        "take one of the two away");
            }
        }
    }

    private void checkInternal(InternalTopicDeclaration internal, Resource resource, MapNode topic) {
        String who = "`" + internal.name() + "` keeps what the Connect cluster `" + internal.cluster() + "` knows";
        MapNode config = topic.map("config");
        String policy = resource.config(TopicKeys.CLEANUP_POLICY);
        if (policy == null || !policy.strip().equals(COMPACT)) {
            Place place = config == null ? internal.place() : config.keyPlace(TopicKeys.CLEANUP_POLICY);
            problems.error(
                    "KG115",
                    place,
                    who + ": its cleanup.policy has to be `compact` and nothing else",
                    "take cleanup.policy away here; with another policy the workers refuse to start");
        }
        Integer partitions = resource.integer(Resource.PARTITIONS);
        if (internal.role() == InternalTopicDeclaration.Role.CONFIG && partitions != null && partitions != 1) {
            problems.error(
                    "KG116",
                    topic.keyPlace("partitions"),
                    who + ": the config topic has exactly one partition",
                    "take `partitions` away here; with more than one the workers refuse to start");
        }
        if (LifecycleReader.isAbsent(topic)) {
            problems.error(
                    "KG117",
                    topic.keyPlace("state"),
                    who + ": it can't be absent while that cluster is declared",
                    "take the Connect cluster away first");
        }
    }

    /** What the Connect cluster and {@code topics:} both may say, and then have to say alike. */
    private @Nullable ScalarNode agreed(
            InternalTopicDeclaration internal, String key, @Nullable ScalarNode declared, MapNode topic) {
        ScalarNode extra = topic.scalar(key);
        if (declared != null
                && extra != null
                && !extra.isUnknown()
                && !declared.isUnknown()
                && !extra.text().equals(declared.text())) {
            problems.error(
                    "KG117",
                    extra.place(),
                    "`" + key + "` of `" + internal.name() + "` is `" + extra.shown()
                            + "` here, but `" + declared.shown() + "` at "
                            + declared.place() + ", where the Connect cluster `" + internal.cluster() + "` is declared",
                    "say it in one place");
        }
        return extra == null ? declared : extra;
    }
}
