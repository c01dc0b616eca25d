package dev.kgit.kinds.connector.files;

import dev.kgit.kinds.connector.ConnectorKeys;
import dev.kgit.manifest.DiagnosticCollector;
import dev.kgit.manifest.MapNode;
import dev.kgit.manifest.NamedFiles;
import dev.kgit.manifest.Node;
import dev.kgit.manifest.ScalarNode;
import dev.kgit.manifest.SchemaDiagnostics;
import dev.kgit.manifest.SectionInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code configFile}: the JSON that {@code POST /connectors} takes ({@code name} and {@code config}), or the flat map
 * that {@code PUT /connectors/NAME/config} takes. What {@code GET /connectors/NAME} answers is the former with what the worker
 * knows beside it, which is passed over.
 */
final class ConnectorConfigFile {

    private static final List<String> POST_KEYS = List.of("name", "config");

    private final NamedFiles files;
    private final DiagnosticCollector problems;

    ConnectorConfigFile(SectionInput in) {
        this.files = in.namedFiles(ConnectorConfigFile::takesSecret);
        this.problems = in.problems();
    }

    private static boolean takesSecret(List<String> path) {
        boolean config = path.size() == 1 || (path.size() == 2 && path.get(0).equals("config"));
        return config && !ConnectorKeys.isReadByKgit(path.get(path.size() - 1));
    }

    /**
     * The config in the file, scalars only.
     *
     * @param reference the value of {@code configFile}; the path is relative to the file that it stands in
     * @return null (and a problem) where there is no such file or it does not hold a connector's config
     */
    @Nullable
    MapNode read(String connector, ScalarNode reference) {
        String path = NamedFiles.resolve(reference);
        if (path == null) {
            problems.error(
                    "KG004",
                    reference.place(),
                    "`configFile` leads outside of the repository",
                    "move the file into the repository and name it relative to this file");
            return null;
        }
        if (!files.isFile(path)) {
            problems.error(
                    "KG040",
                    reference.place(),
                    "there is no file " + SchemaDiagnostics.shown(path),
                    "`configFile` is relative to the file that names it");
            return null;
        }
        Node root = files.json(path);
        if (root == null) {
            return null;
        }
        MapNode map = root.asMap();
        if (map == null) {
            problems.error(
                    "KG041",
                    root.place(),
                    "the file has to hold a JSON object",
                    "write { \"name\": ..., \"config\": { ... } }, or the config alone");
            return null;
        }
        return flat(map.map("config") == null ? map : posted(connector, map));
    }

    private MapNode posted(String connector, MapNode map) {
        map.entries().forEach((key, entry) -> {
            if (!POST_KEYS.contains(key) && !isOfTheWorker(key, entry.value())) {
                problems.error(
                        "KG020",
                        entry.keyPlace(),
                        "unknown key `" + SchemaDiagnostics.shown(key) + "` beside `config`",
                        key.equals("initial_state")
                                ? "write `state:` beside `configFile` instead"
                                : "known here: " + String.join(", ", POST_KEYS));
            }
        });
        MapNode config = map.map("config");
        if (map.get("name") != null) {
            ConnectorSection.checkName(connector, map, problems);
        }
        return config == null ? map : config;
    }

    /** What a worker answers beside the config. */
    private static boolean isOfTheWorker(String key, Node value) {
        ScalarNode type = value.asScalar();
        return (key.equals("tasks") && value.asList() != null)
                || (key.equals("type")
                        && type != null
                        && List.of("source", "sink").contains(type.text()));
    }

    /** Only scalars, as Connect wants them; {@code null} included, which Connect refuses. */
    private MapNode flat(MapNode config) {
        Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
        config.entries().forEach((key, entry) -> {
            ScalarNode value = entry.value().asScalar();
            if (value == null || value.isNull()) {
                problems.error(
                        "KG041",
                        entry.value().place(),
                        "`" + SchemaDiagnostics.shown(key) + "` must be a single value",
                        entry.value().asMap() != null
                                ? "the file has to hold what GET /connectors/NAME or GET /connectors/NAME/config answers, of one"
                                        + " connector"
                                : "Connect takes texts, numbers, true and false; lists are written comma-separated");
                return;
            }
            entries.put(key, entry);
        });
        return new MapNode(config.place(), entries);
    }
}
