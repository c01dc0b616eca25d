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
public record ResourceDiff(
        ResourceId id,
        ChangeType changeType,
        Cause cause,
        List<FieldDiff> fields,
        Resource desired,
        @Nullable Resource live) {

    public ResourceDiff {
        fields = List.copyOf(fields);
    }

    /** The same difference in some of its fields only. */
    public ResourceDiff with(List<FieldDiff> some) {
        Cause its = some.stream().map(FieldDiff::cause).reduce(Cause::and).orElse(cause);
        return new ResourceDiff(id, changeType, its, some, desired, live);
    }

    public @Nullable FieldDiff field(String path) {
        return fields.stream()
                .filter(field -> field.path().equals(path))
                .findFirst()
                .orElse(null);
    }
}
