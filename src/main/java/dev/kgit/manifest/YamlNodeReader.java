package dev.kgit.manifest;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2 into {@link Node}s, straight from the parser's events: they alone know aliases from strings, quoted from
 * plain, and every document of a file. No object is constructed and no scalar converted.
 */
final class YamlNodeReader {

    private static final String CORE_TAG = "tag:yaml.org,2002:";

    /** How many values are taken from the budget together. */
    private static final int AT_ONCE = 1_000;

    private final String file;
    private final DiagnosticCollector problems;
    private final Iterator<Event> events;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private final ReadBudget budget;
    private int nodes;
    private int taken;
    private int depth;

    /** What an anchor stands for, and how many nodes that is. */
    private record Anchored(Node node, int nodes) {}

    /** The rest of the file can't be read. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient @Nullable Diagnostic diagnostic;

        /** @param diagnostic null where it is told elsewhere */
        Unreadable(@Nullable Diagnostic diagnostic) {
            super(null, null, false, false);
            this.diagnostic = diagnostic;
        }
    }

    private YamlNodeReader(String file, String text, DiagnosticCollector problems, ReadBudget budget) {
        this.file = file;
        this.budget = budget;
        this.problems = problems;
        this.events = YamlEvents.of(text);
    }

    /**
     * Every document of the text that says something. Problems are gathered; where the text can't be read to its end, the
     * documents before that place are returned.
     */
    static List<Node> read(String file, String text, DiagnosticCollector problems) {
        return read(file, text, problems, new ReadBudget());
    }

    /** The same, of one file of many; nothing where the budget does not last for it. */
    static List<Node> read(String file, String text, DiagnosticCollector problems, ReadBudget budget) {
        List<Node> documents = new ArrayList<>();
        try {
            YamlNodeReader reader = new YamlNodeReader(file, text, problems, budget);
            reader.documents(documents);
            reader.take();
            if (documents.isEmpty()) {
                problems.error(
                        "KG007",
                        new Place(file, 1, 1),
                        "the file says nothing",
                        "delete it; a file that was emptied by mistake must not count as \"nothing is wanted\"");
            }
        } catch (Unreadable unreadable) {
            if (unreadable.diagnostic == null) {
                return List.of();
            }
            problems.add(unreadable.diagnostic);
        } catch (MarkedYamlEngineException syntax) {
            problems.add(SyntaxDiagnostics.of(file, text, syntax));
            if (SyntaxDiagnostics.conflict(file, text).isPresent()) {
                return List.of();
            }
        } catch (ReaderException character) {
            problems.add(SyntaxDiagnostics.of(file, text, character));
        } catch (YamlEngineException other) {
            problems.error(
                    "KG008",
                    new Place(file, 1, 1),
                    "this is not YAML: " + other.getMessage(),
                    "correct it, or take it out");
        }
        return documents;
    }

    private void documents(List<Node> documents) {
        while (events.hasNext()) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.DocumentStart) {
                anchors.clear();
                Node root = node(events.next());
                ScalarNode scalar = root.asScalar();
                if (scalar == null || !scalar.isNull()) {
                    documents.add(root);
                }
            }
        }
    }

    private Node node(Event event) {
        Place place = place(event.getStartMark());
        if (++nodes > InputLimits.NODES) {
            throw tooManyNodes(place);
        }
        if (nodes - taken > AT_ONCE) {
            take();
        }
        if (event.getEventId() == Event.ID.Alias) {
            return alias((AliasEvent) event, place);
        }
        int before = nodes;
        Node node = switch (event.getEventId()) {
            case MappingStart -> mapping(place);
            case SequenceStart -> sequence(place);
            default -> scalar((ScalarEvent) event, place);
        };
        if (event instanceof CollectionStartEvent collection) {
            refuseTag(collection.getTag(), place);
        }
        ((NodeEvent) event)
                .getAnchor()
                .ifPresent(anchor -> anchors.put(anchor, new Anchored(node, nodes - before + 1)));
        return node;
    }

    private void take() {
        if (!budget.takeValues(nodes - taken)) {
            throw new Unreadable(null);
        }
        taken = nodes;
    }

    private void enter(Place place) {
        if (++depth > InputLimits.DEPTH) {
            throw new Unreadable(Diagnostic.error(
                            "KG009",
                            "maps and lists stand more than " + InputLimits.DEPTH + " deep inside one another here")
                    .withHint("nothing that kgit reads needs that")
                    .withPlace(place));
        }
    }

    private Node mapping(Place place) {
        enter(place);
        Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
        boolean placeholder = false;
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Place keyPlace = place(event.getStartMark());
            Node key = node(event);
            Node value = node(events.next());
            if (isPlaceholder(key)) {
                placeholder = true;
                continue;
            }
            Optional<String> name = keyName(event, key, keyPlace);
            if (name.isEmpty()) {
                continue;
            }
            MapNode.Entry first = entries.putIfAbsent(name.get(), new MapNode.Entry(keyPlace, value));
            if (first != null) {
                problems.error(
                        "KG011",
                        keyPlace,
                        "the key `" + name.get() + "` stands twice in this map, first in line "
                                + first.keyPlace().line(),
                        "take one of them away");
            }
        }
        depth--;
        return placeholder
                ? new ScalarNode(place, "", ScalarNode.Kind.TEXT, ScalarNode.Origin.UNKNOWN)
                : new MapNode(place, entries);
    }

    /** {@code {{ var.x }}} without quotes, which YAML takes for a map with a map as its key. */
    private boolean isPlaceholder(Node key) {
        MapNode inner = key.asMap();
        Optional<ForeignPlaceholders.Found> found =
                inner == null || inner.entries().size() != 1
                        ? Optional.empty()
                        : ForeignPlaceholders.first(
                                "{{" + inner.entries().keySet().iterator().next() + "}}");
        found.ifPresent(foreign -> problems.error(
                "KG031",
                key.place(),
                "`{{` begins a map in YAML: kgit's placeholders are written differently",
                "write " + foreign.meant()));
        return found.isPresent();
    }

    private Optional<String> keyName(Event event, Node key, Place place) {
        ScalarNode scalar = key.asScalar();
        if (scalar == null || scalar.isNull() || event.getEventId() == Event.ID.Alias) {
            problems.error("KG014", place, "a key has to be plain text", "write KEY: VALUE");
            return Optional.empty();
        }
        if (scalar.text().equals("<<") && ((ScalarEvent) event).isPlain()) {
            problems.error(
                    "KG013",
                    place,
                    "merge keys (`<<`) are not part of YAML 1.2 and kgit does not read them",
                    "use `defaults.topics` in environment.yaml for what many topics share, or give the whole map an alias");
            return Optional.empty();
        }
        return Optional.of(scalar.text());
    }

    private Node sequence(Place place) {
        enter(place);
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event));
        }
        depth--;
        return new ListNode(place, items);
    }

    private Node scalar(ScalarEvent event, Place place) {
        String tag = event.getTag().orElse("");
        boolean plain = event.isPlain() && !tag.equals(CORE_TAG + "str") && !tag.equals("!");
        if (!tag.equals(CORE_TAG + "str") && !tag.equals("!")) {
            refuseTag(event.getTag(), place);
        }
        String text = event.getValue();
        SyntaxDiagnostics.refuseHalves(text, place, problems);
        ScalarNode.Kind kind = plain ? ScalarNode.Kind.ofPlain(text) : ScalarNode.Kind.TEXT;
        return new ScalarNode(place, text, kind, ScalarNode.Origin.FILE);
    }

    private void refuseTag(Optional<String> tag, Place place) {
        if (tag.isPresent()) {
            problems.error(
                    "KG015",
                    place,
                    "the tag `" + tag.get().replace(CORE_TAG, "!!") + "` means nothing to kgit",
                    "values are read as they are written; take the tag away");
        }
    }

    /** An alias stands for what its anchor holds, and counts as much. */
    private Node alias(AliasEvent event, Place place) {
        Anchored anchored = anchors.get(event.getAlias());
        if (anchored == null) {
            problems.error(
                    "KG012",
                    place,
                    "the alias `*" + event.getAlias() + "` has no anchor before it, or stands inside of it",
                    "write `&" + event.getAlias()
                            + "` before the value that it means; a text that begins with `*` needs" + " quotes");
            return new ScalarNode(place, "", ScalarNode.Kind.TEXT, ScalarNode.Origin.UNKNOWN);
        }
        // Added as long, so that doubling aliases cannot wrap around.
        if ((long) nodes + anchored.nodes() > InputLimits.NODES) {
            throw tooManyNodes(place);
        }
        nodes += anchored.nodes();
        return anchored.node();
    }

    private static Unreadable tooManyNodes(Place place) {
        return new Unreadable(Diagnostic.error(
                        "KG010",
                        String.format(
                                java.util.Locale.ROOT,
                                "the file holds more than %,d values here, aliases counted as often as they are used",
                                InputLimits.NODES))
                .withHint("split the file; and look at its aliases")
                .withPlace(place));
    }

    private Place place(Optional<Mark> mark) {
        return SyntaxDiagnostics.place(file, mark);
    }
}
