package dev.kgit.kinds.note;

import dev.kgit.manifest.Declaration;
import dev.kgit.manifest.KindSection;
import dev.kgit.manifest.LifecycleReader;
import dev.kgit.manifest.MapNode;
import dev.kgit.manifest.ResourceYaml;
import dev.kgit.manifest.ScalarNode;
import dev.kgit.manifest.ScalarStyle;
import dev.kgit.manifest.SchemaText;
import dev.kgit.manifest.SectionInput;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Notes in the files: {@code notes}. */
public final class NoteFiles implements KindSection {

    private static final List<String> FIELDS = List.of(NoteKind.TEXT, NoteKind.ABOUT);

    @Override
    public String name() {
        return "notes";
    }

    @Override
    public String kind() {
        return NoteKind.NAME;
    }

    @Override
    public String schema() {
        return SchemaText.beside(NoteFiles.class, "notes.schema.json");
    }

    @Override
    public List<Resource> read(SectionInput in) {
        List<Resource> notes = new ArrayList<>();
        for (Declaration declaration : in.declarations(name()).values()) {
            declaration.checkAbsent(in.problems());
            MapNode note = declaration.merged();
            SortedMap<String, FieldValue> fields = new TreeMap<>();
            for (String path : LifecycleReader.isAbsent(note) ? List.<String>of() : FIELDS) {
                ScalarNode value = note.scalar(path);
                if (value != null) {
                    fields.put(path, value.setting());
                }
            }
            notes.add(new Resource(NoteKind.id(declaration.name()), fields, in.lifecycle(note), declaration.place()));
        }
        return notes;
    }

    @Override
    public List<String> lines(Resource live, ResourceYaml yaml) {
        List<String> lines = new ArrayList<>();
        live.fields().forEach((path, value) -> lines.add("  " + path + ": " + ScalarStyle.BLOCK.quoted(value.text())));
        return ResourceYaml.named(live.id().name(), lines);
    }
}
