package dev.kgit.kinds.connector;

import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.PlanView;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is to be said about a plan's connectors beside its rows. */
final class ConnectorPlanFindings {

    private ConnectorPlanFindings() {}

    static List<Diagnostic> in(PlanView plan) {
        List<Diagnostic> findings = new ArrayList<>();
        new UncomparedValues(plan).finding(plan.diff()).ifPresent(findings::add);
        clearSecrets(plan, findings);
        return findings;
    }

    /** Secrets in the clear of connectors that are not written: told, but they stop nothing. */
    private static void clearSecrets(PlanView plan, List<Diagnostic> findings) {
        Set<ResourceId> rows =
                plan.diff().differences().stream().map(ResourceDiff::id).collect(Collectors.toSet());
        plan.desired().ofKind(ConnectorKind.NAME).values().stream()
                .filter(resource -> !rows.contains(resource.id()))
                .filter(resource -> plan.isTargeted(resource.id()))
                .forEach(resource -> findings.addAll(ClearSecretGuard.findings(resource, false)));
    }
}
