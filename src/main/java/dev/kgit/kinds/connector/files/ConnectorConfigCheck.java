package dev.kgit.kinds.connector.files;

import dev.kgit.configschema.ConfigProperty;
import dev.kgit.configschema.ConfigSchema;
import dev.kgit.configschema.ScopedSchema;
import dev.kgit.kinds.connector.ConnectorKeys;
import dev.kgit.kinds.connector.ConnectorSchema;
import dev.kgit.kinds.connector.UnknownKeys;
import dev.kgit.manifest.ConfigValueCheck;
import dev.kgit.manifest.ConfigValues;
import dev.kgit.manifest.DiagnosticCollector;
import dev.kgit.manifest.MapNode;
import dev.kgit.manifest.ScalarNode;
import dev.kgit.manifest.SchemaDiagnostics;
import dev.kgit.model.PrintableText;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds a connector's config in the files against what is known of its keys without any worker. */
final class ConnectorConfigCheck {

    /** A reason names a part of the config, whose name may be of any length. */
    private static final int LONGEST_REASON = 200;

    private final Function<String, Optional<ConfigSchema>> plugins;
    private final ConfigValueCheck values;
    private final DiagnosticCollector problems;

    /** @param plugins what is known of a class that is not Kafka's own */
    ConnectorConfigCheck(Function<String, Optional<ConfigSchema>> plugins, DiagnosticCollector problems) {
        this.plugins = plugins;
        this.values = new ConfigValueCheck(problems);
        this.problems = problems;
    }

    /** @param config all that the layers say, with durations and sizes as numbers */
    void check(String connector, MapNode config) {
        String owner = "connector `" + SchemaDiagnostics.shown(connector) + "`";
        SortedMap<String, @Nullable String> texts = new TreeMap<>();
        config.entries().forEach((key, entry) -> {
            ScalarNode value = ConfigValues.scalar(entry.value());
            if (value != null) {
                texts.put(key, value.isUnknown() ? null : value.text());
            }
        });
        ScopedSchema schema = ConnectorSchema.of(texts, plugins);
        boolean allKnown = true;
        for (String key : texts.keySet()) {
            Optional<ConfigProperty> property = schema.property(key);
            allKnown &= property.isPresent();
            ScalarNode value = ConfigValues.scalar(config.entries().get(key).value());
            if (property.isPresent() && value != null) {
                values.check(owner, key, value, property.get());
            }
        }
        if (!allKnown) {
            UnknownKeys.in(texts, schema.keys()).stream()
                    // That the class is missing is told with what stands there instead.
                    .filter(unknown -> !unknown.detail().equals(ConnectorKeys.CLASS))
                    .forEach(unknown -> tell(owner, config, unknown));
        }
    }

    private void tell(String owner, MapNode config, UnknownKeys.UnknownKey unknown) {
        String key = "`" + SchemaDiagnostics.shown(unknown.key()) + "` of " + owner;
        switch (unknown.reason()) {
            case MISTYPED -> warn(config, unknown, "nothing reads " + key, "did you mean `" + unknown.detail() + "`?");
            case UNREAD ->
                warn(
                        config,
                        unknown,
                        "nothing reads " + key + ": " + PrintableText.head(unknown.detail(), LONGEST_REASON),
                        "add that, or take this away");
            case UNDEFINED ->
                warn(
                        config,
                        unknown,
                        "the class that should read " + key + " defines nothing like it",
                        "take it away if nothing reads it");
        }
    }

    private void warn(MapNode config, UnknownKeys.UnknownKey unknown, String what, String hint) {
        problems.warning("KG135", config.keyPlace(unknown.key()), what, hint);
    }
}
