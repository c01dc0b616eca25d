package dev.kgit.kind;

import dev.kgit.cluster.Evidence;
import dev.kgit.cluster.Operation;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Place;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What guards see, and how they speak: consents in the files and switches of the command line open what they find. */
public interface GuardContext extends PlanView {

    /** The difference of a resource in this plan; null where it has none. */
    @Nullable
    ResourceDiff differenceOf(ResourceId id);

    /** Whether this plan takes it away. */
    default boolean deletes(ResourceId id) {
        ResourceDiff difference = differenceOf(id);
        return difference != null && difference.changeType() == ChangeType.DELETE;
    }

    /** What would be sent for a resource. */
    List<Operation> operationsOf(ResourceId id);

    /** What the platform has answered, by resource. */
    Map<ResourceId, Evidence> evidence();

    /** Whether a resource is there just as it was applied last; its run state is no part of that. */
    boolean isAsApplied(ResourceId id);

    /** Ids of the resources that will name this one when the plan has been applied. */
    List<String> usersOf(ResourceId id);

    /** An error, or a warning where the command line opens the guard. */
    Diagnostic finding(String code, ResourceDiff difference, String message, String hint, @Nullable Place place);

    /**
     * The same, where the file may hold a consent: then it is told, but stops nothing.
     *
     * @param advice what else can be done than to consent; null: nothing
     */
    Diagnostic findingUnlessAllowed(
            String code,
            ResourceDiff difference,
            String message,
            @Nullable String advice,
            String consent,
            @Nullable Place place);

    /** The same, where nothing else can be done. */
    default Diagnostic findingUnlessAllowed(
            String code, ResourceDiff difference, String message, String consent, @Nullable Place place) {
        return findingUnlessAllowed(code, difference, message, null, consent, place);
    }

    /** Where a field is declared, or else the resource. */
    static @Nullable Place placeOf(ResourceDiff difference, String path) {
        return placeOf(difference.desired(), path);
    }

    /** The same of a resource that does not differ. */
    static @Nullable Place placeOf(Resource declared, String path) {
        FieldValue value = declared.field(path);
        Place place = value == null ? null : value.place();
        return place == null ? declared.place() : place;
    }
}
