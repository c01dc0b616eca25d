package dev.kgit.report;

import dev.kgit.diff.Cause;
import dev.kgit.diff.ChangeType;
import dev.kgit.diff.FieldDiff;
import dev.kgit.kind.Risk;
import dev.kgit.plan.Plan;
import dev.kgit.plan.ResourceChange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What the first line of a plan says beside how many rows there are. */
final class PlanHeadline {

    /** How many changes that rows have in common are told. */
    private static final int MOST = 2;

    private PlanHeadline() {}

    /** {@code  2 take drift back.}: rows that undo what somebody changed on the cluster; empty where none does. */
    static String drift(Plan plan) {
        long rows = plan.changes().stream()
                .filter(change -> change.cause() == Cause.DRIFT || change.cause() == Cause.BOTH)
                .count();
        return rows == 0 ? "" : " " + rows + (rows == 1 ? " takes" : " take") + " drift back.";
    }

    /**
     * A sentence for each change that several rows of high risk have in common, as one variable makes it; those of most rows
     * first.
     *
     * @param dressed how the change is written
     */
    static String alike(Plan plan, UnaryOperator<String> dressed) {
        Map<String, Integer> rows = new LinkedHashMap<>();
        for (ResourceChange change : plan.changes()) {
            if (change.changeType() == ChangeType.UPDATE && change.risk() == Risk.HIGH) {
                for (FieldDiff field : change.fields()) {
                    if (!field.sensitive()) {
                        rows.merge(FieldText.line(change.id(), change.changeType(), field), 1, Integer::sum);
                    }
                }
            }
        }
        return rows.entrySet().stream()
                .filter(each -> each.getValue() > 1)
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(MOST)
                .map(each -> " High risk in " + each.getValue() + " rows alike: " + dressed.apply(each.getKey()) + ".")
                .collect(Collectors.joining());
    }
}
