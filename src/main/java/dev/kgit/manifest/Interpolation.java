package dev.kgit.manifest;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.DidYouMean;
import dev.kgit.model.KgitException;
import dev.kgit.model.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Expands {@code ${{ var.NAME }}}, {@code ${{ env.NAME }}}, {@code ${{ env.NAME:-default }}}, {@code ${{ secret.NAME }}} and
 * {@code ${{ 'text' }}}, which stands for the text itself, a quote in it doubled. What is put in is never looked at again. Kafka's own {@code ${file:...}} passes through.
 */
final class Interpolation {

    private static final String OPEN = "${{";
    private static final String CLOSE = "}}";
    private static final Pattern BODY =
            Pattern.compile("(var|env|secret)\\.([A-Za-z_][A-Za-z0-9_-]*)(?:(:-)(.*))?", Pattern.DOTALL);

    /** {@code ${{ 'text' }}} from its opening quote on. */
    private static final Pattern QUOTED = Pattern.compile("\\s*'((?:[^']|'')*+)'\\s*}}", Pattern.DOTALL);

    /** A shorter secret can't be told from the text around it, so that nothing keeps it from being shown. */
    private static final int SHORTEST_SECRET = 4;

    private final SecretPlaces where;
    private final Map<String, Variable> variables;
    private final VariableSources lookups;
    private final DiagnosticCollector problems;
    private final Set<String> secrets = new TreeSet<>();

    /** How many characters were put in. */
    private long grown;

    /** Keys from the top of the document down to the value that is expanded. */
    private final List<String> path = new ArrayList<>();

    /**
     * Expands what stands in one kind of place.
     *
     * @param where decides what may be asked for: in {@code variables:} env and secret but no var, elsewhere in
     *     environment.yaml everything, in all other files var alone
     */
    Interpolation(
            SecretPlaces where,
            Map<String, Variable> variables,
            VariableSources lookups,
            DiagnosticCollector problems) {
        this.where = where;
        this.variables = variables;
        this.lookups = lookups;
        this.problems = problems;
    }

    /** The values of all secrets that were put in. */
    Set<String> secrets() {
        return secrets;
    }

    /** The same for a node that stands under a key of the document. */
    Node expand(String key, Node node) {
        path.add(key);
        Node expanded = expand(node);
        path.remove(path.size() - 1);
        return expanded;
    }

    /** The node with everything put in; the very node where there is nothing to put in, as in most. */
    Node expand(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        return node instanceof MapNode map ? map(map) : list((ListNode) node);
    }

    private Node map(MapNode map) {
        Map<String, MapNode.Entry> changed = new LinkedHashMap<>();
        for (Map.Entry<String, MapNode.Entry> each : map.entries().entrySet()) {
            MapNode.Entry entry = each.getValue();
            if (each.getKey().contains(OPEN)) {
                problems.error(
                        "KG036",
                        entry.keyPlace(),
                        "a key or name can't hold `${{ ... }}`",
                        "write the name out; what differs per environment goes into that environment's folder");
            }
            Node expanded = expand(each.getKey(), entry.value());
            if (expanded != entry.value()) {
                changed.put(each.getKey(), new MapNode.Entry(entry.keyPlace(), expanded));
            }
        }
        if (changed.isEmpty()) {
            return map;
        }
        Map<String, MapNode.Entry> entries = new LinkedHashMap<>(map.entries());
        entries.putAll(changed);
        return new MapNode(map.place(), entries);
    }

    private Node list(ListNode list) {
        boolean changed = false;
        List<Node> items = new ArrayList<>(list.items().size());
        for (Node item : list.items()) {
            Node expanded = expand(item);
            changed |= expanded != item;
            items.add(expanded);
        }
        return changed ? new ListNode(list.place(), items) : list;
    }

    private ScalarNode scalar(ScalarNode scalar) {
        String text = scalar.text();
        if (!text.contains(OPEN)) {
            return isForeign(text, scalar.place()) ? unknown(scalar, null) : scalar;
        }
        StringBuilder expanded = new StringBuilder();
        ScalarNode.Origin origin = scalar.origin();
        SecretParts.Builder parts = new SecretParts.Builder();
        int from = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
            if (isForeign(text.substring(from, open), scalar.place())) {
                return unknown(scalar, null);
            }
            Matcher quoted = QUOTED.matcher(text).region(open + OPEN.length(), text.length());
            if (quoted.lookingAt()) {
                String literal = quoted.group(1).replace("''", "'");
                if (open == 0 && quoted.end() == text.length()) {
                    return new ScalarNode(scalar.place(), literal, ScalarNode.Kind.LITERAL, origin);
                }
                expanded.append(text, from, open).append(literal);
                parts.add(text.substring(from, open) + literal);
                from = quoted.end();
                continue;
            }
            int close = text.indexOf(CLOSE, open);
            if (close < 0) {
                problems.error("KG031", scalar.place(), "a `${{` has no `}}` after it", "write ${{ var.NAME }}");
                return unknown(scalar, null);
            }
            Part part = part(text.substring(open + OPEN.length(), close).strip(), scalar.place());
            expanded.append(text, from, open);
            expanded.append(part.text());
            parts.add(text.substring(from, open));
            if (part.secrets() != null) {
                parts.add(part.secrets());
            } else {
                parts.add(part.text());
            }
            grown += part.text().length();
            if (grown > InputLimits.EXPANDED) {
                throw tooMuch(scalar.place());
            }
            origin = origin.and(part.origin());
            from = close + CLOSE.length();
        }
        parts.add(text.substring(from));
        if (isForeign(text.substring(from), scalar.place())) {
            origin = ScalarNode.Origin.UNKNOWN;
        }
        @Nullable SecretParts found = parts.build();
        if (origin == ScalarNode.Origin.UNKNOWN) {
            return unknown(scalar, found);
        }
        boolean whole = text.strip().startsWith(OPEN)
                && text.strip().indexOf(CLOSE) == text.strip().length() - 2;
        String result = whole
                ? expanded.substring(text.length() - text.stripLeading().length())
                : expanded.append(text, from, text.length()).toString();
        // A value that is nothing but a placeholder is what was put in: a number stays a number.
        ScalarNode.Kind kind = whole && !result.isEmpty() ? ScalarNode.Kind.ofPlain(result) : ScalarNode.Kind.TEXT;
        return new ScalarNode(
                scalar.place(), result, kind == ScalarNode.Kind.NULL ? ScalarNode.Kind.TEXT : kind, origin, found);
    }

    /** Complains about a placeholder in another tool's style. */
    private boolean isForeign(String literal, Place place) {
        Optional<ForeignPlaceholders.Found> found = ForeignPlaceholders.first(literal);
        found.ifPresent(foreign -> problems.error(
                "KG031",
                place,
                "nothing is put in for `" + foreign.text() + "`: kgit's placeholders are written differently",
                (isResources() && !foreign.kind().equals("var")
                                ? throughVariable(foreign.kind(), foreign.name())
                                : "write " + foreign.meant())
                        + "; where the text itself is meant, ${{ '" + foreign.text() + "' }}"));
        return found.isPresent();
    }

    /**
     * What is put in for one placeholder.
     *
     * @param secrets which secrets it is made of, also where their values are not known; null where it is made of none
     */
    private record Part(
            String text, ScalarNode.Origin origin, @Nullable SecretParts secrets) {
        static final Part UNKNOWN = new Part("", ScalarNode.Origin.UNKNOWN);

        Part(String text, ScalarNode.Origin origin) {
            this(text, origin, null);
        }
    }

    private static KgitException tooMuch(Place place) {
        return new KgitException.Invalid(Diagnostic.error(
                        "KG010",
                        "more than " + InputLimits.EXPANDED / (1024 * 1024) + " MiB are put in for `${{ ... }}`")
                .withHint("use long variables less often")
                .withPlace(place));
    }

    private static ScalarNode unknown(ScalarNode scalar, @Nullable SecretParts secrets) {
        return new ScalarNode(scalar.place(), scalar.text(), ScalarNode.Kind.TEXT, ScalarNode.Origin.UNKNOWN, secrets);
    }

    private Part part(String body, Place place) {
        Matcher matcher = BODY.matcher(body);
        if (!matcher.matches()) {
            problems.error(
                    "KG031",
                    place,
                    "`${{ " + body + " }}` is not understood",
                    isResources()
                            ? "write ${{ var.NAME }}"
                            : "write ${{ var.NAME }}, ${{ env.NAME }}, ${{ env.NAME:-default }} or ${{ secret.NAME }}");
            return Part.UNKNOWN;
        }
        String name = matcher.group(2);
        Optional<String> fallback = matcher.group(3) == null ? Optional.empty() : Optional.of(matcher.group(4));
        if (fallback.isPresent() && !matcher.group(1).equals("env")) {
            problems.error(
                    "KG031",
                    place,
                    "only `env` takes a default (`:-`), `" + matcher.group(1) + "` does not",
                    "take the default away");
            return Part.UNKNOWN;
        }
        return switch (matcher.group(1)) {
            case "var" -> allowed(variable(name, place), "the variable `" + name + "` is made of a secret", place);
            case "env" -> environment(name, fallback, place);
            default -> allowed(secret(name, place), "`${{ secret." + name + " }}` is a secret", place);
        };
    }

    private boolean isResources() {
        return where.isInResources();
    }

    /** The part, unless it is a secret in a place where values are shown; then nothing of it gets there. */
    private Part allowed(Part part, String what, Place place) {
        Optional<String> objection = part.secrets() == null ? Optional.empty() : where.objection(path);
        if (objection.isEmpty()) {
            return part;
        }
        if (!lookups.lenient()) {
            problems.error(
                    "KG037",
                    place,
                    what + ", which can't stand in `" + SchemaDiagnostics.shown(String.join(".", path)) + "`",
                    objection.get());
        }
        return Part.UNKNOWN;
    }

    private Part variable(String name, Place place) {
        if (where == SecretPlaces.VARIABLES) {
            problems.error(
                    "KG033",
                    place,
                    "a variable can't be made of another variable",
                    "put `${{ var." + name + " }}` where the value is used, beside the other one");
            return Part.UNKNOWN;
        }
        Variable variable = variables.get(name);
        if (variable != null) {
            ScalarNode value = variable.value();
            @Nullable SecretParts parts = value.secrets();
            return new Part(value.text(), value.origin(), parts == null ? null : parts.by(name));
        }
        if (!lookups.lenient()) {
            problems.error(
                    "KG030",
                    place,
                    "the variable `" + name + "` is not defined",
                    DidYouMean.hint(
                            name,
                            variables.keySet(),
                            "define it under `variables:` in the environment's environment.yaml"));
        }
        return Part.UNKNOWN;
    }

    private Part environment(String name, Optional<String> fallback, Place place) {
        if (isResources()) {
            problems.error(
                    "KG032", place, "only environment.yaml may use `${{ env.NAME }}`", throughVariable("env", name));
            return Part.UNKNOWN;
        }
        Optional<String> value = lookups.env(name);
        if (value.isPresent()) {
            return new Part(value.get(), ScalarNode.Origin.ENVIRONMENT);
        }
        if (fallback.isPresent()) {
            return new Part(fallback.get(), ScalarNode.Origin.DEFAULT);
        }
        if (!lookups.mayLack()) {
            problems.error(
                    "KG034",
                    place,
                    "the environment variable `" + name + "` is not set",
                    "set it, or give a default: ${{ env." + name + ":-default }}");
        }
        return Part.UNKNOWN;
    }

    private Part secret(String name, Place place) {
        if (isResources()) {
            problems.error(
                    "KG032",
                    place,
                    "only environment.yaml may use `${{ secret.NAME }}`",
                    throughVariable("secret", name));
            return Part.UNKNOWN;
        }
        try {
            Optional<String> value = lookups.secret(name);
            if (value.isPresent() && value.get().length() < SHORTEST_SECRET && !lookups.lenient()) {
                problems.error(
                        "KG038",
                        place,
                        "the secret `" + name + "` is shorter than " + SHORTEST_SECRET + " characters",
                        "a secret so short can't be kept out of outputs; choose a longer one, or write the value out where it"
                                + " is none");
                return new Part("", ScalarNode.Origin.UNKNOWN, SecretParts.of(name));
            }
            if (value.isPresent()) {
                secrets.add(value.get());
                return new Part(value.get(), ScalarNode.Origin.ENVIRONMENT, SecretParts.of(name));
            }
        } catch (KgitException.Invalid unreadable) {
            unreadable.diagnostics().forEach(diagnostic -> problems.add(diagnostic.withPlace(place)));
            return new Part("", ScalarNode.Origin.UNKNOWN, SecretParts.of(name));
        }
        if (!lookups.mayLack()) {
            problems.error(
                    "KG035",
                    place,
                    "the secret `" + name + "` is not there",
                    "set the environment variable " + name + ", or put a file of that name into the folder that "
                            + ProcessVariableSources.SECRETS_DIR + " names");
        }
        return new Part("", ScalarNode.Origin.UNKNOWN, SecretParts.of(name));
    }

    private static String throughVariable(String kind, String name) {
        return "define a variable under `variables:` in environment.yaml (for example `"
                + SecretVariables.camelCase(name) + ": ${{ " + kind + "." + name + " }}`) and use ${{ var."
                + SecretVariables.camelCase(name) + " }} here";
    }
}
