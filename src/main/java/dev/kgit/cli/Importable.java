package dev.kgit.cli;

import dev.kgit.cluster.Ledger;
import dev.kgit.cluster.Live;
import dev.kgit.cluster.TopicFacts;
import dev.kgit.manifest.RecognisedCluster;
import dev.kgit.model.Desired;
import dev.kgit.model.Environment;
import dev.kgit.model.KgitException;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import dev.kgit.plan.InternalTopics;
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
record Importable(List<Resource> resources, Optional<RecognisedCluster> cluster, int internal, int foreign) {

    /**
     * Chooses.
     *
     * @param wanted what the command line asks for
     * @throws KgitException.World where something of that could not be read
     */
    static Importable of(
            Live live, Desired declared, Ledger.Book book, Collection<String> groups, Predicate<ResourceId> wanted) {
        List<Live.Gap> gaps =
                live.gaps().stream().filter(gap -> wanted.test(gap.id())).toList();
        if (!gaps.isEmpty()) {
            throw new KgitException.World(
                    gaps.stream().map(Live.Gap::why).distinct().toList());
        }
        Set<ResourceId> others = new HashSet<>();
        book.others().forEach(entry -> others.addAll(entry.managed().keySet()));
        Optional<RecognisedCluster> cluster = cluster(live, declared, groups)
                .filter(recognised -> recognised.topics().stream()
                        .allMatch(topic -> wanted.test(topic.id()) && !others.contains(topic.id())));
        Set<ResourceId> itsTopics = new TreeSet<>();
        cluster.ifPresent(recognised -> recognised.topics().forEach(topic -> itsTopics.add(topic.id())));

        InternalTopics platforms =
                InternalTopics.of(declared.environment().ledger().topic(), declared.state());
        Predicate<ResourceId> inScope = scope(declared.environment().scope());
        List<Resource> resources = new ArrayList<>();
        int internal = 0;
        int foreign = 0;
        for (Resource resource : live.state().resources().values()) {
            ResourceId id = resource.id();
            if (declared.state().get(id) != null || itsTopics.contains(id) || !wanted.test(id)) {
                continue;
            }
            TopicFacts facts = live.topic(id);
            if (platforms.contains(id) || (facts != null && facts.internal())) {
                internal++;
            } else if (others.contains(id) || !inScope.test(id)) {
                foreign++;
            } else {
                resources.add(resource);
            }
        }
        return new Importable(resources, cluster, internal, foreign);
    }

    boolean isEmpty() {
        return resources.isEmpty() && cluster.isEmpty();
    }

    private static Optional<RecognisedCluster> cluster(Live live, Desired declared, Collection<String> groups) {
        Set<String> undeclared = new TreeSet<>(declared.environment().connect().keySet());
        undeclared.removeAll(declared.connectClusters().keySet());
        List<Resource> free = live.state().resources().values().stream()
                .filter(resource -> declared.state().get(resource.id()) == null)
                .toList();
        return RecognisedCluster.among(State.of(free), undeclared, groups);
    }

    static Predicate<ResourceId> scope(Environment.Scope scope) {
        return id -> {
            List<String> globs = id.fold(topic -> scope.topics(), connector -> scope.connectors());
            return globs.isEmpty()
                    || globs.stream()
                            .anyMatch(glob ->
                                    Globs.pattern(glob).matcher(id.name()).matches());
        };
    }
}
