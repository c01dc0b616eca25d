package dev.kgit.manifest;

import dev.kgit.kind.Kind;
import dev.kgit.kind.Kinds;
import dev.kgit.model.DesiredState;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The sections of the resource files, one for each kind, in the order in which they are read: what builds on others comes behind them. */
public final class Sections {

    private final Kinds kinds;
    private final List<KindSection> sections;
    private final List<String> names;
    private final Map<String, KindSection> byName = new HashMap<>();
    private final Map<String, KindSection> byKind = new HashMap<>();
    private final Schemas schema;
    private final SecretPlaces secretPlaces;

    /**
     * Sections whose schema is put together when it is first asked for.
     *
     * @throws IllegalArgumentException where a section is of no kind that there is
     */
    public Sections(Kinds kinds, List<KindSection> sections) {
        this(kinds, sections, Schemas.of(() -> ResourceSchema.of(sections)));
    }

    private Sections(Kinds kinds, List<KindSection> sections, Schemas schema) {
        this.kinds = kinds;
        this.sections = List.copyOf(sections);
        this.schema = schema;
        List<String> all = new ArrayList<>();
        for (KindSection section : sections) {
            if (kinds.all().stream().noneMatch(kind -> kind.name().equals(section.kind()))) {
                throw new IllegalArgumentException(section.name() + " is a section of no kind: " + section.kind());
            }
            byKind.put(section.kind(), section);
            byName.put(section.name(), section);
            all.add(section.name());
            for (String further : section.further()) {
                byName.put(further, section);
                all.add(further);
            }
        }
        this.names = List.copyOf(all);
        this.secretPlaces = SecretPlaces.inResources(this::takesSecret, secretHint());
    }

    /** The same with the schema that the jar holds put together, which takes no time. */
    public static Sections withSchema(Kinds kinds, List<KindSection> sections) {
        return new Sections(kinds, sections, Schemas.RESOURCES);
    }

    /** The kinds of which these are the sections. */
    public Kinds kinds() {
        return kinds;
    }

    /** The schema of the resource files as text. */
    public String schemaText() {
        return schema.text();
    }

    Schemas schema() {
        return schema;
    }

    List<KindSection> all() {
        return sections;
    }

    /** The keys at the top of the files, in the order in which they are written. */
    public List<String> names() {
        return names;
    }

    /** @throws IllegalArgumentException where the kind has no section */
    KindSection of(ResourceId id) {
        KindSection section = byKind.get(id.kind());
        if (section == null) {
            throw new IllegalArgumentException("no section of the files is for " + id.kind());
        }
        return section;
    }

    /** The section that a key at the top of the files belongs to. */
    Optional<KindSection> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The id that the text is; empty where it is none, or has more slashes than an id of its kind. */
    Optional<ResourceId> id(String text) {
        return kinds.parse(text).filter(id -> id.name().indexOf('/') < 0);
    }

    /** The ids that a document declares, of the kinds whose ids are known by the name alone. */
    Set<ResourceId> ids(Node document) {
        Set<ResourceId> ids = new HashSet<>();
        MapNode map = document.asMap();
        for (Kind kind : kinds.all()) {
            KindSection section = byKind.get(kind.name());
            MapNode declared = map == null || section == null || kind.isScoped() ? null : map.map(section.name());
            if (declared != null) {
                declared.entries().keySet().forEach(name -> ids.add(new ResourceId(kind.name(), "", name)));
            }
        }
        return ids;
    }

    /** The names, without {@code .yaml}, of the files that an import writes. */
    public List<String> files() {
        return sections.stream().flatMap(section -> section.files().stream()).toList();
    }

    /** Live resources that are better declared together than one by one: those that the first section knows of. */
    public Optional<JointDeclaration> declaredTogether(State undeclared, DesiredState declared) {
        return sections.stream()
                .<JointDeclaration>flatMap(section -> section.declaredTogether(undeclared, declared).stream())
                .findFirst();
    }

    SecretPlaces secretPlaces() {
        return secretPlaces;
    }

    /** Where secrets may stand in a file that a declaration names. */
    SecretPlaces secretPlaces(Predicate<List<String>> takes) {
        return SecretPlaces.inResources(takes, secretHint());
    }

    private boolean takesSecret(List<String> path) {
        KindSection section = path.isEmpty() ? null : byName.get(path.get(0));
        return section != null
                && section.secrets().map(rule -> rule.takes().test(path)).orElse(false);
    }

    private String secretHint() {
        List<String> values = new ArrayList<>();
        List<String> read = new ArrayList<>();
        for (KindSection section : sections) {
            section.secrets().ifPresent(rule -> {
                // The last kinds build on the others and hold most secrets, so they come first.
                values.add(0, "`" + rule.values() + "`");
                rule.read().forEach(key -> read.add("`" + key + "`"));
            });
        }
        if (values.isEmpty()) {
            return "no resource takes a secret";
        }
        return "a secret may stand in values of " + String.join(" and ", values)
                + (read.isEmpty() ? "" : ", but in no key that kgit reads itself, such as " + either(read))
                + ": write the value out here, or use a variable that is made of no secret";
    }

    /** {@code a, b or c}. */
    static String either(List<String> words) {
        int last = words.size() - 1;
        return last <= 0
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }
}
