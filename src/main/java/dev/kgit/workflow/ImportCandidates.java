package dev.kgit.workflow;

import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.ResourceStatus;
import dev.kgit.kind.InternalResources;
import dev.kgit.manifest.JointDeclaration;
import dev.kgit.manifest.Sections;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Environment;
import dev.kgit.model.Glob;
import dev.kgit.model.KgitException;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What of a live platform an import takes: everything that is not declared, not the platform's own and not somebody else's.
 *
 * @param together resources that are better declared together than one by one
 * @param left what is left out, by the reason
 */
record ImportCandidates(
        List<Resource> resources, Optional<JointDeclaration> together, SortedMap<LeftOut, List<ResourceId>> left) {

    /** Why a live resource is left out. */
    enum LeftOut {
        INTERNAL("internal topics of the platform left out"),
        DERIVED("topics left out that Kafka Streams makes for its applications (--filter NAME takes one all the same)"),
        MOVED("resources left out that are declared under another name (`formerly:`)"),
        FOREIGN("resources left out, another project's or out of scope");

        private final String words;

        LeftOut(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /**
     * Chooses.
     *
     * @param wanted what the command line asks for
     * @param byName what it names one by one
     * @throws KgitException.Unavailable where the Kafka cluster itself does not answer
     */
    static ImportCandidates of(
            Sections sections,
            LiveState live,
            DesiredState declared,
            Ledger.Snapshot snapshot,
            Predicate<ResourceId> wanted,
            Predicate<ResourceId> byName) {
        if (live.platform().clusterId() == null) {
            live.requireReadable(wanted);
        }
        Set<ResourceId> others = new HashSet<>();
        snapshot.others().forEach(entry -> others.addAll(entry.managed().keySet()));
        Optional<JointDeclaration> together = together(sections, live, declared)
                .filter(known -> known.resources().stream()
                        .allMatch(resource -> wanted.test(resource.id()) && !others.contains(resource.id())));
        Set<ResourceId> inTogether = new TreeSet<>();
        together.ifPresent(known -> known.resources().forEach(resource -> inTogether.add(resource.id())));

        InternalResources platforms = sections.kinds().internalResources(declared);
        Set<ResourceId> former = declared.state().formerIds(id -> true);
        Predicate<ResourceId> inScope = scope(declared.environment().scope());
        List<Resource> resources = new ArrayList<>();
        SortedMap<LeftOut, List<ResourceId>> left = new TreeMap<>();
        for (Resource resource : live.state().resources().values()) {
            ResourceId id = resource.id();
            if (declared.state().get(id) != null || inTogether.contains(id) || !wanted.test(id)) {
                continue;
            }
            ResourceStatus status = live.statuses().get(id);
            if (platforms.contains(id) || (status != null && status.isPlatformOwned())) {
                left.computeIfAbsent(LeftOut.INTERNAL, none -> new ArrayList<>())
                        .add(id);
            } else if (former.contains(id)) {
                left.computeIfAbsent(LeftOut.MOVED, none -> new ArrayList<>()).add(id);
            } else if (others.contains(id) || !inScope.test(id)) {
                left.computeIfAbsent(LeftOut.FOREIGN, none -> new ArrayList<>()).add(id);
            } else if (sections.kinds().of(id).isDerived(id) && !byName.test(id)) {
                left.computeIfAbsent(LeftOut.DERIVED, none -> new ArrayList<>()).add(id);
            } else {
                resources.add(resource);
            }
        }
        return new ImportCandidates(resources, together, left);
    }

    private static Optional<JointDeclaration> together(Sections sections, LiveState live, DesiredState declared) {
        List<Resource> undeclared = live.state().resources().values().stream()
                .filter(resource -> declared.state().get(resource.id()) == null)
                .toList();
        return sections.declaredTogether(State.of(undeclared), declared);
    }

    static Predicate<ResourceId> scope(Environment.Scope scope) {
        return id -> {
            List<String> globs = scope.globsFor(id);
            return globs.isEmpty() || Glob.anyMatches(globs, id.name());
        };
    }
}
