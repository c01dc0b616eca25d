package dev.kgit.report;

import dev.kgit.kind.DriftType;
import dev.kgit.plan.Drift;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Drift as metrics in Prometheus' text format, for the textfile collector of the node exporter. Every kind is always
 * there, so that an alert ends when the drift does.
 */
public final class DriftPrometheusReport {

    private DriftPrometheusReport() {}

    /**
     * Writes the metrics.
     *
     * @param lastApplied when the last apply was; null: not known, and then its metric is left out
     * @param checked when the cluster was looked at
     */
    public static void write(Drift drift, @Nullable Instant lastApplied, Instant checked, Appendable out) {
        LineWriter page = new LineWriter(out);
        String where = "project=\"" + label(drift.project()) + "\",environment=\"" + label(drift.environment()) + "\"";

        head(page, "kgit_drift_items", "Resources that are not as they were applied, by kind.");
        for (Map.Entry<DriftType, Integer> count : drift.counts().entrySet()) {
            page.line("kgit_drift_items{" + where + ",kind=\"" + count.getKey().label() + "\"} " + count.getValue());
        }
        single(
                page,
                "kgit_drift_known",
                "How many of them a former run has told (--known).",
                where,
                drift.knownItems());
        single(
                page,
                "kgit_drift_unreadable",
                "Resources that could not be read.",
                where,
                drift.unreadable().size());
        single(
                page,
                "kgit_drift_accepted",
                "Resources that differ in a way that the environment accepts for a while.",
                where,
                drift.accepted());
        single(
                page,
                "kgit_unmanaged_resources",
                "Live resources that are not the project's.",
                where,
                drift.unmanaged());
        single(page, "kgit_applied_known", "Whether it is known what was applied last.", where, drift.known() ? 1 : 0);
        if (lastApplied != null) {
            single(
                    page,
                    "kgit_last_applied_timestamp_seconds",
                    "When the last apply was.",
                    where,
                    lastApplied.getEpochSecond());
        }
        single(
                page,
                "kgit_drift_checked_timestamp_seconds",
                "When the cluster was looked at.",
                where,
                checked.getEpochSecond());
    }

    private static void single(LineWriter page, String name, String help, String labels, long value) {
        head(page, name, help);
        page.line(name + "{" + labels + "} " + value);
    }

    private static void head(LineWriter page, String name, String help) {
        page.line("# HELP " + name + " " + help);
        page.line("# TYPE " + name + " gauge");
    }

    private static String label(String value) {
        return LineEscaper.text(value).replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
