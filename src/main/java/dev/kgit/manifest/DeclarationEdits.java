package dev.kgit.manifest;

import dev.kgit.model.DesiredState;
import dev.kgit.model.Place;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The ways in which the fields of a declared resource can be made to say what is live, all of them together: for kinds whose
 * fields have no keys of their own. Only of what one layer alone declares.
 */
final class DeclarationEdits {

    private static final int KEPT = 2;

    private final EditSession session;
    private final Resource declared;
    private final AdoptionEdits.Taking taking;
    private final KindSection section;
    private final List<ListEdit> edits;

    private DeclarationEdits(
            EditSession session,
            Resource declared,
            AdoptionEdits.Taking taking,
            KindSection section,
            List<ListEdit> edits) {
        this.session = session;
        this.declared = declared;
        this.taking = taking;
        this.section = section;
        this.edits = edits;
    }

    /** Empty where each field of such resources has its own key. */
    static Optional<DeclarationEdits> of(EditSession session, Resource declared, AdoptionEdits.Taking taking) {
        KindSection section = session.sections().of(declared.id());
        return section.listEdits(declared, taking.live(), merged(session, section, declared.id()))
                .map(edits -> new DeclarationEdits(session, declared, taking, section, edits));
    }

    private static MapNode merged(EditSession session, KindSection section, ResourceId id) {
        Declaration declaration = session.declarations().of(section.name()).get(id.name());
        return declaration == null ? MapNode.empty(new Place("", 1, 1)) : declaration.merged();
    }

    /** One edit for each field, for what is told about it. */
    List<FieldEditStrategies> fields(DesiredState state, boolean overlay) {
        List<FieldEditStrategies> fields = new ArrayList<>();
        new TreeSet<>(taking.paths())
                .forEach(path -> fields.add(new FieldEditStrategies(
                        session, state, declared, path, taking.live().field(path), overlay)));
        return fields;
    }

    List<FieldEditStrategies.Way> ways() {
        Declaration declaration =
                session.declarations().of(section.name()).get(declared.id().name());
        if (declaration == null || declaration.layers().size() != 1) {
            return List.of();
        }
        String file = declaration.layers().get(0).place().file();
        List<FieldEditStrategies.Way> ways = new ArrayList<>();
        edits.forEach(edit -> ways.add(texts -> edited(texts, file, edit)));
        return ways;
    }

    private Optional<Map<String, String>> edited(Map<String, String> texts, String file, ListEdit edit) {
        YamlEditor editor =
                YamlEditor.yaml(texts.getOrDefault(file, session.text(file).orElse("")));
        List<String> body = List.of(section.name(), declared.id().name());
        TreeSet<String> gone = new TreeSet<>(edit.dropped());
        if (edit.items().isEmpty()) {
            gone.add(edit.key());
        } else if (!written(editor, key(body, edit.key()), edit.items())) {
            return Optional.empty();
        }
        for (String key : gone) {
            List<String> at = key(body, key);
            if (editor.at(at).isPresent() && !editor.remove(at, KEPT)) {
                return Optional.empty();
            }
        }
        Map<String, String> all = new TreeMap<>(texts);
        all.put(file, editor.text());
        return Optional.of(all);
    }

    /** Line by line where the declaration has lines, else in brackets. */
    private static boolean written(YamlEditor editor, List<String> path, List<String> items) {
        return editor.list(path, items) || editor.put(path, style -> "[" + String.join(", ", items) + "]");
    }

    private static List<String> key(List<String> body, String key) {
        List<String> at = new ArrayList<>(body);
        at.add(key);
        return at;
    }
}
