package dev.kgit.kind;

import dev.kgit.model.DesiredState;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * How records go through a platform, by what is declared.
 *
 * @param stores what keeps records: declared, or named by something that moves them
 * @param movers what moves records from or to those
 * @param flows in the order of the movers
 */
public record DataFlowGraph(SortedSet<ResourceId> stores, SortedSet<ResourceId> movers, List<DataFlow> flows) {

    /** @param wanted of which resources; those that they exchange records with directly are shown with them */
    public static DataFlowGraph of(Kinds kinds, DesiredState desired, Predicate<ResourceId> wanted) {
        SortedSet<ResourceId> present = new TreeSet<>();
        SortedMap<ResourceId, Resource> resources = desired.state().resources();
        for (Resource resource : resources.values()) {
            if (!resource.lifecycle().absent()) {
                present.add(resource.id());
            }
        }
        SortedSet<ResourceId> stores = new TreeSet<>();
        SortedSet<ResourceId> movers = new TreeSet<>();
        List<DataFlow> flows = new ArrayList<>();
        for (Resource resource : resources.values()) {
            ResourceId id = resource.id();
            if (!present.contains(id)) {
                continue;
            }
            Optional<List<DataFlow>> moved = kinds.of(id).dataFlows(resource, present, desired);
            SortedSet<ResourceId> nodes = moved.isPresent() ? movers : stores;
            if (wanted.test(id)) {
                nodes.add(id);
            }
            for (DataFlow flow : moved.orElse(List.of())) {
                if (wanted.test(flow.from()) || wanted.test(flow.to())) {
                    movers.add(id);
                    stores.add(flow.from().equals(id) ? flow.to() : flow.from());
                    flows.add(flow);
                }
            }
        }
        return new DataFlowGraph(stores, movers, flows);
    }
}
