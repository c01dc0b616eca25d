package dev.kgit.kinds.connector.live;

import dev.kgit.concurrent.BackgroundExecutor;
import dev.kgit.concurrent.Deadline;
import dev.kgit.configschema.ConfigSchema;
import dev.kgit.configschema.PluginSchemas;
import dev.kgit.configschema.SchemaFolder;
import dev.kgit.connect.RetryDelays;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.PrintableText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Reads what each plugin of a worker takes, as a schema. */
final class PluginSchemaReader {

    /** More than the largest installations have. */
    private static final int MOST_PLUGINS = 2_000;

    private static final int LONGEST_SHOWN = 80;

    private final String cluster;
    private final ConnectorPlugins plugins;
    private final BackgroundExecutor pool;
    private final Supplier<Deadline> deadlines;
    private final Function<String, RecommendedValues> recommended;
    private final List<Diagnostic> warnings = new ArrayList<>();

    /**
     * @param deadlines a deadline for each plugin, from when it is asked
     * @param recommended the values that a connector class recommends
     */
    PluginSchemaReader(
            String cluster,
            ConnectorPlugins plugins,
            BackgroundExecutor pool,
            Supplier<Deadline> deadlines,
            Function<String, RecommendedValues> recommended) {
        this.cluster = cluster;
        this.plugins = plugins;
        this.pool = pool;
        this.deadlines = deadlines;
        this.recommended = recommended;
    }

    /** @throws dev.kgit.model.KgitException.Unavailable where the worker does not answer */
    PluginSchemas read() {
        Collection<ConnectorPlugin> all = newestOfEach(plugins.all(deadlines.get()));
        List<Optional<PluginDefinition>> definitions = pool.each(all, this::definition, RetryDelays.WAIT);
        SortedMap<String, ConfigSchema> schemas = new TreeMap<>();
        SortedSet<String> untold = new TreeSet<>();
        int i = 0;
        for (ConnectorPlugin plugin : all) {
            Optional<PluginDefinition> definition = definitions.get(i++);
            if (definition.isEmpty()) {
                warn("the worker does not say what " + plugin.className() + " takes", "see the worker's log");
                untold.add(plugin.className());
                continue;
            }
            int leftOut = definition.get().leftOut();
            if (leftOut > 0) {
                warn(
                        leftOut + (leftOut == 1 ? " key" : " keys") + " of " + plugin.className() + " left out",
                        "nobody could write them: they are too long, too many, or not to be seen");
            }
            schemas.put(
                    plugin.className(),
                    new ConfigSchema(
                            new ConfigSchema.Plugin(plugin.className(), plugin.version(), plugin.type()),
                            definition.get().properties()));
        }
        return new PluginSchemas(schemas, untold, warnings);
    }

    /** Of several versions of a class the newest, which runs where no connector asks for another. */
    private Collection<ConnectorPlugin> newestOfEach(List<ConnectorPlugin> listed) {
        Map<String, ConnectorPlugin> newest = new LinkedHashMap<>();
        for (ConnectorPlugin plugin : listed) {
            if (newest.size() >= MOST_PLUGINS && !newest.containsKey(plugin.className())) {
                warn("the worker lists more than " + MOST_PLUGINS + " plugins", "the others are left out");
                break;
            }
            if (SchemaFolder.canName(plugin.className())) {
                newest.merge(plugin.className(), plugin.shown(), PluginVersions::newer);
            } else {
                String shown = PrintableText.head(plugin.className(), LONGEST_SHOWN);
                warn(
                        "the worker lists a plugin " + PrintableText.quoted(shown) + ", which is no name of a class",
                        "it is left out");
            }
        }
        return newest.values();
    }

    private Optional<PluginDefinition> definition(ConnectorPlugin plugin) {
        Deadline deadline = deadlines.get();
        Optional<Collection<JsonNode>> defined = plugins.definition(plugin.className(), plugin.isConnector(), deadline);
        return defined.map(PluginDefinition::of)
                .map(definition -> plugin.isConnector()
                                && !definition.wordedKeys().isEmpty()
                        ? definition.with(recommended.apply(plugin.className()).among(definition.wordedKeys()))
                        : definition);
    }

    private void warn(String what, String hint) {
        warnings.add(
                Diagnostic.warning("KG147", "connect." + cluster + ": " + what).withHint(hint));
    }
}
