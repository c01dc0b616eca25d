package dev.kgit.model;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A topic, by name. (Kafka's own topic id is a fact of the live topic, not part of its name.) */
public record TopicId(String name) implements ResourceId {

    @Override
    public String cluster() {
        return "";
    }

    @Override
    public <T> T fold(
            Function<? super TopicId, ? extends T> topic, Function<? super ConnectorId, ? extends T> connector) {
        return topic.apply(this);
    }

    // Written out, since a record's own are linked anew in each process, at a cost of milliseconds.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ResourceId that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "topic/" + name;
    }
}
