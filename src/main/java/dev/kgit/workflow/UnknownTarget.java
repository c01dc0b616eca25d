package dev.kgit.workflow;

import dev.kgit.kind.Kinds;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Glob;
import dev.kgit.model.KgitException;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Suggestions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** An id or glob of the command line that matches nothing, and what was probably meant. */
final class UnknownTarget {

    private static final int MOST_NAMED = 5;

    private UnknownTarget() {}

    /**
     * A mistyped target would otherwise read as "no changes" or "no drift".
     *
     * @param ids that a target can be about; asked only where there are targets
     * @throws KgitException.Invalid KG701
     */
    static void refuse(List<String> targets, Supplier<Set<ResourceId>> ids, Kinds kinds) {
        if (targets.isEmpty()) {
            return;
        }
        Set<ResourceId> known = ids.get();
        for (String glob : targets) {
            if (known.stream().noneMatch(Glob.filter(List.of(glob)))) {
                throw new KgitException.Invalid(
                        of("--target " + glob, glob, known, kinds.idForms() + "; * stands for anything"));
            }
        }
    }

    /**
     * @param what as the message begins: the option and what was given
     * @param given what matches nothing
     * @param known the ids that there are
     * @param otherwise the hint where nothing is like it
     */
    static Diagnostic of(String what, String given, Collection<ResourceId> known, String otherwise) {
        String hint = byName(given, known)
                .orElseGet(() -> new Suggestions()
                        .hint(given, known.stream().map(ResourceId::toString).toList(), otherwise));
        return Diagnostic.error("KG701", what + " matches nothing").withHint(hint);
    }

    /** A name without what goes before it, as {@code orders} of {@code topic/orders}. */
    private static Optional<String> byName(String given, Collection<ResourceId> known) {
        String name = given.substring(given.lastIndexOf('/') + 1);
        List<String> ids = known.stream()
                .filter(id -> id.name().equals(name))
                .map(ResourceId::toString)
                .sorted()
                .limit(MOST_NAMED)
                .toList();
        return ids.isEmpty()
                ? Optional.empty()
                : Optional.of("did you mean "
                        + String.join(
                                " or ", ids.stream().map(id -> "`" + id + "`").toList()) + "? a target is a whole id");
    }
}
