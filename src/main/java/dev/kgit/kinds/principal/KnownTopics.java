package dev.kgit.kinds.principal;

import dev.kgit.cluster.LiveState;
import dev.kgit.kind.PlanView;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The topics that are declared or live, by name. */
public final class KnownTopics {

    private final State desired;
    private final LiveState live;

    private KnownTopics(State desired, LiveState live) {
        this.desired = desired;
        this.live = live;
    }

    /** Those that are there when the plan has been applied. */
    static KnownTopics of(PlanView plan) {
        return of(plan.desired(), plan.live());
    }

    /** Those that are live and not declared absent, and those that are declared. */
    public static KnownTopics of(State desired, LiveState live) {
        return new KnownTopics(desired, live);
    }

    /** Those that are live. */
    public static KnownTopics of(LiveState live) {
        return new KnownTopics(State.EMPTY, live);
    }

    public boolean has(String name) {
        return isThere(TopicKind.id(name));
    }

    private boolean isThere(ResourceId id) {
        Resource declared = desired.get(id);
        return declared == null
                ? live.state().get(id) != null || live.others().contains(id)
                : !declared.lifecycle().absent();
    }

    /** The names of those that an ACL is about. */
    public Collection<String> matching(AclResource resource) {
        if (!resource.isPattern()) {
            return has(resource.name()) ? Set.of(resource.name()) : Set.of();
        }
        String beginning = resource.isAll() ? "" : resource.name();
        ResourceId first = TopicKind.id(beginning);
        SortedSet<String> names = new TreeSet<>();
        add(names, beginning, desired.resources().tailMap(first).keySet());
        add(names, beginning, live.state().resources().tailMap(first).keySet());
        add(names, beginning, live.others().tailSet(first));
        return names;
    }

    /** @param ids sorted, from the first one on that may begin so */
    private void add(SortedSet<String> names, String beginning, Set<ResourceId> ids) {
        for (ResourceId id : ids) {
            if (!id.isOf(TopicKind.NAME) || !id.name().startsWith(beginning)) {
                break;
            }
            if (isThere(id)) {
                names.add(id.name());
            }
        }
    }
}
