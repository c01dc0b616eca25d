package bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came out for one kind of work.
 *
 * @param work what was done
 * @param subject what was measured
 * @param value median of the runs, in the unit
 * @param against what it is held against; null where the bound is absolute
 * @param base median of that
 * @param bound how many times the base, or how much, it may be at most; 0 where there is none
 * @param runs every run of the subject
 * @param baseRuns every run of the base
 */
record Result(
        String work,
        String subject,
        double value,
        String unit,
        @Nullable String against,
        double base,
        double bound,
        List<Double> runs,
        List<Double> baseRuns) {

    double ratio() {
        return against == null ? value : value / base;
    }

    boolean holds() {
        return bound == 0 || ratio() <= bound;
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
