package dev.kgit.kinds.connector;

import dev.kgit.kind.GuardContext;
import dev.kgit.model.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/** What is to be said about a plan's connectors beside its rows. */
final class ConnectorPlanFindings {

    private ConnectorPlanFindings() {}

    static List<Diagnostic> in(GuardContext plan) {
        List<Diagnostic> findings = new ArrayList<>();
        new UncomparedValues(plan).finding(plan.diff()).ifPresent(findings::add);
        clearSecrets(plan, findings);
        return findings;
    }

    /** Secrets in the clear of connectors that are not written: told, but they stop nothing. */
    private static void clearSecrets(GuardContext plan, List<Diagnostic> findings) {
        plan.desired().ofKind(ConnectorKind.NAME).values().stream()
                .filter(resource -> plan.differenceOf(resource.id()) == null)
                .filter(resource -> plan.isTargeted(resource.id()))
                .forEach(resource -> findings.addAll(PlaintextSecretGuard.findings(resource, false)));
    }
}
