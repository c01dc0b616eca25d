package dev.kgit.workflow;

import dev.kgit.cluster.Cluster;
import dev.kgit.cluster.ClusterInfo;
import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Permissions;
import dev.kgit.doctor.AclCommands;
import dev.kgit.doctor.BackgroundCheckup;
import dev.kgit.doctor.CheckResult;
import dev.kgit.doctor.Checkup;
import dev.kgit.doctor.LedgerAccessCheck;
import dev.kgit.doctor.PermissionCheck;
import dev.kgit.doctor.PlatformChecks;
import dev.kgit.kafka.KafkaVersions;
import dev.kgit.kafka.PermissionReader;
import dev.kgit.kind.ClusterNeed;
import dev.kgit.kinds.LivePlatform;
import dev.kgit.ledger.KafkaLedger;
import dev.kgit.ledger.LedgerAccessReader;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Environment;
import dev.kgit.model.KgitException;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at everything that an environment depends on; what does not answer does not hide the rest. */
public final class DoctorWorkflow {

    private final Invocation invocation;
    private final boolean readOnly;
    private final List<CheckResult> results = new ArrayList<>();

    private DoctorWorkflow(Invocation invocation, boolean readOnly) {
        this.invocation = invocation;
        this.readOnly = readOnly;
    }

    /** @param readOnly whether only those permissions are asked for that plan and drift need */
    public static Checkup examine(Invocation invocation, boolean readOnly) {
        return new DoctorWorkflow(invocation, readOnly).examine();
    }

    private Checkup examine() {
        WorkspaceCheck files = WorkspaceCheck.of(invocation, true);
        results.addAll(PlatformChecks.files(files.diagnostics(), files.counted() + " declared, no errors"));
        if (files.workspace().isEmpty()) {
            results.add(PlatformChecks.notChecked("kafka", "environment.yaml has errors"));
            results.add(PlatformChecks.notChecked("connect", "environment.yaml has errors"));
        } else {
            Workspace workspace = files.workspace().get();
            LivePlatform live = new LivePlatform(
                    workspace.environment().environment(),
                    invocation.timeout(),
                    workspace.environment().redactor());
            try (BackgroundCheckup beside = live.checkup(files.desired())) {
                beside.start();
                String clusterId = kafka(workspace, live, files.desired());
                results.addAll(beside.results(clusterId));
            }
        }
        return new Checkup(files.environment(), List.copyOf(results));
    }

    /** Everything about Kafka; the cluster's id, null where it can't be asked. */
    private @Nullable String kafka(Workspace workspace, LivePlatform live, Optional<DesiredState> desired) {
        Environment environment = workspace.environment().environment();
        LivePlatform.KafkaSide kafka =
                live.kafka(invocation.clock(), invocation.hostContext().shutdownHooks());
        try (Cluster cluster = kafka.cluster()) {
            ClusterInfo platform = cluster.read(Set::of).platform();
            results.addAll(PlatformChecks.kafka(platform, words(KafkaVersions.read(kafka.connection()))));
            if (kafka.deletesNoTopics().getAsBoolean()) {
                results.add(PlatformChecks.deletesNoTopics(environment.prune() || deletesTopics(desired)));
            }
            Ledger.Snapshot snapshot = ledger(kafka, workspace, environment);
            others(kafka, desired);
            attempt("permissions", () -> permissions(kafka, environment, desired, snapshot));
            return platform.clusterId();
        } catch (KgitException unavailable) {
            results.addAll(PlatformChecks.unavailable("kafka", unavailable.diagnostics()));
            Stream.of("ledger", "lock", "clock", "permissions")
                    .forEach(about -> results.add(PlatformChecks.notChecked(about, "Kafka does not answer")));
            return null;
        }
    }

    private boolean deletesTopics(Optional<DesiredState> desired) {
        return desired.stream()
                .flatMap(files -> files.state().resources().values().stream())
                .anyMatch(resource ->
                        resource.lifecycle().absent() && !topics(resource.id()).isEmpty());
    }

    private static String words(KafkaVersions versions) {
        Integer metadata = versions.metadata();
        return (metadata == null ? "its version is not told" : "metadata.version " + metadata) + "; this client is "
                + versions.client();
    }

    private Ledger.Snapshot ledger(LivePlatform.KafkaSide kafka, Workspace workspace, Environment environment) {
        if (!environment.ledger().isOn()) {
            Ledger.Snapshot none = Ledger.OFF.read();
            results.addAll(PlatformChecks.ledger(none, false));
            return none;
        }
        try (KafkaLedger ledger = KafkaLedger.open(
                kafka.connection(),
                invocation.kinds(),
                workspace.environment().project(),
                environment,
                invocation.clock())) {
            Ledger.Snapshot snapshot = ledger.read();
            results.addAll(PlatformChecks.ledger(snapshot, true));
            results.add(PlatformChecks.clock(
                    invocation.clock().instant(), ledger.newestStamp().orElse(null)));
            return snapshot;
        } catch (KgitException unreadable) {
            results.addAll(PlatformChecks.unavailable("ledger", unreadable.diagnostics()));
            return Ledger.Snapshot.missing("it can't be read");
        }
    }

    private Collection<CheckResult> permissions(
            LivePlatform.KafkaSide kafka,
            Environment environment,
            Optional<DesiredState> desired,
            Ledger.Snapshot snapshot) {
        Collection<Resource> declared =
                desired.map(value -> value.state().resources().values()).orElse(List.of());
        Set<ResourceId> applied =
                snapshot.mine().map(entry -> entry.managed().keySet()).orElse(new TreeSet<>());
        TreeSet<String> topics = new TreeSet<>();
        Set<String> deleted = new HashSet<>();
        for (Resource resource : declared) {
            topics.addAll(topics(resource.id()));
            if (resource.lifecycle().absent()) {
                deleted.addAll(topics(resource.id()));
            }
        }
        for (ResourceId id : applied) {
            topics(id).stream()
                    .filter(topics::add)
                    .filter(gone -> environment.prune())
                    .forEach(deleted::add);
        }
        String ledger =
                environment.ledger().topic() == null ? "" : environment.ledger().topic();
        if (!ledger.isEmpty()) {
            topics.add(ledger);
        }
        Permissions access = new PermissionReader(kafka.connection()).of(topics);
        String servers = Objects.requireNonNull(environment.kafka().get("bootstrap.servers"))
                .text();
        AclCommands grants = new AclCommands(servers, access.principal());
        List<CheckResult> found = new ArrayList<>(new PermissionCheck(
                        topics, deleted, ledger, environment.throttle() != null, readOnly, clusterNeeds(declared))
                .against(access, grants));
        if (!ledger.isEmpty()) {
            found.add(LedgerAccessCheck.of(
                    LedgerAccessReader.of(ledger, kafka.connection()), ledger, access.principal(), grants));
        }
        return found;
    }

    private List<ClusterNeed> clusterNeeds(Collection<Resource> declared) {
        return invocation.kinds().all().stream()
                .filter(kind ->
                        declared.stream().anyMatch(resource -> resource.id().isOf(kind.name())))
                .flatMap(kind -> kind.clusterNeeds().stream())
                .toList();
    }

    /** What is declared of the other kinds that are kept in Kafka, and whether it can be read. */
    private void others(LivePlatform.KafkaSide kafka, Optional<DesiredState> desired) {
        Set<ResourceId> declared =
                desired.map(value -> (Set<ResourceId>) value.state().ids()).orElse(Set.of());
        kafka.others().forEach((name, part) -> {
            Set<ResourceId> ids = declared.stream().filter(part::owns).collect(Collectors.toCollection(TreeSet::new));
            if (!ids.isEmpty()) {
                attempt(name, () -> read(name, part, ids));
            }
        });
    }

    private static List<CheckResult> read(String name, Cluster part, Set<ResourceId> ids) {
        LiveState live = part.read(() -> ids);
        return live.readFailures().isEmpty()
                ? List.of(CheckResult.ok(
                        name,
                        live.state().resources().size() + " of " + ids.size() + " declared are there, "
                                + live.others().size() + " others"))
                : PlatformChecks.unavailable(
                        name, List.of(live.readFailures().get(0).why()));
    }

    private Set<String> topics(ResourceId id) {
        return invocation.kinds().of(id).kafkaTopics(id);
    }

    private void attempt(String about, Supplier<Collection<CheckResult>> examination) {
        try {
            results.addAll(examination.get());
        } catch (KgitException failed) {
            results.addAll(PlatformChecks.unavailable(about, failed.diagnostics()));
        }
    }
}
