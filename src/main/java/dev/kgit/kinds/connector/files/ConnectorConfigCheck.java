package dev.kgit.kinds.connector.files;

import dev.kgit.configschema.ConfigSchema;
import dev.kgit.configschema.KafkaConfigs;
import dev.kgit.configschema.ScopedSchema;
import dev.kgit.kinds.connector.ConfigConflicts;
import dev.kgit.kinds.connector.ConnectorKeys;
import dev.kgit.kinds.connector.ConnectorSchema;
import dev.kgit.kinds.connector.UnknownKeys;
import dev.kgit.kinds.connector.files.ExportedSchemas.Exported;
import dev.kgit.manifest.ConfigValueCheck;
import dev.kgit.manifest.ConfigValues;
import dev.kgit.manifest.DiagnosticCollector;
import dev.kgit.manifest.MapNode;
import dev.kgit.manifest.Node;
import dev.kgit.manifest.ScalarNode;
import dev.kgit.manifest.SchemaDiagnostics;
import dev.kgit.model.ExportedSchema;
import dev.kgit.model.Place;
import dev.kgit.model.PrintableText;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds a connector's config in the files against what is known of its keys without any worker. */
final class ConnectorConfigCheck {

    /** A reason names a part of the config, whose name may be of any length. */
    private static final int LONGEST_REASON = 200;

    private final String owner;
    private final MapNode config;
    private final SortedMap<String, @Nullable String> texts = new TreeMap<>();
    /** By identity: to compare schemas of thousands of keys, at each key of each connector, would cost seconds. */
    private final Set<ConfigSchema> exported = Collections.newSetFromMap(new IdentityHashMap<>());

    private final @Nullable Exported plugin;
    private final ScopedSchema schema;
    /** With the schemas of whatever version: which keys hold secrets hardly changes from one to the next. */
    private final ScopedSchema ofAnyVersion;

    private final DiagnosticCollector problems;

    /**
     * @param cluster the Connect cluster that runs the connector, empty where that is not known
     * @param config all that the layers say, with durations and sizes as numbers
     */
    ConnectorConfigCheck(
            String connector, String cluster, MapNode config, ExportedSchemas schemas, DiagnosticCollector problems) {
        this.owner = "connector `" + SchemaDiagnostics.shown(connector) + "`";
        this.config = config;
        this.problems = problems;
        config.entries().forEach((key, entry) -> {
            ScalarNode value = ConfigValues.scalar(entry.value());
            if (value != null) {
                texts.put(key, value.isUnknown() ? null : value.text());
            }
        });
        ConnectorSchema.Plugins any = (key, name) -> schemas.of(cluster, name).map(Exported::schema);
        this.plugin = Optional.ofNullable(texts.get(ConnectorKeys.CLASS))
                .flatMap(name -> schemas.of(cluster, name.strip()))
                .filter(found -> isOfItsVersion(ConnectorKeys.CLASS, found))
                .orElse(null);
        this.schema = ConnectorSchema.of(
                texts,
                (key, name) -> schemas.of(cluster, name)
                        .filter(found -> isOfItsVersion(key, found))
                        .map(this::noted));
        this.ofAnyVersion = texts.keySet().stream().anyMatch(ConnectorKeys::isPluginVersion)
                ? ConnectorSchema.of(texts, any)
                : schema;
    }

    /**
     * Another version than the one that is exported may take something else.
     *
     * @param key the key that names the class
     */
    private boolean isOfItsVersion(String key, Exported found) {
        String version = found.plugin().version();
        String wanted = texts.getOrDefault(ConnectorKeys.pluginVersion(key), version);
        return wanted != null && wanted.strip().equals(version);
    }

    private ConfigSchema noted(Exported found) {
        exported.add(found.schema());
        return found.schema();
    }

    /** Whether a key holds a secret by its type. */
    boolean isPassword(String key) {
        return ofAnyVersion.isPassword(key);
    }

    /** The exported schema that the config is held against; empty where its class has none. */
    Optional<ExportedSchema> exported() {
        return Optional.ofNullable(plugin)
                .map(found -> new ExportedSchema(
                        found.file(), found.plugin().className(), found.plugin().version()));
    }

    /**
     * Tells what is wrong with the config.
     *
     * @param place of the connector, where what is missing is told
     */
    void check(Place place) {
        ConfigValueCheck values = new ConfigValueCheck(problems);
        boolean allKnown = true;
        for (String key : texts.keySet()) {
            Optional<ScopedSchema.Found> found = schema.find(key);
            Node node = config.get(key);
            ScalarNode value = node == null ? null : ConfigValues.scalar(node);
            if (key.equals(ConnectorKeys.CLASS) && value != null && plugin == null) {
                values.checkClass(value);
            }
            if (found.isEmpty() || value == null) {
                allKnown = false;
            } else if (exported.contains(found.get().schema())) {
                values.checkExported(owner, key, value, found.get().property());
            } else {
                values.check(owner, key, value, found.get().property());
            }
        }
        if (!allKnown) {
            UnknownKeys.in(texts, schema.keys(), plugin != null).stream()
                    // That the class is missing is told with what stands there instead.
                    .filter(unknown -> unknown.reason() != UnknownKeys.Reason.MISTYPED
                            || !unknown.detail().equals(ConnectorKeys.CLASS))
                    .forEach(this::tell);
        }
        ConnectorSchema.missing(texts.keySet(), schema).forEach((key, prefix) -> tellMissing(key, prefix, place));
        ConfigConflicts.in(texts, isSink()).forEach(conflict -> tell(conflict, place));
    }

    /** Whether the definition of the class says so. */
    private boolean isSink() {
        Optional<ConfigSchema> definition = plugin == null
                ? Optional.ofNullable(texts.get(ConnectorKeys.CLASS))
                        .flatMap(named -> KafkaConfigs.plugin(named.strip()))
                : Optional.of(plugin.schema());
        return definition.filter(known -> known.isOf("sink")).isPresent();
    }

    private void tell(ConfigConflicts.Conflict conflict, Place place) {
        problems.error(
                "KG149",
                conflict.key().isEmpty() ? place : config.keyPlace(conflict.key()),
                owner + " " + PrintableText.head(PrintableText.text(conflict.what()), LONGEST_REASON),
                PrintableText.head(PrintableText.text(conflict.hint()), LONGEST_REASON));
    }

    private void tell(UnknownKeys.UnknownKey unknown) {
        String key = "`" + SchemaDiagnostics.shown(unknown.key()) + "` of " + owner;
        switch (unknown.reason()) {
            case MISTYPED -> warn(unknown, "nothing reads " + key, "did you mean `" + unknown.detail() + "`?");
            case UNREAD ->
                warn(
                        unknown,
                        "nothing reads " + key + ": " + PrintableText.head(unknown.detail(), LONGEST_REASON),
                        "add that, or take this away");
            case UNDEFINED ->
                warn(
                        unknown,
                        className(unknown.detail()) + ", which should read " + key + ", defines nothing like it",
                        "take it away if nothing reads it");
        }
    }

    private void warn(UnknownKeys.UnknownKey unknown, String what, String hint) {
        problems.warning("KG135", config.keyPlace(unknown.key()), what, hint);
    }

    /** @param prefix what the keys of the part begin with that needs the key; nothing: the connector itself does */
    private void tellMissing(String key, String prefix, Place place) {
        String named = prefix.isEmpty()
                ? ConnectorKeys.CLASS
                : texts.containsKey(prefix + "type") ? prefix + "type" : prefix.substring(0, prefix.length() - 1);
        problems.error(
                "KG145",
                prefix.isEmpty() ? place : config.keyPlace(named),
                owner + " lacks `" + SchemaDiagnostics.shown(key) + "`, which " + className(named) + " needs",
                "write it under `config:`");
    }

    /** The class that stands under a key. */
    private String className(String key) {
        return PrintableText.text(
                PrintableText.head(String.valueOf(texts.get(key)).strip(), LONGEST_REASON));
    }
}
