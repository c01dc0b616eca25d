package dev.kgit.diff;

import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A resource that is not as it should be.
 *
 * @param fields what differs, by path; for a create all that is declared, for a delete all that is there
 * @param desired as declared, or as applied last where it is no longer declared
 * @param live null where it is not there; of what is moved and is not there yet, what it is moved from
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

    /** The id from which it is moved; empty where it keeps its name. */
    public Optional<ResourceId> movedFrom() {
        return movedFrom(id, fields);
    }

    /** The same of fields that differ. */
    public static Optional<ResourceId> movedFrom(ResourceId id, List<FieldDiff> fields) {
        return fields.stream()
                .filter(field -> field.path().equals(Resource.NAME))
                .flatMap(field -> Stream.ofNullable(field.before()))
                .map(name -> new ResourceId(id.kind(), id.scope(), name.text()))
                .findFirst();
    }

    public @Nullable FieldDiff field(String path) {
        return fields.stream()
                .filter(field -> field.path().equals(path))
                .findFirst()
                .orElse(null);
    }
}
