package dev.kgit.kinds.connector;

import dev.kgit.cluster.ClusterInfo;
import dev.kgit.kind.GuardContext;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/** What is to be said about a plan's connectors beside its rows. */
final class ConnectorPlanFindings {

    private ConnectorPlanFindings() {}

    static List<Diagnostic> in(GuardContext plan) {
        List<Diagnostic> findings = new ArrayList<>();
        new UncomparedValues(plan).finding(plan.diff()).ifPresent(findings::add);
        clearSecrets(plan, findings);
        findings.addAll(MissingTopics.ofUnchanged(plan));
        otherVersions(plan, findings);
        return findings;
    }

    /** Secrets in the clear of connectors that are not written: told, but they stop nothing. */
    private static void clearSecrets(GuardContext plan, List<Diagnostic> findings) {
        plan.desired().ofKind(ConnectorKind.NAME).values().stream()
                .filter(resource -> plan.differenceOf(resource.id()) == null)
                .filter(resource -> plan.isTargeted(resource.id()))
                .forEach(resource -> findings.addAll(PlaintextSecretGuard.findings(resource, false)));
    }

    /** Exported schemas of another version than the worker has: what was held against them may not be what it takes. */
    private static void otherVersions(GuardContext plan, List<Diagnostic> findings) {
        Set<String> told = new HashSet<>();
        plan.exported().forEach((id, schema) -> {
            ClusterInfo.Worker worker = plan.live().platform().connect().get(id.scope());
            SortedSet<String> versions =
                    worker == null ? null : worker.plugins().get(schema.className());
            if (versions != null
                    && versions.stream().allMatch(ConnectorPlanFindings::isVersion)
                    && isVersion(schema.version())
                    && !versions.contains(schema.version())
                    && plan.isTargeted(id)
                    && told.add(id.scope() + " " + schema.file())) {
                findings.add(Diagnostic.warning(
                                "KG227",
                                schema.file() + " is of version " + schema.version() + " of " + schema.className()
                                        + ", and the worker of " + id.scope() + " has "
                                        + String.join(" and ", versions))
                        .withHint("run `kgit schema export -e "
                                + plan.environment().name() + "` and commit what it writes")
                        .withPlace(new Place(schema.file(), 1, 1)));
            }
        });
    }

    /** Plugins that know none say {@code undefined}, {@code unknown} or nothing. */
    private static boolean isVersion(String version) {
        return version.chars().anyMatch(Character::isDigit);
    }
}
