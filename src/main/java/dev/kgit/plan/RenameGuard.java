package dev.kgit.plan;

import dev.kgit.diff.ChangeType;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ManagedResource;
import dev.kgit.model.Place;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moves under another name: of this project's own alone, onto a name that nobody has, and not of what was protected. */
final class RenameGuard implements PlanGuard {

    @Override
    public List<Diagnostic> evaluate(ResourceDiff difference, PlanGuardContext context) {
        ResourceId formerly = difference.desired().lifecycle().formerly();
        if (formerly == null || difference.changeType() == ChangeType.DELETE) {
            return List.of();
        }
        Place place = difference.desired().place();
        if (difference.movedFrom().isEmpty()) {
            return difference.changeType() == ChangeType.CREATE
                    ? notMoved(difference, formerly, context, place)
                    : List.of();
        }
        PlanInputs planInputs = context.planInputs();
        ManagedResource managed = planInputs.applied().managed().get(difference.id());
        if (planInputs.live().state().get(difference.id()) != null && (managed == null || !managed.isPending())) {
            return List.of(context.finding(
                    "KG223",
                    difference,
                    difference.id() + " is there already, and no move from " + formerly + " has made it",
                    "take `formerly: " + formerly.name() + "` away; to delete " + formerly
                            + ", declare it with `state: absent`",
                    place));
        }
        Optional<String> was = difference.desired().lifecycle().deletionProtected()
                ? Optional.empty()
                : DeleteGuard.wasProtected(formerly, planInputs);
        return was
                .map(why -> context.finding(
                        "KG212",
                        difference,
                        why + "; a move deletes it under that name",
                        "write `protected: true` for " + difference.id() + ", and take that away in a later apply",
                        place))
                .stream()
                .toList();
    }

    /** What has the former name is somebody else's, or nothing has it. */
    private static List<Diagnostic> notMoved(
            ResourceDiff create, ResourceId formerly, PlanGuardContext context, @Nullable Place place) {
        PlanInputs planInputs = context.planInputs();
        boolean there = planInputs.live().state().get(formerly) != null
                || planInputs.live().others().contains(formerly);
        if (!there) {
            return List.of(
                    Diagnostic.info("KG224", formerly + ", its former name, is not there: it is created, not moved")
                            .withPlace(place)
                            .withSubject(create.id()));
        }
        ManagedResource managed = planInputs.applied().managed().get(formerly);
        String why = planInputs.applied().isKnown()
                ? notOurs(managed)
                : "can't be known to be this project's: "
                        + planInputs.applied().of(formerly).fold(known -> "", () -> "", reason -> reason);
        return List.of(context.finding(
                "KG223",
                create,
                formerly + ", its former name, " + why + ": it is not moved",
                "have it applied under its former name first, by this project; or take `formerly` away to create "
                        + create.id() + " beside it",
                place));
    }

    private static String notOurs(@Nullable ManagedResource managed) {
        if (managed == null) {
            return "is not this project's by the ledger";
        }
        return managed.isPending()
                ? "was sent by a run that did not see it, and is not there as it was sent"
                : "was left by an earlier apply, since it could not be confirmed that it was this project's";
    }
}
