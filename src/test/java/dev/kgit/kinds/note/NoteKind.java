package dev.kgit.kinds.note;

import dev.kgit.cluster.LiveState;
import dev.kgit.diff.FieldRules;
import dev.kgit.kind.Guard;
import dev.kgit.kind.Kind;
import dev.kgit.kind.OperationBuilder;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Environment;
import dev.kgit.model.FieldType;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/** Notes: {@code note/NAME}, with a {@code text}, and a topic that they are {@code about}. */
public final class NoteKind implements Kind {

    public static final String NAME = "note";

    static final String TEXT = "text";
    static final String ABOUT = "about";

    public static ResourceId id(String name) {
        return new ResourceId(NAME, "", name);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Words in another order are the same note. */
    @Override
    public FieldRules fieldRules(LiveState live) {
        return path -> path.equals(TEXT) ? FieldType.LIST : FieldType.TEXT;
    }

    @Override
    public OperationBuilder operations(LiveState live, Environment environment) {
        return difference -> List.of(
                switch (difference.changeType()) {
                    case CREATE, UPDATE ->
                        new NoteOperation.Write(
                                difference.id(), difference.desired().fields());
                    case DELETE -> new NoteOperation.Remove(difference.id());
                });
    }

    /** The topic that it is about comes before it. */
    @Override
    public Set<ResourceId> references(Resource note, SortedSet<ResourceId> deleted) {
        String about = note.text(ABOUT);
        return about == null ? Set.of() : Set.of(TopicKind.id(about));
    }

    @Override
    public List<Guard> guards() {
        return List.of(new BlankNoteGuard());
    }
}
