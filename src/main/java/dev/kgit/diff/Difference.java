package dev.kgit.diff;

import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource that is not as it should be.
 *
 * @param fields what differs, by path; for a create all that is declared, for a delete all that is there
 * @param desired as declared, or as applied last where it is no longer declared
 * @param live null where it is not there
 */
public record Difference(
        ResourceId id,
        Verb verb,
        Cause cause,
        List<FieldChange> fields,
        Resource desired,
        @Nullable Resource live) {

    public Difference {
        fields = List.copyOf(fields);
    }

    /** The same difference in some of its fields only. */
    public Difference with(List<FieldChange> some) {
        Cause its = some.stream().map(FieldChange::cause).reduce(Cause::and).orElse(cause);
        return new Difference(id, verb, its, some, desired, live);
    }

    public @Nullable FieldChange field(String path) {
        return fields.stream()
                .filter(field -> field.path().equals(path))
                .findFirst()
                .orElse(null);
    }
}
