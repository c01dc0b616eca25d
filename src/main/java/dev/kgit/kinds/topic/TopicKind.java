package dev.kgit.kinds.topic;

import dev.kgit.model.ResourceId;

/** Ids of topics: {@code topic/NAME}. */
public final class TopicKind {

    public static final String NAME = "topic";

    private TopicKind() {}

    public static ResourceId id(String name) {
        return new ResourceId(NAME, "", name);
    }

    public static boolean isTopic(ResourceId id) {
        return id.kind().equals(NAME);
    }
}
