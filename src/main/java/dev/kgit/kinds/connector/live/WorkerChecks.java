package dev.kgit.kinds.connector.live;

import dev.kgit.cluster.ClusterInfo;
import dev.kgit.doctor.CheckResult;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Severity;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was found on the workers of a Connect cluster, as results. */
final class WorkerChecks {

    private WorkerChecks() {}

    /**
     * A worker that answers.
     *
     * @param kafka id of the environment's Kafka cluster; null where that is not known
     */
    static CheckResult worker(String cluster, ClusterInfo.Worker worker, @Nullable String kafka) {
        String about = "connect/" + cluster;
        String its = worker.kafkaClusterId();
        if (kafka != null && its != null && !kafka.equals(its)) {
            return CheckResult.problem(
                    about,
                    Diagnostic.error("KG163", worker.url() + " belongs to Kafka cluster " + its + ", not to " + kafka)
                            .withHint("look at connect." + cluster + ".url and at kafka.bootstrap.servers"));
        }
        String same = kafka == null || its == null ? "" : ", same Kafka cluster";
        return CheckResult.ok(about, worker.url() + " answers; version " + worker.version() + same);
    }

    /** A worker that does not answer beside others that do. */
    static CheckResult lostWorker(String cluster, Diagnostic why) {
        return CheckResult.problem(
                "connect/" + cluster,
                new Diagnostic("KG738", Severity.WARNING, why.message(), why.hint(), why.place(), null));
    }

    /**
     * Plugins that connectors need.
     *
     * @param missing connectors by the class that no worker has
     * @param needed how many classes are needed in all
     */
    static CheckResult plugins(
            String cluster, SortedMap<String, List<String>> missing, int needed, Collection<String> installed) {
        String about = "connect/" + cluster;
        if (missing.isEmpty()) {
            return CheckResult.ok(
                    about,
                    needed == 0
                            ? "no connector is declared"
                            : "has the " + needed + (needed == 1 ? " plugin" : " plugins") + " that connectors need");
        }
        String what = new TreeMap<>(missing)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " (for " + String.join(", ", entry.getValue()) + ")")
                        .collect(Collectors.joining("; "));
        return CheckResult.problem(
                about,
                Diagnostic.error("KG350", "these plugins are not installed: " + what)
                        .withHint("put them into the worker's plugin.path and restart it; installed are "
                                + String.join(", ", installed)));
    }
}
