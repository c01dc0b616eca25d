package dev.kgit.configschema;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.runtime.SinkConnectorConfig;
import org.apache.kafka.connect.runtime.SourceConnectorConfig;
import org.apache.kafka.connect.runtime.TopicCreationConfig;
import org.apache.kafka.connect.runtime.distributed.Crypto;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.jspecify.annotations.Nullable;

/** The config keys of Kafka as its own jars define them, with kgit's words: what the catalog is made of. */
final class KafkaDefinitions {

    /** Set while replicas move: no config. */
    private static final Set<String> THROTTLES =
            Set.of("leader.replication.throttled.replicas", "follower.replication.throttled.replicas");

    /** Bounds that another Kafka since 2.8 has wider than this one, or that this one says in code alone. */
    private static final Map<String, BigDecimal> LEAST = Map.of(
            "flush.messages",
            BigDecimal.ZERO,
            "segment.bytes",
            new BigDecimal(14),
            "segment.index.bytes",
            BigDecimal.ZERO,
            "compression.gzip.level",
            new BigDecimal(-1));

    private static final Map<String, BigDecimal> MOST = Map.of("compression.gzip.level", new BigDecimal(9));

    /** Words that this Kafka says in code alone, which takes them in upper case too. */
    private static final Map<String, List<String>> WORDS =
            Map.of("connect.protocol", List.of("compatible", "eager", "sessioned"));

    /** Words that an older Kafka takes as well. */
    private static final Map<String, List<String>> MORE_WORDS = Map.of("client.dns.lookup", List.of("default"));

    /** Defaults that are the JVM's. */
    private static final Set<String> OF_THE_JVM = Set.of("ssl.keymanager.algorithm", "ssl.trustmanager.algorithm");

    /** What Connect says itself, whatever a config says. */
    private static final String SAID_BY_CONNECT = "converter.type";

    /** The sections with words, the first one that has some counts. */
    private static final Map<KafkaConfigs, List<String>> SECTIONS = Map.of(
            KafkaConfigs.TOPIC, List.of("topic"),
            KafkaConfigs.WORKER, List.of("worker", "client"),
            KafkaConfigs.SINK, List.of("connector"),
            KafkaConfigs.SOURCE, List.of("connector"),
            KafkaConfigs.TOPIC_CREATION, List.of("topic-creation"),
            KafkaConfigs.PART, List.of("part"),
            KafkaConfigs.PRODUCER, List.of("producer", "client"),
            KafkaConfigs.CONSUMER, List.of("consumer", "client"),
            KafkaConfigs.ADMIN, List.of("client"));

    private static final Pattern RANGE = Pattern.compile("\\[(-?[0-9.]+)?,?\\.\\.\\.,?(-?[0-9.]+)?]");
    private static final Pattern LISTED = Pattern.compile("\\[(.+)]");

    private final KafkaWords words;

    KafkaDefinitions(KafkaWords words) {
        this.words = words;
    }

    /** What is generated, family by family. */
    Map<KafkaConfigs, ConfigSchema> families() throws ReflectiveOperationException {
        Map<KafkaConfigs, ConfigSchema> all = new EnumMap<>(KafkaConfigs.class);
        defined().forEach((family, keys) -> all.put(family, schema(null, keys, SECTIONS.get(family))));
        return all;
    }

    /** What Kafka defines, family by family. */
    static Map<KafkaConfigs, Collection<ConfigKey>> defined() throws ReflectiveOperationException {
        Map<KafkaConfigs, Collection<ConfigKey>> all = new EnumMap<>(KafkaConfigs.class);
        Map<String, ConfigKey> topic = new LinkedHashMap<>(LogConfig.configKeys());
        topic.keySet().removeAll(THROTTLES);
        all.put(KafkaConfigs.TOPIC, topic.values());
        all.put(KafkaConfigs.WORKER, keys(worker()));
        all.put(KafkaConfigs.SINK, keys(SinkConnectorConfig.configDef()));
        all.put(KafkaConfigs.SOURCE, keys(SourceConnectorConfig.configDef()));
        all.put(KafkaConfigs.TOPIC_CREATION, keys(TopicCreationConfig.configDef("group", (short) -1, -1)));
        all.put(KafkaConfigs.PART, keys(ofEachPart()));
        all.put(KafkaConfigs.PRODUCER, keys(ProducerConfig.configDef()));
        all.put(KafkaConfigs.CONSUMER, keys(ConsumerConfig.configDef()));
        all.put(KafkaConfigs.ADMIN, keys(AdminClientConfig.configDef()));
        return all;
    }

    /** Workers alone make it. */
    private static ConfigDef worker() throws ReflectiveOperationException {
        Method config = DistributedConfig.class.getDeclaredMethod("config", Crypto.class);
        config.setAccessible(true);
        return (ConfigDef) Objects.requireNonNull(config.invoke(null, Crypto.SYSTEM));
    }

    /** What Connect defines for each alias of a config, when it knows the alias. */
    private static ConfigDef ofEachPart() {
        return new ConfigDef()
                .define("type", ConfigDef.Type.CLASS, null, ConfigDef.Importance.HIGH, "")
                .define("predicate", ConfigDef.Type.STRING, null, ConfigDef.Importance.MEDIUM, "")
                .define("negate", ConfigDef.Type.BOOLEAN, false, ConfigDef.Importance.MEDIUM, "")
                .define("plugin.version", ConfigDef.Type.STRING, null, ConfigDef.Importance.LOW, "");
    }

    SortedMap<String, ConfigSchema> plugins() {
        SortedMap<String, ConfigSchema> all = new TreeMap<>();
        for (Transformation<?> transform : ServiceLoader.load(Transformation.class)) {
            plugin(all, transform, "transformation", keys(transform.config()));
        }
        for (Predicate<?> predicate : ServiceLoader.load(Predicate.class)) {
            plugin(all, predicate, "predicate", keys(predicate.config()));
        }
        for (HeaderConverter converter : ServiceLoader.load(HeaderConverter.class)) {
            plugin(all, converter, "header_converter", keys(converter.config()));
        }
        for (Converter converter : ServiceLoader.load(Converter.class)) {
            plugin(all, converter, "converter", keys(converter.config()));
        }
        for (SinkConnector connector : ServiceLoader.load(SinkConnector.class)) {
            connector(all, connector, "sink", SinkConnectorConfig.configDef());
        }
        for (SourceConnector connector : ServiceLoader.load(SourceConnector.class)) {
            connector(all, connector, "source", SourceConnectorConfig.configDef());
        }
        return all;
    }

    /** A connector's own keys, without those of Connect and of the clients that it makes. */
    private void connector(Map<String, ConfigSchema> all, Connector connector, String type, ConfigDef ofEvery) {
        Map<String, ConfigKey> own = new LinkedHashMap<>(connector.config().configKeys());
        own.keySet().removeAll(ofEvery.names());
        own.keySet().removeAll(AdminClientConfig.configNames());
        if (type.equals("source") && connector.config().names().contains("topics")) {
            own.put("topics", connector.config().configKeys().get("topics"));
        }
        plugin(all, connector, type, own.values());
    }

    private void plugin(Map<String, ConfigSchema> all, Object plugin, String type, Collection<ConfigKey> keys) {
        Class<?> of = plugin.getClass();
        if (!of.getName().startsWith("org.apache.kafka.")) {
            return;
        }
        String simple = of.getName().replaceAll(".*\\.|\\$.*", "");
        String section =
                of.getPackageName().endsWith(".mirror") ? "mirror" : type.endsWith("converter") ? "converter" : simple;
        all.put(
                of.getName(),
                schema(new ConfigSchema.Plugin(of.getName(), KafkaConfigs.VERSION, type), keys, List.of(section)));
    }

    private static Collection<ConfigKey> keys(ConfigDef definition) {
        return definition.configKeys().values();
    }

    private ConfigSchema schema(
            ConfigSchema.@Nullable Plugin plugin, Collection<ConfigKey> keys, List<String> sections) {
        SortedMap<String, ConfigProperty> properties = new TreeMap<>();
        for (ConfigKey key : keys) {
            if (key.name.equals(SAID_BY_CONNECT)) {
                continue;
            }
            properties.put(key.name, property(key, words.of(key.name, sections), plugin != null));
        }
        return new ConfigSchema(plugin, properties);
    }

    private static ConfigProperty property(ConfigKey key, String description, boolean ofPlugin) {
        Matcher range = RANGE.matcher(String.valueOf(key.validator));
        boolean bounded = key.validator instanceof ConfigDef.Range && range.matches();
        boolean required = !key.hasDefault() && ofPlugin;
        boolean ignoreCase =
                key.validator instanceof ConfigDef.CaseInsensitiveValidString || WORDS.containsKey(key.name);
        return new ConfigProperty(
                Objects.requireNonNull(
                        ConfigType.named(key.type.name()).orElse(null), "a type that kgit does not know: " + key.type),
                defaultText(key),
                words(key, ignoreCase),
                ignoreCase,
                LEAST.getOrDefault(key.name, bounded ? bound(range.group(1)) : null),
                MOST.getOrDefault(key.name, bounded ? bound(range.group(2)) : null),
                description,
                required);
    }

    private static @Nullable BigDecimal bound(@Nullable String number) {
        return number == null ? null : new BigDecimal(number);
    }

    private static @Nullable String defaultText(ConfigKey key) {
        if (!key.hasDefault() || key.defaultValue == null || OF_THE_JVM.contains(key.name)) {
            return null;
        }
        if (key.defaultValue instanceof List<?> list) {
            return String.join(
                    ",", list.stream().map(KafkaDefinitions::memberText).toList());
        }
        return Objects.requireNonNull(ConfigDef.convertToString(key.defaultValue, key.type));
    }

    private static String memberText(Object member) {
        return member instanceof Class<?> type ? type.getName() : member.toString();
    }

    /** In the case of the default, which is that of Kafka's own examples. */
    private static List<String> words(ConfigKey key, boolean ignoreCase) {
        boolean worded = ignoreCase
                || key.validator instanceof ConfigDef.ValidString
                || key.validator instanceof ConfigDef.ValidList;
        Matcher listed = LISTED.matcher(String.valueOf(key.validator));
        List<String> words = worded && listed.find()
                ? Arrays.stream(listed.group(1).split(", ")).sorted().toList()
                : WORDS.getOrDefault(key.name, List.of());
        String text = defaultText(key);
        boolean lower = ignoreCase && text != null && text.equals(text.toLowerCase(Locale.ROOT));
        return Stream.concat(
                        words.stream().map(word -> lower ? word.toLowerCase(Locale.ROOT) : word),
                        MORE_WORDS.getOrDefault(key.name, List.of()).stream())
                .toList();
    }
}
