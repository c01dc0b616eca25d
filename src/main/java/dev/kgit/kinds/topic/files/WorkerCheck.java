package dev.kgit.kinds.topic.files;

import dev.kgit.configschema.EditorConfig;
import dev.kgit.configschema.KafkaConfigs;
import dev.kgit.configschema.ScopedSchema;
import dev.kgit.manifest.ConfigValueCheck;
import dev.kgit.manifest.ConfigValues;
import dev.kgit.manifest.DiagnosticCollector;
import dev.kgit.manifest.MapNode;
import dev.kgit.manifest.ScalarNode;
import dev.kgit.manifest.SchemaDiagnostics;
import dev.kgit.model.DidYouMean;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Holds the properties of workers in the files against what Kafka defines for them. REST extensions, metrics reporters and
 * images take keys of their own, so that an unknown one says something only where it is a keystroke or two away from a known one.
 */
final class WorkerCheck {

    /** What the worker's own clients are told. */
    private static final SortedMap<String, KafkaConfigs> CLIENTS = new TreeMap<>(Map.of(
            "producer.", KafkaConfigs.PRODUCER,
            "consumer.", KafkaConfigs.CONSUMER,
            "admin.", KafkaConfigs.ADMIN));

    private static final Map<String, KafkaConfigs> PREFIXED = Map.of(
            "config.storage.", KafkaConfigs.TOPIC,
            "offset.storage.", KafkaConfigs.TOPIC,
            "status.storage.", KafkaConfigs.TOPIC,
            "listeners.https.", KafkaConfigs.WORKER,
            "admin.listeners.https.", KafkaConfigs.WORKER);

    private final ConfigValueCheck values;
    private final DiagnosticCollector problems;

    WorkerCheck(DiagnosticCollector problems) {
        this.values = new ConfigValueCheck(problems);
        this.problems = problems;
    }

    /** @param worker all that the layers say, with durations and sizes as numbers */
    void check(String cluster, MapNode worker) {
        String owner = "the worker of `" + SchemaDiagnostics.shown(cluster) + "`";
        ScopedSchema schema = schema(worker);
        SortedSet<String> strangers = new TreeSet<>();
        worker.entries().forEach((key, entry) -> {
            ScalarNode value = ConfigValues.scalar(entry.value());
            schema.property(key)
                    .ifPresentOrElse(
                            property -> {
                                if (value != null) {
                                    values.check(owner, key, value, property);
                                }
                            },
                            () -> strangers.add(key));
        });
        if (!strangers.isEmpty()) {
            SortedSet<String> unset = new TreeSet<>(schema.keys());
            unset.removeAll(worker.entries().keySet());
            strangers.forEach(key -> DidYouMean.closestKey(key, unset)
                    .ifPresent(meant -> problems.warning(
                            "KG135",
                            worker.keyPlace(key),
                            "nothing reads `" + SchemaDiagnostics.shown(key) + "` of " + owner,
                            "did you mean `" + meant + "`?")));
        }
    }

    /** The same for editors. */
    static EditorConfig editorConfig() {
        EditorConfig config = new EditorConfig().keys(KafkaConfigs.WORKER.schema());
        CLIENTS.forEach(config::client);
        KafkaConfigs.CONVERTER_KEYS.forEach(config::converter);
        return config;
    }

    private static ScopedSchema schema(MapNode worker) {
        ScopedSchema schema = new ScopedSchema().with("", KafkaConfigs.WORKER.schema());
        Stream.of(CLIENTS, PREFIXED)
                .flatMap(families -> families.entrySet().stream())
                .filter(family -> worker.entries().keySet().stream().anyMatch(key -> key.startsWith(family.getKey())))
                .forEach(
                        family -> schema.with(family.getKey(), family.getValue().schema()));
        for (String converter : KafkaConfigs.CONVERTER_KEYS) {
            Optional.ofNullable(worker.scalar(converter))
                    .filter(named -> !named.isUnknown())
                    .flatMap(named -> KafkaConfigs.plugin(named.text().strip()))
                    .ifPresent(taken -> schema.with(converter + ".", taken));
        }
        return schema;
    }
}
