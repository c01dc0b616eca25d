package dev.kgit.kinds.connector.live;

import dev.kgit.cluster.ClusterInfo;
import dev.kgit.concurrent.BackgroundExecutor;
import dev.kgit.concurrent.BackgroundValue;
import dev.kgit.doctor.BackgroundCheckup;
import dev.kgit.doctor.CheckResult;
import dev.kgit.doctor.PlatformChecks;
import dev.kgit.kinds.connector.ConnectorKeys;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.Environment.ConnectEndpoint;
import dev.kgit.model.KgitException;
import dev.kgit.model.Redactor;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks at each worker of each Connect cluster by itself, all at the same time. */
public final class ConnectCheckup implements BackgroundCheckup {

    private final Environment environment;
    private final Optional<DesiredState> desired;
    private final Duration timeout;
    private final Redactor redactor;
    private final Map<String, List<BackgroundValue<Seen>>> asked = new LinkedHashMap<>();
    private final BackgroundExecutor threads = new BackgroundExecutor("kgit-doctor");

    /** What one worker says; or why it says nothing. */
    private record Seen(ClusterInfo.@Nullable Worker worker, List<ConnectorPlugin> plugins, List<Diagnostic> trouble) {}

    /**
     * @param desired empty where the files have errors
     * @param timeout how long to wait for a worker
     * @param redactor takes known secrets out of what workers say
     */
    public ConnectCheckup(
            Environment environment, Optional<DesiredState> desired, Duration timeout, Redactor redactor) {
        this.environment = environment;
        this.desired = desired;
        this.timeout = timeout;
        this.redactor = redactor;
    }

    @Override
    public void start() {
        environment.connect().forEach((cluster, endpoint) -> {
            List<BackgroundValue<Seen>> workers = new ArrayList<>();
            for (String url : endpoint.urls()) {
                ConnectEndpoint one = new ConnectEndpoint(
                        List.of(url), endpoint.username(), endpoint.password(), endpoint.tls(), endpoint.headers());
                workers.add(threads.start(() -> look(cluster, one)));
            }
            asked.put(cluster, workers);
        });
    }

    private Seen look(String cluster, ConnectEndpoint endpoint) {
        try (ConnectWorkers worker = ConnectWorkers.at(cluster, endpoint, timeout, redactor)) {
            return new Seen(worker.worker(), worker.plugins(), List.of());
        } catch (KgitException silent) {
            return new Seen(null, List.of(), silent.diagnostics());
        }
    }

    @Override
    public List<CheckResult> results(@Nullable String kafka) {
        List<CheckResult> signs = new ArrayList<>();
        asked.forEach((cluster, workers) -> signs.addAll(
                signs(cluster, workers.stream().map(BackgroundValue::get).toList(), kafka)));
        return signs;
    }

    private List<CheckResult> signs(String cluster, List<Seen> all, @Nullable String kafka) {
        List<CheckResult> signs = new ArrayList<>();
        boolean someAnswer = all.stream().anyMatch(seen -> seen.worker() != null);
        for (Seen seen : all) {
            ClusterInfo.Worker worker = seen.worker();
            if (worker != null) {
                signs.add(WorkerChecks.worker(cluster, worker, kafka));
            } else if (someAnswer) {
                seen.trouble().forEach(why -> signs.add(WorkerChecks.lostWorker(cluster, why)));
            } else {
                signs.addAll(PlatformChecks.silent("connect/" + cluster, seen.trouble()));
            }
        }
        if (someAnswer) {
            signs.add(plugins(cluster, all));
        }
        return signs;
    }

    private CheckResult plugins(String cluster, List<Seen> all) {
        if (desired.isEmpty()) {
            return PlatformChecks.unseen(
                    "connect/" + cluster, "the files have errors, so the connectors are not known");
        }
        List<ConnectorPlugin> installed =
                all.stream().flatMap(seen -> seen.plugins().stream()).distinct().toList();
        SortedMap<String, List<String>> needed = new TreeMap<>();
        for (Resource resource : desired.get().state().resources().values()) {
            String type = resource.config(ConnectorKeys.CLASS);
            Optional.of(resource.id())
                    .filter(id -> id.scope().equals(cluster) && type != null)
                    .filter(id -> !resource.lifecycle().absent())
                    .map(ResourceId::name)
                    .ifPresent(name -> needed.computeIfAbsent(String.valueOf(type), first -> new ArrayList<>())
                            .add(name));
        }
        SortedMap<String, List<String>> missing = new TreeMap<>(needed);
        missing.keySet().removeIf(type -> installed.stream().anyMatch(plugin -> plugin.goesBy(type)));
        return WorkerChecks.plugins(
                cluster,
                missing,
                needed.size(),
                installed.stream().map(ConnectorPlugin::className).sorted().toList());
    }

    @Override
    public void close() {
        threads.close();
    }
}
