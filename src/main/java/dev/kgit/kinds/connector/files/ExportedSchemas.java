package dev.kgit.kinds.connector.files;

import dev.kgit.configschema.ConfigSchema;
import dev.kgit.configschema.ConfigSchemaJson;
import dev.kgit.configschema.SchemaFolder;
import dev.kgit.json.MalformedJsonException;
import dev.kgit.kinds.connector.ConnectorKeys;
import dev.kgit.manifest.DiagnosticCollector;
import dev.kgit.manifest.SchemaDiagnostics;
import dev.kgit.manifest.SchemaFiles;
import dev.kgit.model.Place;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The schemas that `kgit schema export` has written, each read when a class is asked for that has one. */
final class ExportedSchemas {

    private static final String JSON = ".json";

    private final SchemaFiles files;
    private final DiagnosticCollector problems;
    private final Map<String, Optional<Exported>> read = new HashMap<>();
    private @Nullable List<String> names;

    /** @param file its path from the root */
    record Exported(String file, ConfigSchema schema, ConfigSchema.Plugin plugin) {}

    ExportedSchemas(SchemaFiles files) {
        this.files = files;
        this.problems = files.problems();
    }

    /** All of them, one for each class: where Connect clusters differ, what most of them have. */
    List<ConfigSchema> all() {
        Map<String, ConfigSchema> byClass = new TreeMap<>();
        files.names().stream()
                .filter(name -> name.endsWith(JSON))
                .sorted(Comparator.comparing(name -> name.contains("/")))
                .flatMap(name -> one(name).stream())
                .forEach(exported -> byClass.putIfAbsent(exported.plugin().className(), exported.schema()));
        return List.copyOf(byClass.values());
    }

    /**
     * What a plugin takes; empty where no file says it.
     *
     * @param cluster the Connect cluster that runs it, empty where that is not known
     * @param named the value of a key that names a class: the class, its simple name, or that without "Connector"
     */
    Optional<Exported> of(String cluster, String named) {
        if (!SchemaFolder.canName(named)) {
            return Optional.empty();
        }
        if (SchemaFolder.canNameFolder(cluster)) {
            Optional<Exported> own = one(SchemaFolder.fileName(cluster, named));
            if (own.isPresent()) {
                return own;
            }
        }
        return one(SchemaFolder.fileName(named))
                .or(() -> named.contains(".")
                        ? Optional.empty()
                        : className(named).flatMap(full -> of(cluster, full)));
    }

    /** The one class that a short name stands for. */
    private Optional<String> className(String shortName) {
        List<String> all = names;
        if (all == null) {
            all = files.names();
            names = all;
        }
        List<String> classes = all.stream()
                .filter(name -> name.endsWith(JSON))
                .map(name -> name.substring(name.lastIndexOf('/') + 1, name.length() - JSON.length()))
                .filter(name -> name.contains(".") && ConnectorKeys.isSameClass(name, shortName))
                .distinct()
                .toList();
        return classes.size() == 1 ? Optional.of(classes.get(0)) : Optional.empty();
    }

    private Optional<Exported> one(String name) {
        Optional<Exported> known = read.get(name);
        if (known == null) {
            byte[] content = files.isFile(name) ? files.read(name) : null;
            known = content == null ? Optional.empty() : parsed(name, content);
            read.put(name, known);
        }
        return known;
    }

    private Optional<Exported> parsed(String name, byte[] content) {
        String path = files.path(name);
        String expected = name.substring(name.lastIndexOf('/') + 1, name.length() - JSON.length());
        try {
            ConfigSchema schema = ConfigSchemaJson.read(content);
            ConfigSchema.Plugin plugin = schema.plugin();
            if (plugin != null && plugin.className().equals(expected)) {
                return Optional.of(new Exported(path, schema, plugin));
            }
            refuse(
                    path,
                    plugin == null
                            ? "it lacks `x-connector`"
                            : "it is of " + SchemaDiagnostics.shown(plugin.className())
                                    + ", and called after another class");
        } catch (MalformedJsonException malformed) {
            refuse(path, "it has " + SchemaDiagnostics.shown(String.valueOf(malformed.getMessage())));
        }
        return Optional.empty();
    }

    private void refuse(String path, String why) {
        problems.error(
                "KG146",
                new Place(path, 1, 1),
                "this is not the schema of a plugin: " + why,
                "write it anew with `kgit schema export`, or delete it");
    }
}
