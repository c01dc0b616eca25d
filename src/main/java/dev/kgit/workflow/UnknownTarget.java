package dev.kgit.workflow;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Suggestions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** An id or glob of the command line that matches nothing, and what was probably meant. */
final class UnknownTarget {

    private static final int MOST_NAMED = 5;

    private UnknownTarget() {}

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
