package dev.kgit.kinds.note;

import dev.kgit.cluster.Operation;
import dev.kgit.model.FieldValue;
import dev.kgit.model.ResourceId;
import java.util.SortedMap;

/** All that can be sent about a note. */
sealed interface NoteOperation extends Operation {

    /** Writes the whole note, over an older one. */
    record Write(ResourceId id, SortedMap<String, FieldValue> fields) implements NoteOperation {}

    record Remove(ResourceId id) implements NoteOperation {}
}
