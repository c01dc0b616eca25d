package dev.kgit.kind;

import dev.kgit.cluster.LiveState;
import dev.kgit.diff.FieldRules;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.ResourceIdParser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The kinds of resources that kgit manages, in the order in which they are told and applied. */
public final class Kinds implements ResourceIdParser {

    private final List<Kind> kinds;
    private final Map<String, Kind> byName = new HashMap<>();

    public Kinds(List<Kind> kinds) {
        this.kinds = List.copyOf(kinds);
        kinds.forEach(kind -> byName.put(kind.name(), kind));
    }

    public List<Kind> all() {
        return kinds;
    }

    /**
     * The place of the kind of a resource in this order, from 0. What can be applied at the same time goes out in this order,
     * and is deleted in the opposite one.
     */
    public int rank(ResourceId id) {
        return kinds.indexOf(of(id));
    }

    /** What ids look like, as a hint: {@code ids look like topic/NAME, ... and connector/CLUSTER/NAME}. */
    public String idForms() {
        List<String> forms = kinds.stream().map(Kind::idForm).toList();
        int last = forms.size() - 1;
        return "ids look like "
                + (last > 0 ? String.join(", ", forms.subList(0, last)) + " and " : "")
                + forms.get(last);
    }

    /** @throws IllegalArgumentException where there is no such kind; ids come from {@link #parse} and from the kinds */
    public Kind of(ResourceId id) {
        Kind kind = byName.get(id.kind());
        if (kind == null) {
            throw new IllegalArgumentException("no kind of resource is called " + id.kind());
        }
        return kind;
    }

    /** Reads {@code KIND/NAME} or {@code KIND/SCOPE/NAME}; empty where the text is no id of a kind that there is. */
    @Override
    public Optional<ResourceId> parse(String text) {
        int slash = text.indexOf('/');
        Kind kind = slash < 0 ? null : byName.get(text.substring(0, slash));
        if (kind == null || slash == text.length() - 1) {
            return Optional.empty();
        }
        String rest = text.substring(slash + 1);
        if (!kind.isScoped()) {
            return Optional.of(new ResourceId(kind.name(), "", rest));
        }
        int second = rest.indexOf('/');
        return second <= 0 || second == rest.length() - 1
                ? Optional.empty()
                : Optional.of(new ResourceId(kind.name(), rest.substring(0, second), rest.substring(second + 1)));
    }

    /** How fields compare on a platform, by resource. */
    public Function<ResourceId, FieldRules> fieldRules(LiveState live) {
        Map<String, FieldRules> rules = new HashMap<>();
        kinds.forEach(kind -> rules.put(kind.name(), kind.fieldRules(live)));
        return id -> rules.getOrDefault(id.kind(), FieldRules.TEXT);
    }

    /** Whether a secret may stand in a field of a resource. */
    public boolean mayHoldSecret(ResourceId id, String path) {
        return of(id).fieldRules(LiveState.NOTHING).mayHoldSecret(path);
    }

    /** Whether a declaration leaves a field to somebody else. */
    public boolean isIgnored(Resource declared, String path) {
        return of(declared.id()).fieldRules(LiveState.NOTHING).isIgnored(path, declared.lifecycle());
    }

    /** What keeps the platform alive as far as files tell, whatever is seen. */
    public InternalResources internalResources(DesiredState declared) {
        return internalResources(
                new InternalResources.Declared(declared.environment().ledger().topic(), List.of(declared.state())),
                LiveState.NOTHING);
    }

    /** What keeps the platform alive, whatever kind it is of. */
    public InternalResources internalResources(InternalResources.Declared declared, LiveState live) {
        List<InternalResources> each = kinds.stream()
                .map(kind -> kind.internalResources(declared, live))
                .toList();
        return new InternalResources() {
            @Override
            public boolean contains(ResourceId id) {
                return each.stream().anyMatch(internal -> internal.contains(id));
            }

            @Override
            public String why(ResourceId id) {
                return each.stream()
                        .filter(internal -> internal.contains(id))
                        .map(internal -> internal.why(id))
                        .findFirst()
                        .orElseGet(() -> InternalResources.super.why(id));
            }

            @Override
            public boolean isHidden(ResourceId id) {
                return each.stream().anyMatch(internal -> internal.isHidden(id));
            }
        };
    }
}
