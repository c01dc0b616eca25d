package dev.kgit.kinds.connector.files;

import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.manifest.DiagnosticCollector;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.Map;
import java.util.TreeMap;

/** What connectors are declared to have been called: another name, which nobody has any more, and nobody else had. */
final class FormerNames {

    private FormerNames() {}

    static void check(State state, DiagnosticCollector problems) {
        Map<ResourceId, Resource> taken = new TreeMap<>();
        for (Resource resource : state.ofKind(ConnectorKind.NAME).values()) {
            ResourceId formerly = resource.lifecycle().formerly();
            if (formerly == null) {
                continue;
            }
            Resource other = state.get(formerly);
            Resource first = taken.putIfAbsent(formerly, resource);
            if (formerly.equals(resource.id())) {
                problems.errorAbout(
                        "KG127",
                        resource,
                        "`" + resource.id() + "` says that it was formerly called as it is now",
                        "write the name that it had before, or take `formerly` away");
            } else if (other != null) {
                problems.errorAbout(
                        "KG127",
                        resource,
                        "`" + resource.id() + "` says that it was formerly `" + formerly.name()
                                + "`, which is declared too, at " + other.place(),
                        other.lifecycle().absent()
                                ? "take that declaration away: `formerly` has the old one deleted once its offsets are moved"
                                : "take that declaration away where this one takes its place, or else `formerly`");
            } else if (first != null) {
                problems.errorAbout(
                        "KG127",
                        resource,
                        "`" + resource.id() + "` and `" + first.id() + "` both say that they were formerly `"
                                + formerly.name() + "`",
                        "its offsets can be moved to one of them: take `formerly` away from the other");
            }
        }
    }
}
