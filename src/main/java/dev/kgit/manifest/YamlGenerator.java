package dev.kgit.manifest;

import dev.kgit.model.DesiredState;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes YAML for resources that are live and not declared, and reads it back before anybody sees it: what does not come
 * back as it is live is left out and named. Files that are there are added to, so that they say all that they said.
 */
public final class YamlGenerator {

    /** How resources are spread over files. */
    public enum Grouping {
        /** One file for each kind. */
        NONE,
        /** A file for each beginning that several names share. */
        PREFIX
    }

    private final EditSession session;
    private final EnvironmentSettings env;
    private final Grouping grouping;
    private final String folder;
    private final DesiredState declared;
    private final Sections sections;

    /**
     * @param folder where the files will lie, from the repository's root; for files that will lie elsewhere, the
     *     environment's own folder
     */
    public YamlGenerator(EditSession session, DesiredState declared, Grouping grouping, String folder) {
        this.session = session;
        this.env = session.env();
        this.grouping = grouping;
        this.folder = folder;
        this.declared = declared;
        this.sections = session.sections();
    }

    /**
     * The files for these resources.
     *
     * @param together resources that are declared together, where such have been recognised
     */
    public GeneratedFiles of(Collection<Resource> live, Optional<JointDeclaration> together) {
        List<Resource> left = new ArrayList<>();
        List<Resource> unique = new ArrayList<>();
        Map<String, Resource> names = new HashMap<>();
        for (Resource resource : live) {
            // Such as two connectors of one name in two Connect clusters.
            ResourceId id = resource.id();
            String name = id.kind() + "/" + sections.of(id).identity(id);
            if (names.putIfAbsent(name, resource) == null) {
                unique.add(resource);
            } else {
                left.add(resource);
            }
        }
        Optional<JointDeclaration> recognised =
                together.filter(known -> readsBack(rendered(List.of(), Optional.of(known))));
        List<Resource> good = readable(unique, recognised);
        unique.stream().filter(resource -> !good.contains(resource)).forEach(left::add);
        Rendered rendered = rendered(good, recognised);
        TreeSet<ResourceId> taken = new TreeSet<>();
        rendered.expected().forEach(resource -> taken.add(resource.id()));
        SortedMap<String, String> texts = new TreeMap<>();
        rendered.files()
                .forEach((name, file) -> texts.put(name, text(name, file).orElseThrow()));
        Map<String, Integer> counts = new TreeMap<>();
        rendered.files().forEach((name, file) -> counts.put(name, file.count));
        if (isAdding()) {
            keepCanonical(texts);
        }
        return new GeneratedFiles(
                texts,
                counts,
                taken,
                left.stream().map(Resource::id).sorted().toList(),
                rendered.variables().secrets(),
                rendered.variables().environmentYaml());
    }

    /** Those that come back as they are, found by halves: mostly that is all of them at once. */
    private List<Resource> readable(List<Resource> live, Optional<JointDeclaration> together) {
        if (live.isEmpty() || readsBack(rendered(live, together))) {
            return live;
        }
        if (live.size() == 1) {
            return List.of();
        }
        List<Resource> good = new ArrayList<>(readable(live.subList(0, live.size() / 2), together));
        good.addAll(readable(live.subList(live.size() / 2, live.size()), together));
        return good;
    }

    /** A file that grows: lines by the key of the document that they stand under. */
    private static final class Growing {
        private final Map<String, List<String>> sections = new TreeMap<>();
        private int count;

        void add(String section, List<String> lines) {
            List<String> all = sections.computeIfAbsent(section, key -> new ArrayList<>());
            all.addAll(lines);
        }
    }

    private record Rendered(SortedMap<String, Growing> files, SecretVariables variables, List<Resource> expected) {}

    private Rendered rendered(Collection<Resource> live, Optional<JointDeclaration> together) {
        SecretVariables variables = SecretVariables.of(session);
        ResourceYaml lines = ResourceYaml.of(env, declared, variables);
        SortedMap<String, Growing> files = new TreeMap<>();
        List<Resource> expected = new ArrayList<>(live);
        together.ifPresent(recognised -> {
            Growing file = new Growing();
            recognised.write(lines, file::add);
            file.count = 1;
            files.put(recognised.file(), file);
            expected.addAll(recognised.resources());
        });
        Groups groups = new Groups(grouping, live);
        for (Resource resource : live) {
            Growing file = files.computeIfAbsent(
                    groups.file(resource.id(), sections.of(resource.id()).name()), name -> new Growing());
            file.count++;
            KindSection section = sections.of(resource.id());
            file.add(section.name(), section.lines(resource, lines));
        }
        SortedMap<String, Growing> named = new TreeMap<>();
        files.forEach((name, file) -> named.put(free(name, file), file));
        return new Rendered(named, variables, expected);
    }

    /** The name of the file, or the next one where what is there under that name can't be added to. */
    private String free(String name, Growing file) {
        String free = name;
        for (int number = 2; isAdding() && text(free, file).isEmpty(); number++) {
            free = name.replaceFirst("[.]yaml$", "-" + number + ".yaml");
        }
        return free;
    }

    /** From the repository's root, which itself has no name. */
    private String path(String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    /** Whether files that are there are read for this environment, and so are added to and not replaced. */
    private boolean isAdding() {
        return session.isInLayers(folder);
    }

    private void keepCanonical(SortedMap<String, String> texts) {
        SortedMap<String, String> paths = new TreeMap<>();
        texts.forEach((name, text) -> paths.put(path(name), text));
        Map<String, String> canonical = CanonicalEdits.of(session, paths);
        texts.replaceAll((name, text) -> canonical.getOrDefault(path(name), text));
    }

    /** The file's text; empty where there is one to which the lines can't be added. */
    private Optional<String> text(String name, Growing file) {
        Optional<String> there = isAdding() ? session.text(path(name)) : Optional.empty();
        return there.isEmpty() ? Optional.of(fresh(name, file)) : added(there.get(), file);
    }

    private Optional<String> added(String there, Growing file) {
        YamlEditor editor = YamlEditor.yaml(there);
        for (String section : sections.names()) {
            List<String> lines = file.sections.get(section);
            if (lines != null && !editor.extend(section, lines)) {
                return Optional.empty();
            }
        }
        return Optional.of(editor.text());
    }

    private String fresh(String name, Growing file) {
        StringBuilder text = new StringBuilder(session.schemaLine(path(name), "resources"));
        for (String section : sections.names()) {
            List<String> lines = file.sections.get(section);
            if (lines != null) {
                text.append(section).append(":\n");
                lines.forEach(line -> text.append("  ").append(line).append('\n'));
            }
        }
        return text.toString();
    }

    /** Whether the files, laid over the repository, declare exactly what is live, and beside it what they declared. */
    private boolean readsBack(Rendered rendered) {
        Map<String, String> texts = new HashMap<>();
        String inside = isAdding() ? folder : session.ownFolder();
        rendered.files()
                .forEach((name, file) ->
                        texts.put(inside + "/" + name, text(name, file).orElse("")));
        texts.put(session.environmentYaml(), rendered.variables().environmentYaml());
        State state = session.reading(texts).map(DesiredState::state).orElse(State.EMPTY);
        return rendered.expected().stream().allMatch(live -> says(sections, state.get(live.id()), live))
                && (!isAdding() || keeps(state, rendered.expected()));
    }

    private boolean keeps(State state, List<Resource> added) {
        TreeSet<ResourceId> ids = new TreeSet<>();
        added.forEach(resource -> ids.add(resource.id()));
        return declared.state().resources().values().stream()
                .filter(before -> !ids.contains(before.id()))
                .allMatch(before -> {
                    Resource after = state.get(before.id());
                    return after != null
                            && after.lifecycle().equals(before.lifecycle())
                            && (sections.of(before.id()).buildsOnOthers()
                                    || AdoptionEdits.values(after).equals(AdoptionEdits.values(before)));
                });
    }

    /** Whether the declaration asks for what is live, field by field, to the letter. */
    static boolean says(Sections sections, @Nullable Resource declared, Resource live) {
        if (declared == null) {
            return false;
        }
        TreeSet<String> paths = new TreeSet<>(live.fields().keySet());
        paths.addAll(declared.fields().keySet());
        return paths.stream().allMatch(path -> says(sections, declared, path, live.field(path)));
    }

    private static boolean says(Sections sections, Resource declared, String path, @Nullable FieldValue live) {
        KindSection section = sections.of(declared.id());
        FieldValue said = declared.field(path);
        boolean unsayable = live != null && !section.canSay(path, live);
        boolean ignored = sections.kinds().isIgnored(declared, path);
        if (unsayable || ignored) {
            return said == null;
        }
        if (said == null || live == null) {
            return said == null && live == null;
        }
        return said.isUnknown() || live.isUnknown() || section.asksFor(path, said, live);
    }

    /** Which file a resource belongs into. */
    private static final class Groups {
        private static final String OTHERS = "other";
        private final Grouping grouping;
        private final Map<String, Integer> sizes = new HashMap<>();

        Groups(Grouping grouping, Collection<Resource> live) {
            this.grouping = grouping;
            live.forEach(resource -> sizes.merge(key(resource.id()), 1, Integer::sum));
        }

        String file(ResourceId id, String section) {
            if (grouping == Grouping.NONE) {
                return section + ".yaml";
            }
            boolean shared = sizes.getOrDefault(key(id), 0) > 1;
            return section + "/" + (shared ? prefix(id.name()) : OTHERS) + ".yaml";
        }

        private static String key(ResourceId id) {
            return id.kind() + "/" + prefix(id.name());
        }

        /** What stands before the first separator, in letters that every file system tells apart. */
        private static String prefix(String name) {
            String first = name.replaceFirst("^[._-]+", "").split("[._-]", 2)[0].toLowerCase(Locale.ROOT);
            return first.matches("[a-z0-9]+") ? first : OTHERS;
        }
    }
}
