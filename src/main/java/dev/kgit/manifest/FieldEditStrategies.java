package dev.kgit.manifest;

import dev.kgit.model.DesiredState;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Place;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which one field of a declared resource can be made to say what is live, the best one first: where the value
 * that counts stands; and, where that is shared with others, in the environment's own layer.
 */
final class FieldEditStrategies {

    private static final String DIGITS = "-?[0-9]+";
    private static final String JSON_BARE = "true|false|-?(0|[1-9][0-9]*)(\\.[0-9]+)?";

    private final EditSession session;
    private final DesiredState declared;
    private final Resource resource;
    private final String path;
    private final @Nullable FieldValue live;
    private final boolean overlay;
    private final KindSection section;

    /** @param overlay whether only the environment's own layer is edited */
    FieldEditStrategies(
            EditSession session,
            DesiredState declared,
            Resource resource,
            String path,
            @Nullable FieldValue live,
            boolean overlay) {
        this.session = session;
        this.declared = declared;
        this.resource = resource;
        this.path = path;
        this.live = live;
        this.overlay = overlay;
        this.section = session.sections().of(resource.id());
    }

    String path() {
        return path;
    }

    ResourceId id() {
        return resource.id();
    }

    @Nullable
    FieldValue live() {
        return live;
    }

    /** One way: texts in, texts out; empty where it does not lead anywhere. */
    interface Way {
        Optional<Map<String, String>> go(Map<String, String> texts);
    }

    List<Way> ways() {
        FieldValue said = resource.field(path);
        Place place = said == null ? null : said.place();
        List<Way> ways = new ArrayList<>();
        if (overlay && (place == null || !isOwn(place.file()))) {
            ways.add(before -> override(before, live == null || isUnsayable() ? wording -> "null" : this::written));
            return ways;
        }
        if (live == null || isUnsayable()) {
            if (place != null) {
                ways.add(before -> remove(before, place.file()));
                ways.add(before -> put(before, place.file(), wording -> "null", true));
            }
            ways.add(before -> override(before, wording -> "null"));
            return ways;
        }
        if (said != null && place != null) {
            ways.add(before -> replace(before, place.file()));
        } else if (said == null) {
            highest().ifPresent(file -> ways.add(before -> put(before, file, this::written, false)));
        }
        ways.add(before -> override(before, this::written));
        return ways;
    }

    /** Whether no declaration can say what is live, so that the field is left to the platform. */
    boolean isUnsayable() {
        return live != null && !section.canSay(path, live);
    }

    /** Where the field stands in a file as it was written; empty where it was taken out. */
    Optional<Place> placeIn(Map<String, String> texts, String file) {
        YamlEditor editor = editor(texts, file);
        return places(editor, file).stream()
                .flatMap(at -> editor.at(at).stream())
                .map(SyntaxNode::start)
                .map(start -> LineBounds.place(file, editor.text(), start))
                .findFirst();
    }

    private Optional<Map<String, String>> replace(Map<String, String> texts, String file) {
        YamlEditor editor = editor(texts, file);
        for (List<String> at : places(editor, file)) {
            if (editor.at(at).isPresent() && (isOwn(file) || !editor.isExpanded(at))) {
                String old = editor.source(at);
                SyntaxNode was = editor.at(at).orElseThrow();
                return editor.put(at, wording -> written(wording, was, old))
                        ? Optional.of(with(texts, file, editor))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean isOwn(String file) {
        return file.startsWith(session.ownFolder() + "/");
    }

    private Optional<Map<String, String>> put(
            Map<String, String> texts, String file, YamlEditor.Written value, boolean onlyWhereItStands) {
        YamlEditor editor = editor(texts, file);
        List<String> at = places(editor, file).get(0);
        boolean json = isJson(file);
        if (file.equals(session.environmentYaml())
                || (onlyWhereItStands && (json || editor.at(at).isEmpty()))) {
            return Optional.empty();
        }
        return editor.put(at, value) ? Optional.of(with(texts, file, editor)) : Optional.empty();
    }

    private Optional<Map<String, String>> remove(Map<String, String> texts, String file) {
        YamlEditor editor = editor(texts, file);
        for (List<String> at : places(editor, file)) {
            if (editor.at(at).isPresent()) {
                int kept = isJson(file) ? at.size() - 1 : 2;
                return editor.remove(at, kept) ? Optional.of(with(texts, file, editor)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Optional<Map<String, String>> override(Map<String, String> texts, YamlEditor.Written value) {
        return put(texts, own(), value, false);
    }

    private String written(ScalarStyle wording) {
        String text = text();
        boolean config = path.startsWith(Resource.CONFIG);
        return config ? wording.value(key(), text) : wording.quoted(text);
    }

    /** In the way in which the old value was written: as a list, in plain numbers, as a bare number of JSON. */
    private String written(ScalarStyle wording, SyntaxNode was, String old) {
        String text = text();
        if (was.kind() == SyntaxNode.Kind.LIST) {
            return Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .map(ScalarStyle.FLOW::quoted)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        boolean bare = wording == ScalarStyle.JSON && was.plain() && text.matches(JSON_BARE);
        boolean digits = wording != ScalarStyle.JSON && old.matches(DIGITS) && text.matches(DIGITS);
        return bare || digits ? text : written(wording);
    }

    private String text() {
        return live == null ? "" : live.text();
    }

    private String key() {
        return path.substring(Resource.CONFIG.length());
    }

    /** Where the field may stand in the file. */
    private List<List<String>> places(YamlEditor editor, String file) {
        if (!isJson(file)) {
            return section.places(resource, path, declared.connectClusters());
        }
        return List.of(section.placeInNamedFile(
                path, key -> editor.at(List.of(key)).map(SyntaxNode::isMap).orElse(false)));
    }

    /** The file of the highest layer that declares the resource: where something is added to it. */
    private Optional<String> highest() {
        Declaration declaration = declaration();
        if (declaration == null) {
            return Optional.empty();
        }
        MapNode body = declaration.layers().get(declaration.layers().size() - 1);
        return section.file(body, path);
    }

    /** The file of the environment's own layer that declares the resource, or that is to. */
    private String own() {
        Declaration declaration = declaration();
        String folder = session.ownFolder() + "/";
        String other = section.name() + ".yaml";
        for (MapNode body : declaration == null ? List.<MapNode>of() : declaration.layers()) {
            String file = body.place().file();
            if (file.startsWith(folder)) {
                return file;
            }
            String[] steps = file.split("/", 3);
            other = steps.length == 3 ? steps[2] : other;
        }
        return folder + other;
    }

    private @Nullable Declaration declaration() {
        return session.declarations().of(section.name()).get(resource.id().name());
    }

    private YamlEditor editor(Map<String, String> texts, String file) {
        String text = texts.get(file);
        if (text == null) {
            text = session.text(file).orElseGet(() -> session.schemaLine(file, "resources"));
        }
        return isJson(file) ? YamlEditor.json(text) : YamlEditor.yaml(text);
    }

    /** A file that a declaration names; whatever its own name, it is no resource file. */
    private boolean isJson(String file) {
        return !session.resourceFiles().contains(file)
                && session.text(file).map(text -> text.strip().startsWith("{")).orElse(false);
    }

    private static Map<String, String> with(Map<String, String> texts, String file, YamlEditor editor) {
        Map<String, String> all = new TreeMap<>(texts);
        all.put(file, editor.text());
        return all;
    }
}
