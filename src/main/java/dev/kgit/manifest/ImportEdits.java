package dev.kgit.manifest;

import dev.kgit.model.DesiredState;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Place;
import dev.kgit.model.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an import writes: declarations of what is live and not declared, and what is live otherwise in the files that are added
 * to. Everything else that the files say stays, comments and what is not live included.
 *
 * @param edits of what is declared already
 * @param generated what is declared anew, on top of the edits
 * @param folder where the generated files will lie, from the repository's root
 */
public record ImportEdits(ProposedEdits edits, GeneratedFiles generated, String folder) {

    /**
     * The files as they have to be.
     *
     * @param changed declared resources that are live otherwise, none of the paths sensitive
     * @param files those that are added to
     */
    public static ImportEdits of(
            EditSession bench,
            DesiredState declared,
            Collection<AdoptionEdits.Taking> changed,
            Set<String> files,
            Collection<Resource> undeclared,
            Optional<JointDeclaration> together,
            YamlGenerator.Grouping grouping,
            String folder) {
        List<AdoptionEdits.Taking> takings = new ArrayList<>();
        for (AdoptionEdits.Taking taking : changed) {
            Resource resource = declared.state().get(taking.live().id());
            if (resource != null && bench.isDeclaredIn(resource, files)) {
                SortedSet<String> paths = new TreeSet<>(taking.paths());
                paths.removeIf(path -> !isSaidIn(resource.field(path), files));
                takings.add(new AdoptionEdits.Taking(taking.live(), paths));
            }
        }
        ProposedEdits edits = new AdoptionEdits(bench, declared).adopt(takings, List.of());
        DesiredState now = bench.reading(edits.files()).orElse(declared);
        GeneratedFiles generated =
                new YamlGenerator(bench.with(edits.files()), now, grouping, folder).of(undeclared, together);
        return new ImportEdits(edits, generated, folder);
    }

    /** What another file says counts for others too. */
    private static boolean isSaidIn(@Nullable FieldValue said, Set<String> files) {
        Place place = said == null ? null : said.place();
        return place == null || files.contains(place.file());
    }

    /** All new texts by path. */
    public SortedMap<String, String> texts() {
        SortedMap<String, String> texts = new TreeMap<>(edits.files());
        generated.files().forEach((name, text) -> texts.put(folder + "/" + name, text));
        return texts;
    }
}
