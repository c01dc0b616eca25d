package dev.kgit.manifest;

import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Live resources that nobody declares, appended to the files of the environment's own layer. */
final class ResourceAppender {

    private final EditSession session;
    private final SecretVariables variables;
    private final ResourceYaml lines;
    private final Sections sections;
    private final List<ResourceId> added = new ArrayList<>();

    ResourceAppender(EditSession session, DesiredState declared) {
        this.session = session;
        this.variables = SecretVariables.of(session);
        this.lines = ResourceYaml.of(session.env(), declared, variables);
        this.sections = session.sections();
    }

    List<ResourceId> added() {
        return added;
    }

    SortedMap<String, String> secrets() {
        return variables.secrets();
    }

    /** The texts with the resource in them, where it reads back as it is live; else a refusal. */
    Map<String, String> add(Map<String, String> texts, Resource live, List<Diagnostic> refused) {
        KindSection section = sections.of(live.id());
        String name = section.name();
        List<String> declaration = section.lines(live, lines);
        for (String file : files(name)) {
            Optional<Map<String, String>> next = appended(texts, file, name, declaration);
            if (next.isPresent() && says(next.get(), live)) {
                added.add(live.id());
                return next.get();
            }
        }
        refused.add(Diagnostic.error("KG131", "YAML can't say `" + live.id() + "` so that it stays as it is live")
                .withHint("leave it unmanaged, or declare it by hand and look at the plan")
                .withSubject(live.id()));
        return texts;
    }

    /** The file that is named like the section, any other that holds some, and at last a new one. */
    private List<String> files(String section) {
        List<String> files = new ArrayList<>();
        String folder = session.ownFolder() + "/";
        files.add(folder + section + ".yaml");
        session.resourceFiles().stream()
                .filter(file -> file.startsWith(folder) && !files.contains(file))
                .forEach(files::add);
        files.add(folder + "adopted.yaml");
        return files;
    }

    private Optional<Map<String, String>> appended(
            Map<String, String> texts, String file, String section, List<String> declaration) {
        String text = texts.getOrDefault(file, session.text(file).orElse(null));
        String result;
        if (text == null) {
            StringBuilder fresh = new StringBuilder(session.schemaLine(file, "resources"));
            fresh.append(section).append(":\n");
            declaration.forEach(line -> fresh.append("  ").append(line).append('\n'));
            result = fresh.toString();
        } else {
            YamlEditor editor = YamlEditor.yaml(text);
            if (!editor.append(List.of(section), declaration)) {
                return Optional.empty();
            }
            result = editor.text();
        }
        Map<String, String> all = new TreeMap<>(texts);
        all.put(file, result);
        if (!variables.secrets().isEmpty()) {
            all.put(session.environmentYaml(), variables.environmentYaml());
        }
        return Optional.of(all);
    }

    private boolean says(Map<String, String> texts, Resource live) {
        State state = session.reading(texts).map(DesiredState::state).orElse(State.EMPTY);
        return YamlGenerator.says(sections, state.get(live.id()), live);
    }
}
