package dev.kgit.planfile;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import dev.kgit.plan.RecordLoss;
import dev.kgit.planfile.SavedPlan.Row;
import dev.kgit.planfile.SavedPlan.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares a plan that was saved with the one that the same files and the same cluster give now. */
record StalePlanCheck(
        SavedPlan then, SavedPlan now, SavedPlan.FilesNow checkedOut, BiPredicate<String, ResourceId> allowed) {

    private static final int MOST_NAMES = 5;
    private static final String AGAIN = "plan again, have the new plan reviewed, and apply that";

    List<Diagnostic> told() {
        List<Diagnostic> elsewhere = elsewhere();
        if (!elsewhere.isEmpty()) {
            return elsewhere; // Rows of another place have nothing to be compared with.
        }
        List<Diagnostic> told = new ArrayList<>(files());
        SortedSet<ResourceId> ids = new TreeSet<>(then.rows().keySet());
        ids.addAll(now.rows().keySet());
        ids.forEach(id -> told.addAll(row(id, then.rows().get(id), now.rows().get(id))));
        return told;
    }

    private List<Diagnostic> elsewhere() {
        List<Diagnostic> told = new ArrayList<>();
        if (!then.project().equals(now.project()) || !then.environment().equals(now.environment())) {
            told.add(other("for project " + then.project() + ", environment " + then.environment() + "; this is "
                    + now.project() + ", " + now.environment()));
        }
        if (!Objects.equals(then.clusterId(), now.clusterId())) {
            told.add(other("for the Kafka cluster " + orUnknown(then.clusterId()) + "; the one connected to is "
                    + orUnknown(now.clusterId())));
        }
        SortedSet<String> clusters = then.connectClusters();
        clusters.addAll(now.connectClusters());
        for (String cluster : clusters) {
            List<String> before = then.connect().get(cluster);
            List<String> after = now.connect().get(cluster);
            if (!Objects.equals(before, after)) {
                told.add(other((before == null
                                ? "without a word on where the Connect cluster " + cluster + " is"
                                : "for the Connect cluster " + cluster + " at " + String.join(", ", before))
                        + (after == null
                                ? "; this environment has none of that name"
                                : "; here it is at " + String.join(", ", after))));
            }
        }
        return told;
    }

    private static Diagnostic other(String what) {
        return Diagnostic.error("KG675", "the saved plan was made " + what)
                .withHint("apply it where it was made, or plan again here");
    }

    private List<Diagnostic> files() {
        String before = then.revision().commit();
        String after = now.revision().commit();
        String from = then.rollbackFrom();
        // The commit that takes the files back did not exist yet when a rollback was planned.
        if (from == null && !Objects.equals(before, after)) {
            return List.of(Diagnostic.error(
                            "KG676",
                            (before == null
                                            ? "the saved plan was made where there was no commit"
                                            : "the saved plan was made from commit " + before)
                                    + "; the files here are of " + (after == null ? "none" : after))
                    .withHint(before == null ? AGAIN : "check out the commit that was planned, or plan again"));
        }
        if (then.revision().dirty() != now.revision().dirty()) {
            return List.of(Diagnostic.error(
                            "KG676",
                            then.revision().dirty()
                                    ? "the saved plan was made from a working tree with changes; this one has none"
                                    : "the saved plan was made from a clean working tree; this one has changes")
                    .withHint(AGAIN));
        }
        if (from != null) {
            return takenBack(orUnknown(before), from);
        }
        if (!Objects.equals(then.revision().files(), now.revision().files())) {
            return List.of(Diagnostic.error(
                            "KG676", "files that are in no commit differ from those that the saved plan was made from")
                    .withHint(AGAIN));
        }
        return List.of();
    }

    /** A rollback is good for a commit that holds the files it was planned from, and no other. */
    private List<Diagnostic> takenBack(String to, String from) {
        List<String> others = checkedOut.otherThan(to, from);
        return others.isEmpty()
                ? List.of()
                : List.of(Diagnostic.error(
                                "KG676",
                                "the saved plan goes back to commit " + to + " with the settings of " + from
                                        + "; here these files are others: "
                                        + others.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                                        + (others.size() > MOST_NAMES
                                                ? " and " + (others.size() - MOST_NAMES) + " more"
                                                : ""))
                        .withHint("take the files back in Git as `kgit rollback` says, commit, and apply from there"));
    }

    private List<Diagnostic> row(ResourceId id, @Nullable Row before, @Nullable Row after) {
        if (before == null) {
            String was = then.unreadable().contains(id)
                    ? " could not be read when the plan was saved"
                    : " was not in the saved plan";
            return after == null
                    ? List.of()
                    : List.of(moved(
                            id,
                            id + was + "; now there is something to "
                                    + after.changeType().label()));
        }
        if (after == null) {
            String is = now.unreadable().contains(id) ? "; now it can't be read" : "; now there is nothing to do";
            return List.of(moved(id, id + " was to be " + past(before) + is));
        }
        return rows(id, before, after);
    }

    private List<Diagnostic> rows(ResourceId id, Row then, Row now) {
        if (then.changeType() != now.changeType()) {
            return List.of(moved(id, id + " was to be " + past(then) + "; now it would be " + past(now)));
        }
        if (!Objects.equals(then.owner(), now.owner())) {
            return List.of(moved(
                    id,
                    id + " was managed by " + orNobodyElse(then.owner()) + "; now it is managed by "
                            + orNobodyElse(now.owner())));
        }
        List<Diagnostic> fields = fields(id, then, now);
        if (fields.isEmpty() && !then.basis().equals(now.basis())) {
            return List.of(
                    moved(id, id + " has changed on the cluster since the plan was saved, or what it affects has"));
        }
        if (fields.isEmpty() && !then.operations().equals(now.operations())) {
            return List.of(Diagnostic.error(
                            "KG678",
                            "what would be sent for " + id + " is not what was planned (replicas go elsewhere, or at"
                                    + " another rate), though its fields are the same")
                    .withHint(AGAIN)
                    .withSubject(id));
        }
        if (fields.isEmpty() && RecordLoss.outgrows(now.loss(), then.loss())) {
            return List.of(moved(
                    id,
                    id + " was to lose " + (then.loss() == null ? "nothing" : then.loss() + " records")
                            + "; now it would lose " + now.loss()));
        }
        // Nobody has said yes to what was not going to be done.
        if (fields.isEmpty()
                && now.objections().isEmpty()
                && !then.objections().stream().allMatch(code -> allowed.test(code, id))) {
            return List.of(moved(id, id + " was blocked when the plan was saved; now nothing speaks against it"));
        }
        return fields;
    }

    private static List<Diagnostic> fields(ResourceId id, Row then, Row now) {
        List<Diagnostic> told = new ArrayList<>();
        SortedSet<String> paths = new TreeSet<>(then.fields().keySet());
        paths.addAll(now.fields().keySet());
        for (String path : paths) {
            Shown before = then.fields().get(path);
            Shown after = now.fields().get(path);
            if (!Objects.equals(before, after)) {
                told.add(moved(
                        id,
                        id + ", " + path + ": planned was " + orNothing(before) + ", now it is " + orNothing(after)));
            }
        }
        return told;
    }

    private static Diagnostic moved(ResourceId id, String message) {
        return Diagnostic.error("KG677", message).withHint(AGAIN).withSubject(id);
    }

    private static String past(Row row) {
        return row.changeType().label() + "d";
    }

    private static String orUnknown(@Nullable String text) {
        return text == null ? "(unknown)" : text;
    }

    private static String orNobodyElse(@Nullable String owner) {
        return owner == null ? "no other project" : owner;
    }

    private static String orNothing(@Nullable Shown shown) {
        return shown == null ? "no change" : shown.toString();
    }
}
