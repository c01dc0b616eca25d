package dev.kgit.manifest;

import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Place;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the files say what is live: field by field, where the value stands that counts, with every other character left
 * alone. Each step is read back: it counts only when the field says what is live and nothing else says anything new.
 */
public final class AdoptionEdits {

    private final EditSession session;
    private final DesiredState declared;
    private final boolean overlay;

    /** @param declared what the files say now */
    public AdoptionEdits(EditSession session, DesiredState declared) {
        this(session, declared, false);
    }

    /**
     * The same.
     *
     * @param overlay whether all of it goes into the environment's own layer, whatever the layers below say
     */
    public AdoptionEdits(EditSession session, DesiredState declared, boolean overlay) {
        this.session = session;
        this.declared = declared;
        this.overlay = overlay;
    }

    /**
     * A declared resource and the paths in which it is live otherwise.
     *
     * @param paths none of them sensitive
     */
    public record Taking(Resource live, SortedSet<String> paths) {}

    /**
     * The files as they have to be.
     *
     * @param undeclared live resources to be declared in the environment's own layer
     */
    public ProposedEdits adopt(Collection<Taking> takings, Collection<Resource> undeclared) {
        List<FieldEditStrategies> edits = new ArrayList<>();
        List<DeclarationEdits> together = new ArrayList<>();
        for (Taking taking : takings) {
            Resource resource =
                    Objects.requireNonNull(declared.state().get(taking.live().id()));
            Optional<DeclarationEdits> whole = DeclarationEdits.of(session, resource, taking);
            whole.ifPresentOrElse(
                    together::add,
                    () -> taking.paths()
                            .forEach(path -> edits.add(new FieldEditStrategies(
                                    session,
                                    declared,
                                    resource,
                                    path,
                                    taking.live().field(path),
                                    overlay))));
        }
        List<Diagnostic> refused = new ArrayList<>();
        List<Made> made = new ArrayList<>();
        Map<String, String> texts = atOnce(edits, made).orElseGet(() -> oneByOne(edits, made, refused));
        texts = together(together, texts, made, refused);
        ResourceAppender additions = new ResourceAppender(session, declared);
        for (Resource resource : undeclared) {
            texts = additions.add(texts, resource, refused);
        }
        texts = CanonicalEdits.of(session, texts);
        State after = session.reading(texts).map(DesiredState::state).orElse(declared.state());
        List<ProposedEdits.Edit> told = new ArrayList<>();
        Map<String, String> written = texts;
        made.forEach(each -> told.add(told(each, written, after)));
        additions.added().forEach(id -> told.add(added(id, after)));
        return new ProposedEdits(new TreeMap<>(texts), told, additions.secrets(), refused);
    }

    /** The best way for each field, all of them before the first look: mostly that is it. */
    private Optional<Map<String, String>> atOnce(List<FieldEditStrategies> edits, List<Made> made) {
        Map<String, String> texts = new TreeMap<>();
        for (FieldEditStrategies edit : edits) {
            Optional<Map<String, String>> next = edit.ways().get(0).go(texts);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            made.add(new Made(edit, written(edit, texts, next.get())));
            texts = next.get();
        }
        return isAsWanted(texts, declared.state(), edits) ? Optional.of(texts) : Optional.empty();
    }

    private Map<String, String> oneByOne(List<FieldEditStrategies> edits, List<Made> made, List<Diagnostic> refused) {
        made.clear();
        Map<String, String> texts = new TreeMap<>();
        State now = declared.state();
        for (FieldEditStrategies edit : edits) {
            Map<String, String> before = texts;
            State state = now;
            Optional<Map<String, String>> way = edit.ways().stream()
                    .flatMap(next -> next.go(before).stream())
                    .filter(next -> isAsWanted(next, state, List.of(edit)))
                    .findFirst();
            if (way.isPresent()) {
                made.add(new Made(edit, written(edit, texts, way.get())));
                texts = way.get();
                now = session.reading(texts).map(DesiredState::state).orElse(now);
            } else {
                refused.add(cannot(edit));
            }
        }
        return texts;
    }

    /** All fields of a declaration at a time. */
    private Map<String, String> together(
            List<DeclarationEdits> together, Map<String, String> before, List<Made> made, List<Diagnostic> refused) {
        Map<String, String> texts = before;
        for (DeclarationEdits declaration : together) {
            State now = texts.isEmpty()
                    ? declared.state()
                    : session.reading(texts).map(DesiredState::state).orElse(declared.state());
            List<FieldEditStrategies> fields = declaration.fields(declared, overlay);
            Map<String, String> from = texts;
            Optional<Map<String, String>> way = declaration.ways().stream()
                    .flatMap(next -> next.go(from).stream())
                    .filter(next -> isAsWanted(next, now, fields))
                    .findFirst();
            if (way.isEmpty()) {
                fields.forEach(field -> refused.add(cannot(field)));
                continue;
            }
            fields.forEach(field -> made.add(new Made(field, written(field, from, way.get()))));
            texts = way.get();
        }
        return texts;
    }

    private Diagnostic cannot(FieldEditStrategies edit) {
        Resource resource = declared.state().get(edit.id());
        FieldValue said = resource == null ? null : resource.field(edit.path());
        Place place = said == null || said.place() == null ? placeOf(resource) : said.place();
        return Diagnostic.error(
                        "KG130",
                        "`" + edit.path() + "` of `" + edit.id()
                                + "` can't be written without changing what else the files say")
                .withHint(
                        "other values hang on this one (an alias, a variable, a default, a Connect cluster): edit it by"
                                + " hand, or have `kgit apply` take the change back")
                .withPlace(place)
                .withSubject(edit.id());
    }

    private static @Nullable Place placeOf(@Nullable Resource resource) {
        return resource == null ? null : resource.place();
    }

    /** Whether the files would say what is live in these fields, and in all others what they said. */
    private boolean isAsWanted(Map<String, String> texts, State before, List<FieldEditStrategies> edits) {
        Optional<State> after = session.reading(texts).map(DesiredState::state);
        if (after.isEmpty() || !after.get().ids().equals(before.ids())) {
            return false;
        }
        Map<ResourceId, SortedMap<String, String>> expected = new HashMap<>();
        before.resources().forEach((id, resource) -> expected.put(id, values(resource)));
        for (FieldEditStrategies edit : edits) {
            FieldValue live = edit.live();
            SortedMap<String, String> fields = Objects.requireNonNull(expected.get(edit.id()));
            if (live == null || edit.isUnsayable()) {
                fields.remove(edit.path());
            } else {
                fields.put(edit.path(), live.text());
            }
        }
        Set<ResourceId> edited = edits.stream().map(FieldEditStrategies::id).collect(Collectors.toSet());
        return after.get().resources().entrySet().stream()
                .allMatch(entry -> (values(entry.getValue()).equals(expected.get(entry.getKey()))
                                || (!edited.contains(entry.getKey())
                                        && session.sections().of(entry.getKey()).buildsOnOthers()))
                        && entry.getValue()
                                .lifecycle()
                                .equals(Objects.requireNonNull(before.get(entry.getKey()))
                                        .lifecycle()));
    }

    static SortedMap<String, String> values(Resource resource) {
        SortedMap<String, String> values = new TreeMap<>();
        resource.fields().forEach((path, setting) -> values.put(path, "" + setting.value()));
        return values;
    }

    /** An edit, and the file that it wrote. */
    private record Made(FieldEditStrategies edit, String file) {}

    /** Where an edit before it, as of an anchor, has written the value already, that is where the resource stands. */
    private String written(FieldEditStrategies edit, Map<String, String> before, Map<String, String> after) {
        Resource resource = Objects.requireNonNull(declared.state().get(edit.id()));
        return after.entrySet().stream()
                .filter(text -> !text.getValue().equals(before.get(text.getKey())))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> Objects.requireNonNull(resource.place()).file());
    }

    private ProposedEdits.Edit told(Made made, Map<String, String> texts, State after) {
        FieldEditStrategies edit = made.edit();
        Resource before = Objects.requireNonNull(declared.state().get(edit.id()));
        Resource now = Objects.requireNonNull(after.get(edit.id()));
        FieldValue said = before.field(edit.path());
        FieldValue says = now.field(edit.path());
        Place place = inFile(says, made.file())
                .or(() -> edit.placeIn(texts, made.file()))
                .or(() -> inFile(said, made.file()))
                .orElseGet(() -> new Place(made.file(), 1, 1));
        return new ProposedEdits.Edit(edit.id(), edit.path(), shown(said), shown(edit.live()), place);
    }

    /** Where the value stands, if that is the file that was written. */
    private static Optional<Place> inFile(@Nullable FieldValue value, String file) {
        return Optional.ofNullable(value)
                .map(FieldValue::place)
                .filter(place -> place.file().equals(file));
    }

    private static @Nullable String shown(@Nullable FieldValue setting) {
        return setting == null ? null : setting.shown();
    }

    private static ProposedEdits.Edit added(ResourceId id, State after) {
        Place place = placeOf(after.get(id));
        return new ProposedEdits.Edit(id, "", null, null, Objects.requireNonNull(place));
    }
}
