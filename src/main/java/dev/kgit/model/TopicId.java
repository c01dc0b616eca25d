package dev.kgit.model;

import java.util.function.Function;

/** A topic, by name. (Kafka's own topic id is a fact of the live topic, not part of its name.) */
public record TopicId(String name) implements ResourceId {

    @Override
    public <T> T fold(
            Function<? super TopicId, ? extends T> topic, Function<? super ConnectorId, ? extends T> connector) {
        return topic.apply(this);
    }

    @Override
    public String toString() {
        return "topic/" + name;
    }
}
