package dev.kgit.planfile;

import dev.kgit.cluster.LiveState;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.FieldDiff;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import dev.kgit.model.Revision;
import dev.kgit.plan.Plan;
import dev.kgit.plan.ResourceChange;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A plan that somebody looked at and kept. It is consent, not instructions: {@code apply FILE} plans again, from the
 * same commit and the live cluster, and goes on only if that gives the same plan.
 *
 * @param kgit version of the kgit that made it
 * @param createdAt when it was made
 * @param clusterId Kafka's id of the cluster that was looked at; null where it was not known
 * @param connect where the workers of each Connect cluster were; empty in a file that does not say
 * @param fingerprint of the plan
 * @param rollbackFrom of a rollback: the commit that was checked out, from which the settings were read, while {@code
 *     revision} is the one to go back to; null: the plan was made from the files that were checked out
 * @param rows what was to be done, by resource
 * @param unreadable what could not be read
 */
public record SavedPlan(
        String kgit,
        Instant createdAt,
        String project,
        String environment,
        @Nullable String clusterId,
        SortedMap<String, List<String>> connect,
        Revision revision,
        String fingerprint,
        @Nullable String rollbackFrom,
        SortedMap<ResourceId, Row> rows,
        Set<ResourceId> unreadable) {

    public SavedPlan {
        unreadable = Set.copyOf(unreadable);
        connect = Collections.unmodifiableSortedMap(connect);
        rows = Collections.unmodifiableSortedMap(rows);
    }

    /** Compares the files that are checked out with those that a rollback was planned from. */
    @FunctionalInterface
    public interface FilesNow {

        /**
         * Desired-state files that are not, in the commit that is checked out, what they were for the rollback.
         *
         * @param to the commit to go back to, whose resource files are taken back
         * @param from the commit whose settings stay
         */
        List<String> otherThan(String to, String from);
    }

    /**
     * One row of it.
     *
     * @param fields as they were shown, by path; sensitive values are not in it
     * @param basis fingerprint of the live resource that the row started from
     * @param owner which other project managed it; null: none
     * @param operations fingerprint of what is sent
     * @param loss how many records are lost; null where none are, or nobody knows
     * @param objections codes of what spoke against it; empty where nothing did
     */
    public record Row(
            ChangeType changeType,
            SortedMap<String, Shown> fields,
            String basis,
            @Nullable String owner,
            String operations,
            @Nullable Long loss,
            SortedSet<String> objections) {

        public Row {
            fields = Collections.unmodifiableSortedMap(fields);
        }

        static Row of(ResourceChange change) {
            SortedMap<String, Shown> fields = new TreeMap<>();
            for (FieldDiff field : change.fields()) {
                fields.put(field.path(), new Shown(field.shownBefore(), field.shownAfter()));
            }
            return new Row(
                    change.changeType(),
                    fields,
                    change.basis(),
                    change.owner(),
                    change.operationsFingerprint(),
                    change.loss(),
                    change.findings().stream()
                            .filter(Diagnostic::isError)
                            .map(Diagnostic::code)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    /** The Connect clusters that it does something in. */
    SortedSet<String> connectClusters() {
        SortedSet<String> clusters = new TreeSet<>();
        rows.keySet().stream()
                .map(ResourceId::scope)
                .filter(scope -> !scope.isEmpty())
                .forEach(clusters::add);
        return clusters;
    }

    /** Resources of which values that can't be compared were to be sent again: they are shown the same before and after. */
    public Set<ResourceId> sentAgain() {
        return rows.entrySet().stream()
                .filter(row -> row.getValue().fields().values().stream().anyMatch(Shown::isSame))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** A field before and after, as it was shown; null where there is no value. */
    public record Shown(@Nullable String before, @Nullable String after) {

        boolean isSame() {
            return before != null && before.equals(after);
        }

        @Override
        public String toString() {
            return word(before) + " -> " + word(after);
        }

        private static String word(@Nullable String value) {
            return value == null ? "(none)" : value;
        }
    }

    /** What of this plan a saved file keeps. */
    public static SavedPlan of(Plan plan, String kgit, Instant createdAt) {
        SortedMap<ResourceId, Row> rows = new TreeMap<>();
        for (ResourceChange change : plan.changes()) {
            rows.put(change.id(), Row.of(change));
        }
        return new SavedPlan(
                kgit,
                createdAt,
                plan.project(),
                plan.environment(),
                plan.clusterId(),
                plan.connect(),
                plan.revision(),
                plan.fingerprint(),
                null,
                rows,
                plan.unreadable().stream().map(LiveState.ReadFailure::id).collect(Collectors.toSet()));
    }

    /**
     * What is no longer as it was when the plan was saved; empty where {@code now} is the same plan. All are errors
     * (KG675-KG678), those about a resource with it as their subject, in the order of resource ids.
     *
     * @param files asked only where this plan is a rollback
     * @param allowed whether the command line opens the guard of a code for a resource
     */
    public List<Diagnostic> movedSince(Plan now, FilesNow files, BiPredicate<String, ResourceId> allowed) {
        return new StalePlanCheck(this, of(now, kgit, createdAt), files, allowed).told();
    }
}
