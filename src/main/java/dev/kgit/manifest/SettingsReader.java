package dev.kgit.manifest;

import dev.kgit.configschema.SchemaFolder;
import dev.kgit.model.DidYouMean;
import dev.kgit.model.Environment;
import dev.kgit.model.Place;
import dev.kgit.model.Redactor;
import dev.kgit.model.SourceTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads kgit.yaml and one environment's environment.yaml: parses, expands, validates, and puts together what they say. */
final class SettingsReader {

    private static final String BASE = "base";
    private static final String VARIABLES = "variables";
    private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

    private final SourceTree settings;
    private final SourceTree resources;
    private final VariableSources lookups;
    private final Sections sections;
    private final DiagnosticCollector problems;
    private final Set<String> secrets = new TreeSet<>();

    SettingsReader(
            SourceTree settings,
            SourceTree resources,
            VariableSources lookups,
            Sections sections,
            DiagnosticCollector problems) {
        this.sections = sections;
        this.settings = settings;
        this.resources = resources;
        this.lookups = lookups;
        this.problems = problems;
    }

    /** Where kgit.yaml says that exported schemas are. */
    SchemaFolder connectorSchemas() {
        return connectorSchemas(kgitYaml());
    }

    private MapNode kgitYaml() {
        Node document = document(ManifestRepository.KGIT_YAML);
        if (document != null) {
            Schemas.KGIT.check(document, problems);
        }
        return orEmpty(document, ManifestRepository.KGIT_YAML);
    }

    EnvironmentSettings read(String name, String path) {
        MapNode kgit = kgitYaml();

        Node raw = document(path);
        MapNode root = orEmpty(raw, path);
        Map<String, Variable> variables = variables(root.map(VARIABLES));
        MapNode values = expanded(root, variables);
        if (raw != null) {
            Schemas.ENVIRONMENT.check(raw.asMap() == null ? raw : values, problems);
        }

        ScalarNode project = kgit.scalar("project");
        Environment environment = new EnvironmentReader(name, lookups, problems)
                .environment(values, EnvironmentReader.scope(kgit, sections));
        MapNode defaults = values.map("defaults");
        return new EnvironmentSettings(
                project == null ? "" : project.text(),
                environment,
                connectorSchemas(kgit),
                layers(name, values),
                new Redactor(secrets),
                variables,
                defaults == null ? MapNode.empty(root.place()) : defaults,
                raw != null && raw.asMap() != null);
    }

    private static SchemaFolder connectorSchemas(MapNode kgit) {
        ScalarNode folder = kgit.scalar("connectorSchemas");
        return folder == null || !SchemaFolder.isPath(folder.text())
                ? SchemaFolder.DEFAULT
                : new SchemaFolder(folder.text());
    }

    private static MapNode orEmpty(@Nullable Node node, String path) {
        MapNode map = node == null ? null : node.asMap();
        return map == null ? MapNode.empty(new Place(path, 1, 1)) : map;
    }

    /** The one document of a file; null (and a problem) where it can't be read. */
    private @Nullable Node document(String path) {
        List<Node> documents = SourceFileParser.yaml(settings, path, problems, new ReadBudget());
        if (documents.size() > 1) {
            problems.error(
                    "KG016",
                    documents.get(1).place(),
                    "the file has a second document",
                    "this file holds one document; take `---` away");
        }
        return documents.isEmpty() ? null : documents.get(0);
    }

    private Map<String, Variable> variables(@Nullable MapNode declared) {
        Map<String, Variable> variables = new HashMap<>();
        if (declared == null) {
            return variables;
        }
        Interpolation placeholders = new Interpolation(SecretPlaces.VARIABLES, Map.of(), lookups, problems);
        declared.entries().forEach((key, entry) -> {
            Node node = placeholders.expand(entry.value());
            MapNode map = node.asMap();
            ScalarNode value = map == null ? node.asScalar() : map.scalar("value");
            if (value != null && !value.isNull()) {
                variables.put(key, new Variable(value, map == null ? null : resources(key, map, value)));
                PlaintextSecretCheck.inSettings(problems).check(key, value);
            }
        });
        secrets.addAll(placeholders.secrets());
        return variables;
    }

    /** What {@code for:} names; null where it is not there. */
    private @Nullable List<String> resources(String variable, MapNode declared, ScalarNode value) {
        ListNode named = declared.list("for");
        if (named == null) {
            return null;
        }
        if (value.secrets() == null) {
            problems.error(
                    "KG039",
                    declared.keyPlace("for"),
                    "the variable `" + variable + "` holds no secret, and `for` says who may use one",
                    "take `for` away");
        }
        return EnvironmentReader.texts(named);
    }

    /** The file with everything expanded but {@code variables:}, which has been expanded by rules of its own. */
    private MapNode expanded(MapNode root, Map<String, Variable> variables) {
        Interpolation placeholders = new Interpolation(SecretPlaces.SETTINGS, variables, lookups, problems);
        Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
        root.entries().forEach((key, entry) -> {
            Node value = key.equals(VARIABLES) ? entry.value() : placeholders.expand(key, entry.value());
            entries.put(key, new MapNode.Entry(entry.keyPlace(), value));
        });
        secrets.addAll(placeholders.secrets());
        return new MapNode(root.place(), entries);
    }

    /** The layers that environment.yaml names, or base where there is one; then the environment's own folder. */
    private List<String> layers(String name, MapNode values) {
        List<String> layers = new ArrayList<>();
        ListNode named = values.list("extends");
        if (named == null && !name.equals(BASE) && resources.isFolder(ManifestRepository.ENVIRONMENTS + BASE)) {
            layers.add(BASE);
        }
        for (Node item : named == null ? List.<Node>of() : named.items()) {
            ScalarNode layer = item.asScalar();
            if (layer != null
                    && !layer.isUnknown()
                    && FOLDER.matcher(layer.text()).matches()) {
                addLayer(layers, layer, name);
            }
        }
        layers.add(name);
        return layers;
    }

    private void addLayer(List<String> layers, ScalarNode layer, String environment) {
        if (layer.text().equals(environment) || layers.contains(layer.text())) {
            problems.error(
                    "KG023",
                    layer.place(),
                    "the layer `" + layer.text() + "` would count twice",
                    "take it away; an environment's own folder always comes last");
        } else if (!resources.isFolder(ManifestRepository.ENVIRONMENTS + layer.text())) {
            problems.error(
                    "KG023",
                    layer.place(),
                    "there is no folder environments/" + layer.text(),
                    DidYouMean.hint(layer.text(), folders(), "`extends` names folders below environments/"));
        } else {
            layers.add(layer.text());
        }
    }

    /** Names of the folders below environments/. */
    private Set<String> folders() {
        Set<String> folders = new TreeSet<>();
        for (String path : resources.filesBelow("environments")) {
            String below = path.substring(ManifestRepository.ENVIRONMENTS.length());
            if (below.contains("/")) {
                folders.add(below.substring(0, below.indexOf('/')));
            }
        }
        return folders;
    }
}
