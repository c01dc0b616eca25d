package dev.kgit.workflow;

import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.ResourceStatus;
import dev.kgit.kind.InternalResources;
import dev.kgit.kind.Kinds;
import dev.kgit.kinds.topic.files.DetectedConnectCluster;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Environment;
import dev.kgit.model.Glob;
import dev.kgit.model.KgitException;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What of a live platform an import takes: everything that is not declared, not the platform's own and not somebody else's.
 *
 * @param cluster a Connect cluster to be declared with its topics
 * @param internal how many topics of the platform itself were left out
 * @param foreign how many resources are another project's, or out of this repository's scope
 */
record ImportCandidates(List<Resource> resources, Optional<DetectedConnectCluster> cluster, int internal, int foreign) {

    /**
     * Chooses.
     *
     * @param wanted what the command line asks for
     * @throws KgitException.Unavailable where the Kafka cluster itself does not answer
     */
    static ImportCandidates of(
            Kinds kinds,
            LiveState live,
            DesiredState declared,
            Ledger.Snapshot snapshot,
            Collection<String> groups,
            Predicate<ResourceId> wanted) {
        if (live.platform().clusterId() == null) {
            live.requireReadable(wanted);
        }
        Set<ResourceId> others = new HashSet<>();
        snapshot.others().forEach(entry -> others.addAll(entry.managed().keySet()));
        Optional<DetectedConnectCluster> cluster = cluster(live, declared, groups)
                .filter(recognised -> recognised.resources().stream()
                        .allMatch(topic -> wanted.test(topic.id()) && !others.contains(topic.id())));
        Set<ResourceId> itsTopics = new TreeSet<>();
        cluster.ifPresent(recognised -> recognised.resources().forEach(topic -> itsTopics.add(topic.id())));

        InternalResources platforms = kinds.internalResources(declared);
        Predicate<ResourceId> inScope = scope(declared.environment().scope());
        List<Resource> resources = new ArrayList<>();
        int internal = 0;
        int foreign = 0;
        for (Resource resource : live.state().resources().values()) {
            ResourceId id = resource.id();
            if (declared.state().get(id) != null || itsTopics.contains(id) || !wanted.test(id)) {
                continue;
            }
            ResourceStatus status = live.statuses().get(id);
            if (platforms.contains(id) || (status != null && status.isPlatformOwned())) {
                internal++;
            } else if (others.contains(id) || !inScope.test(id)) {
                foreign++;
            } else {
                resources.add(resource);
            }
        }
        return new ImportCandidates(resources, cluster, internal, foreign);
    }

    boolean isEmpty() {
        return resources.isEmpty() && cluster.isEmpty();
    }

    private static Optional<DetectedConnectCluster> cluster(
            LiveState live, DesiredState declared, Collection<String> groups) {
        Set<String> undeclared = new TreeSet<>(declared.environment().connect().keySet());
        undeclared.removeAll(declared.connectClusters().keySet());
        List<Resource> free = live.state().resources().values().stream()
                .filter(resource -> declared.state().get(resource.id()) == null)
                .toList();
        return DetectedConnectCluster.among(State.of(free), undeclared, groups);
    }

    static Predicate<ResourceId> scope(Environment.Scope scope) {
        return id -> {
            List<String> globs = scope.globsFor(id);
            return globs.isEmpty() || Glob.anyMatches(globs, id.name());
        };
    }
}
