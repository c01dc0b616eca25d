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
    private final Map<String, List<BackgroundValue<WorkerAnswer>>> asked = new LinkedHashMap<>();
    private final BackgroundExecutor threads = new BackgroundExecutor("kgit-doctor");

    /** What one worker says; or why it says nothing. */
    private record WorkerAnswer(
            ClusterInfo.@Nullable Worker worker, List<ConnectorPlugin> plugins, List<Diagnostic> problem) {}

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
            List<BackgroundValue<WorkerAnswer>> workers = new ArrayList<>();
            for (String url : endpoint.urls()) {
                ConnectEndpoint one = new ConnectEndpoint(
                        List.of(url), endpoint.username(), endpoint.password(), endpoint.tls(), endpoint.headers());
                workers.add(threads.start(() -> look(cluster, one)));
            }
            asked.put(cluster, workers);
        });
    }

    private WorkerAnswer look(String cluster, ConnectEndpoint endpoint) {
        try (ConnectWorkers worker = ConnectWorkers.at(cluster, endpoint, timeout, redactor)) {
            return new WorkerAnswer(worker.worker(), worker.plugins(), List.of());
        } catch (KgitException unavailable) {
            return new WorkerAnswer(null, List.of(), unavailable.diagnostics());
        }
    }

    @Override
    public List<CheckResult> results(@Nullable String kafka) {
        List<CheckResult> results = new ArrayList<>();
        asked.forEach((cluster, workers) -> results.addAll(
                resultsOf(cluster, workers.stream().map(BackgroundValue::get).toList(), kafka)));
        return results;
    }

    private List<CheckResult> resultsOf(String cluster, List<WorkerAnswer> all, @Nullable String kafka) {
        List<CheckResult> results = new ArrayList<>();
        boolean someAnswer = all.stream().anyMatch(seen -> seen.worker() != null);
        for (WorkerAnswer seen : all) {
            ClusterInfo.Worker worker = seen.worker();
            if (worker != null) {
                results.add(WorkerChecks.worker(cluster, worker, kafka));
            } else if (someAnswer) {
                seen.problem().forEach(why -> results.add(WorkerChecks.lostWorker(cluster, why)));
            } else {
                results.addAll(PlatformChecks.unavailable("connect/" + cluster, seen.problem()));
            }
        }
        if (someAnswer) {
            results.add(plugins(cluster, all));
        }
        return results;
    }

    private CheckResult plugins(String cluster, List<WorkerAnswer> all) {
        if (desired.isEmpty()) {
            return PlatformChecks.notChecked(
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
