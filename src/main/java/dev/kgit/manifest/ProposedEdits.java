package dev.kgit.manifest;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Files that say what is live, read back before anybody sees them. Nothing of it has been written.
 *
 * @param files new texts by path
 * @param edits what changed in them, in the order of resources and fields
 * @param secrets names of the secrets that new variables need, by variable
 * @param refused what could not be taken over, and why
 */
public record ProposedEdits(
        SortedMap<String, String> files,
        List<Edit> edits,
        SortedMap<String, String> secrets,
        List<Diagnostic> refused) {

    /**
     * One field that is declared otherwise now.
     *
     * @param path the field's; empty where the whole resource is new
     * @param before as declared; null where it was not
     * @param after as it is live; null where it is not set there
     * @param place where it stands now, or stood
     */
    public record Edit(
            ResourceId id,
            String path,
            @Nullable String before,
            @Nullable String after,
            Place place) {}
}
