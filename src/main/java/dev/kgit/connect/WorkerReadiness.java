package dev.kgit.connect;

import dev.kgit.cluster.ClusterInfo;
import dev.kgit.concurrent.Deadline;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Waits until a worker is ready. While it starts it answers 404 in HTML, and then for a moment returns an empty list of
 * connectors.
 */
public final class WorkerReadiness {

    /** Asking for any connector, there or not, goes through the thread that has to be up. */
    private static final String NOBODY = "kgit-is-the-worker-ready";

    /** What a worker says of its health. */
    private static final Set<String> HEALTH = Set.of("starting", "unhealthy");

    private final String cluster;
    private final ConnectRestApi rest;
    private final RetryingReader reader;

    public WorkerReadiness(String cluster, ConnectRestApi rest, RetryingReader reader) {
        this.cluster = cluster;
        this.rest = rest;
        this.reader = reader;
    }

    /** What the worker says of itself, once it is ready. */
    public ClusterInfo.Worker await(Deadline deadline) {
        RestResponse root = reader.ask(rest.root(), deadline);
        JsonNode self = root.json();
        String version = self.path("version").asString("");
        if (!root.isOk() || version.isEmpty() || !self.has("commit")) {
            throw reader.notConnect("is not Kafka Connect (HTTP " + root.status() + " without version and commit)");
        }
        awaitHerder(WorkerVersion.of(version), deadline);
        JsonNode kafka = self.path("kafka_cluster_id");
        return new ClusterInfo.Worker(rest.http().url(), version, kafka.isString() ? kafka.asString() : null);
    }

    private void awaitHerder(WorkerVersion version, Deadline deadline) {
        if (version.tellsHealth()) {
            RestResponse health = reader.ask(rest.health(), deadline);
            if (health.isOk()) {
                return;
            }
            if (!health.isAbsent()) {
                throw unready(health);
            }
        }
        RestResponse probe = reader.ask(rest.info(NOBODY), deadline);
        if (!probe.isAbsent() && !probe.isOk()) {
            throw unready(probe);
        }
    }

    private KgitException.Unavailable unready(RestResponse answer) {
        String status = answer.json().path("status").asString("");
        String said = HEALTH.contains(status) ? "\"" + status + "\"" : "HTTP " + answer.status();
        return new KgitException.Unavailable(Diagnostic.error(
                        "KG455",
                        "Connect cluster %s at %s is not ready: %s"
                                .formatted(cluster, rest.http().url(), said))
                .withHint("a worker that can't reach its brokers or read its internal topics never gets ready:"
                        + " see its log. A longer --timeout waits longer"));
    }
}
