package dev.kgit.kinds.connector;

import dev.kgit.cluster.EvidenceRequest;
import dev.kgit.cluster.LiveState;
import dev.kgit.diff.Diff;
import dev.kgit.diff.FieldRules;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.DataFlow;
import dev.kgit.kind.DriftType;
import dev.kgit.kind.Guard;
import dev.kgit.kind.GuardContext;
import dev.kgit.kind.Kind;
import dev.kgit.kind.OperationBuilder;
import dev.kgit.kind.PlanView;
import dev.kgit.kind.Risk;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment;
import dev.kgit.model.KafkaAddresses;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** Connectors: {@code connector/CONNECT_CLUSTER/NAME}. */
public final class ConnectorKind implements Kind {

    public static final String NAME = "connector";

    private static final FieldRules RULES = new ConnectorFieldRules();
    private static final List<Guard> GUARDS = List.of(new ConnectorGuard(), new PlaintextSecretGuard());

    /** @param cluster name of the Connect cluster, as in {@code connectClusters} and in environment.yaml */
    public static ResourceId id(String cluster, String name) {
        return new ResourceId(NAME, cluster, name);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isScoped() {
        return true;
    }

    @Override
    public String idForm() {
        return NAME + "/CLUSTER/NAME";
    }

    @Override
    public FieldRules fieldRules(LiveState live) {
        return RULES;
    }

    @Override
    public boolean hasTypedSecrets() {
        return true;
    }

    @Override
    public String secretTyping(Resource connector) {
        return String.valueOf(connector.config(ConnectorKeys.CLASS));
    }

    @Override
    public Diff completed(Diff diff, PlanView plan) {
        return new UncomparedValues(plan).withResent(diff);
    }

    @Override
    public OperationBuilder operations(LiveState live, Environment environment) {
        return new ConnectorOperations();
    }

    @Override
    public Set<ResourceId> references(Resource connector, SortedSet<ResourceId> deleted) {
        return ConnectorTopics.named(connector, deleted, KafkaAddresses.UNKNOWN);
    }

    @Override
    public Set<ResourceId> references(Resource connector, SortedSet<ResourceId> deleted, PlanView plan) {
        return ConnectorTopics.named(
                connector, deleted, plan.kafkaAddresses(connector.id().scope()));
    }

    @Override
    public List<EvidenceRequest> evidenceRequests(ResourceDiff difference, LiveState live) {
        return ConnectorGuard.evidenceRequests(difference, live);
    }

    @Override
    public List<EvidenceRequest> evidenceRequests(PlanView plan) {
        return MissingTopics.evidenceRequests(plan);
    }

    @Override
    public List<Diagnostic> deleteFindings(ResourceDiff delete, GuardContext context) {
        return List.of(OffsetGuard.staysBehind(delete));
    }

    @Override
    public List<Guard> guards() {
        return GUARDS;
    }

    /** Whatever changes, tasks restart. */
    @Override
    public Risk riskOf(ResourceDiff update) {
        return Risk.MEDIUM;
    }

    /** What reads or delivers everything once more is not a plain creation. */
    @Override
    public Risk riskOf(List<Diagnostic> findings) {
        return findings.stream().anyMatch(finding -> finding.code().equals(OffsetGuard.FROM_SCRATCH))
                ? Risk.HIGH
                : Risk.LOW;
    }

    @Override
    public List<Diagnostic> planFindings(GuardContext plan) {
        return ConnectorPlanFindings.in(plan);
    }

    @Override
    public Optional<List<DataFlow>> dataFlows(
            Resource connector, SortedSet<ResourceId> declared, DesiredState desired) {
        return Optional.of(ConnectorDataFlows.of(
                connector, declared, KafkaAddresses.of(desired, connector.id().scope())));
    }

    @Override
    public Optional<DriftType> driftType(ResourceDiff difference, LiveState live) {
        return ConnectorDrift.type(difference);
    }

    @Override
    public List<Diagnostic> driftFindings(ResourceDiff difference, LiveState live, String environment) {
        return ConnectorDrift.findings(difference, live);
    }
}
