package dev.kgit.cluster;

import dev.kgit.kinds.topic.TopicDefaults;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.model.State;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Readings, made by hand. */
public final class LiveStates {

    private LiveStates() {}

    /** Nothing but what the brokers say of topic config as such. */
    public static LiveState withDefaults(TopicDefaults defaults) {
        return new LiveState(
                ClusterInfo.UNKNOWN,
                State.EMPTY,
                new TreeMap<>(),
                Map.of(TopicKind.NAME, defaults),
                new TreeSet<>(),
                List.of());
    }
}
