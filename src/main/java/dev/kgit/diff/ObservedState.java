package dev.kgit.diff;

import dev.kgit.model.FieldType;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/**
 * What is live, as far as comparing needs it.
 *
 * @param topicIds Kafka's ids of the live topics
 * @param types types of topic config keys; text where the broker states none
 * @param unreadable could not be read: neither there nor absent, compared with nothing
 * @param others live beside what was asked for
 */
public record ObservedState(
        State state,
        Map<ResourceId, String> topicIds,
        Map<String, FieldType> types,
        Set<ResourceId> unreadable,
        SortedSet<ResourceId> others) {}
