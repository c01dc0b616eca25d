package dev.kgit.manifest;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of a desired-state repository that begins.
 *
 * @param environment name of its one environment
 * @param connect base URL of a Connect worker, or null
 * @param version of kgit, whose release the pipelines use
 */
public record RepositoryScaffold(
        String project,
        String environment,
        String bootstrapServers,
        @Nullable String connect,
        Ci ci,
        Editor editor,
        String version) {

    private static final String BASE_TOPICS = ManifestRepository.ENVIRONMENTS + "base/topics.yaml";

    /** What files are written with. Those that read the first line of a file need nothing more. */
    public enum Editor {
        vscode(Map.of(".vscode/settings.json", "vscode-settings.json")),
        none(Map.of());

        private final Map<String, String> templates;

        /** @param templates names of templates by the path of the file that is made of them */
        Editor(Map<String, String> templates) {
            this.templates = templates;
        }
    }

    /** Whose pipelines run kgit. */
    public enum Ci {
        github(Map.of(
                ".github/workflows/kgit.yml", "github.yml",
                ".github/workflows/kgit-check.yml", "github-check.yml")),
        gitlab(Map.of(".gitlab-ci.yml", "gitlab.yml")),
        jenkins(Map.of(
                "Jenkinsfile", "jenkins.groovy",
                "Jenkinsfile.apply", "jenkins-apply.groovy")),
        none(Map.of());

        private final Map<String, String> templates;

        /** @param templates names of templates by the path of the file that is made of them */
        Ci(Map<String, String> templates) {
            this.templates = templates;
        }
    }

    /**
     * Texts by path, found to be valid; the value is null where a name or an address is not.
     *
     * @param sections what resource files may declare
     */
    public ReadResult<SortedMap<String, String>> files(VariableSources lookups, Sections sections) {
        String environmentYaml =
                ManifestRepository.ENVIRONMENTS + environment + "/" + ManifestRepository.ENVIRONMENT_YAML;
        SortedMap<String, String> files = new TreeMap<>();
        files.put("schemas/kgit.schema.json", Schemas.KGIT.text());
        files.put("schemas/environment.schema.json", EditorSchemas.environment());
        files.put("schemas/resources.schema.json", EditorSchemas.resources(sections, SchemaFiles.none()));
        files.put(ManifestRepository.KGIT_YAML, Modeline.of(ManifestRepository.KGIT_YAML) + template("kgit.yaml"));
        files.put(BASE_TOPICS, Modeline.of(BASE_TOPICS) + template("topics.yaml"));
        files.put(environmentYaml, Modeline.of(environmentYaml) + template("environment.yaml"));
        files.put(".gitignore", template("gitignore"));
        ci.templates.forEach((file, template) -> files.put(file, template(template)));
        editor.templates.forEach((file, template) -> files.put(file, template(template)));
        List<Diagnostic> problems = problems(files, lookups, sections);
        return new ReadResult<>(problems.isEmpty() ? files : null, problems);
    }

    private List<Diagnostic> problems(Map<String, String> files, VariableSources lookups, Sections sections) {
        SourceTree tree = new OverlaySourceTree(OverlaySourceTree.NOTHING, files);
        ManifestRepository repository = ManifestRepository.open(tree, tree, lookups, sections);
        ReadResult<EnvironmentSettings> file = repository.environment(environment);
        List<Diagnostic> problems = new ArrayList<>(file.diagnostics());
        EnvironmentSettings value = file.value();
        if (value != null) {
            problems.addAll(repository.desired(value).diagnostics());
        }
        return problems;
    }

    private String template(String name) {
        String endpoint =
                connect == null ? "" : "\nconnect:\n  main:\n    url: " + ScalarStyle.BLOCK.quoted(connect) + "\n";
        return SchemaText.read("/init/" + name)
                .replace("@PROJECT@", ScalarStyle.BLOCK.quoted(project))
                .replace("@ENV@", environment)
                .replace("@VERSION@", version)
                .replace("@BOOTSTRAP@", ScalarStyle.BLOCK.quoted(bootstrapServers))
                .replace("@CONNECT@\n", endpoint + "\n");
    }
}
