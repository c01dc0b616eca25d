package dev.kgit.diff;

import dev.kgit.model.FieldValue;
import dev.kgit.model.FieldValue.Sensitivity;
import dev.kgit.model.MaskedText;
import dev.kgit.model.Redactor;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Marks live values that must not be shown: those that the files declare as secrets, now or when they were applied, and
 * those in which a secret stands. So a secret stays one when its declaration is taken away or changed, when its connector
 * is declared under the name of another Connect cluster, and wherever somebody has put it by hand.
 *
 * @param desired what the files say
 * @param applied what they said when they were applied last. Where this project has applied a connector and it can't be
 *     known what it declared for it, any value that is not declared just so may have been a secret
 * @param earlier what they said in applies that this does not tell of
 * @param secrets knows the values of all secrets that environment.yaml names
 * @param trusted of what is declared there, the text around secrets may be shown of a live value that has it too; the first
 *     state that declares such a text counts most. Never a stranger's: whoever writes a guess there would be told whether
 *     the secret begins with it
 * @param rules in which fields a secret may stand
 */
public record SensitiveValues(
        State desired,
        AppliedState applied,
        EarlierApplies earlier,
        Redactor secrets,
        List<State> trusted,
        Function<ResourceId, FieldRules> rules) {

    public SensitiveValues {
        trusted = List.copyOf(trusted);
    }

    /** The live state with these values marked; the very same where there is nothing to mark. */
    public State markedIn(State live) {
        List<State> said = List.of(desired, applied.declared());
        Map<String, List<Resource>> scoped = byName(said);
        Map<String, List<Resource>> shown = byName(trusted);
        Set<String> forgotten = forgotten();
        // Most platforms have thousands of topics and no secret in any: none of them is looked at then.
        boolean unscopedToo = !secrets.isEmpty() || holdSecrets(said) || holdSecrets(trusted);
        SortedMap<ResourceId, Resource> marked = new TreeMap<>();
        SortedMap<ResourceId, Resource> looked = unscopedToo ? live.resources() : live.scoped();
        looked.forEach((id, resource) -> {
            Declarations declarations = id.isScoped()
                    ? new Declarations(
                            scoped.getOrDefault(acrossScopes(id), List.of()),
                            shown.getOrDefault(acrossScopes(id), List.of()),
                            forgotten.contains(acrossScopes(id)))
                    : new Declarations(of(id, said), of(id, trusted), false);
            SortedMap<String, FieldValue> fields = marked(resource, declarations);
            if (!fields.isEmpty()) {
                SortedMap<String, FieldValue> all = new TreeMap<>(resource.fields());
                all.putAll(fields);
                marked.put(id, resource.withFields(all));
            }
        });
        return marked.isEmpty() ? live : live.with(new State(marked));
    }

    /** Whether anything outside of all scopes is declared with secrets. */
    private static boolean holdSecrets(List<State> states) {
        for (State state : states) {
            for (Resource resource : state.resources().values()) {
                if (!resource.id().isScoped()) {
                    for (FieldValue setting : resource.fields().values()) {
                        if (setting.sensitive() || setting.masked() != null) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    /**
     * What is known to be declared for a resource, now and when it was applied.
     *
     * @param trusted those of which the text around secrets may be shown
     * @param forgotten whether it was applied and it is not known what was declared then
     */
    private record Declarations(List<Resource> resources, List<Resource> trusted, boolean forgotten) {

        List<FieldValue> of(String path) {
            return settings(resources, path);
        }

        List<FieldValue> trusted(String path) {
            return settings(trusted, path);
        }

        private static List<FieldValue> settings(List<Resource> resources, String path) {
            return resources.stream()
                    .map(resource -> resource.field(path))
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    private SortedMap<String, FieldValue> marked(Resource resource, Declarations declarations) {
        SortedMap<String, FieldValue> marked = new TreeMap<>();
        Declarations known = declarations;
        FieldRules its = rules.apply(resource.id());
        for (Map.Entry<String, FieldValue> field : resource.fields().entrySet()) {
            FieldValue live = field.getValue();
            FieldValue now = marked(its, field.getKey(), live, known);
            if (known == declarations && !now.sensitive() && mayBeSecret(its, field.getKey(), now, known)) {
                // Only now, since commits have to be read for it.
                known = withEarlier(resource.id(), declarations);
                now = marked(its, field.getKey(), live, known);
            }
            if (now != live) {
                marked.put(field.getKey(), now);
            }
        }
        return marked;
    }

    private Declarations withEarlier(ResourceId id, Declarations declarations) {
        if (!id.isScoped()) {
            return declarations;
        }
        Optional<List<State>> states = earlier.statesOf(id);
        List<Resource> resources = new ArrayList<>(declarations.resources());
        states.ifPresent(before -> resources.addAll(byName(before).getOrDefault(acrossScopes(id), List.of())));
        return new Declarations(resources, declarations.trusted(), declarations.forgotten() || states.isEmpty());
    }

    private FieldValue marked(FieldRules its, String path, FieldValue live, Declarations declarations) {
        String value = live.value();
        Sensitivity sensitivity = live.sensitivity();
        for (FieldValue said : declarations.trusted(path)) {
            MaskedText masked = said.masked();
            if (masked != null && value != null && masked.matches(value)) {
                // All that shows of it stands in the repository.
                return live.withMasked(masked);
            }
        }
        for (FieldValue said : declarations.of(path)) {
            sensitivity = sensitivity.and(said.sensitivity());
        }
        boolean forgotten = declarations.forgotten() && mayBeSecret(its, path, live, declarations);
        if (forgotten || (value != null && sensitivity != Sensitivity.KNOWN && secrets.isIn(value))) {
            sensitivity = Sensitivity.KNOWN;
        }
        return live.as(sensitivity);
    }

    /** Whether the value stands where a secret may stand, and no file is known to say the same. */
    private static boolean mayBeSecret(FieldRules rules, String path, FieldValue live, Declarations declarations) {
        return rules.mayHoldSecret(path)
                && declarations.of(path).stream().noneMatch(said -> Objects.equals(said.value(), live.value()));
    }

    private static List<Resource> of(ResourceId id, List<State> states) {
        return states.stream()
                .map(state -> state.get(id))
                .filter(Objects::nonNull)
                .toList();
    }

    /** What lives in scopes, by name: an environment has each name once, in whichever Connect cluster. */
    private static Map<String, List<Resource>> byName(List<State> states) {
        Map<String, List<Resource>> scoped = new HashMap<>();
        for (State state : states) {
            state.scoped()
                    .forEach((id, resource) -> scoped.computeIfAbsent(acrossScopes(id), name -> new ArrayList<>())
                            .add(resource));
        }
        return scoped;
    }

    private static String acrossScopes(ResourceId id) {
        return id.kind() + "/" + id.name();
    }

    /** What this project has applied in a scope, and nobody can say as what. */
    private Set<String> forgotten() {
        Set<String> forgotten = new HashSet<>();
        for (ResourceId id : applied.managed().keySet()) {
            if (id.isScoped() && !applied.of(id).isKnown()) {
                forgotten.add(acrossScopes(id));
            }
        }
        return forgotten;
    }
}
