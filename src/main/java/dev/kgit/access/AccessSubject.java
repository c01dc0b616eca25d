package dev.kgit.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may do something with: one resource, or a pattern of names.
 *
 * @param text as field paths name it, {@code topic:orders.*}
 * @param words as people say it, {@code topic orders.*}
 * @param operations all that can be done with it, in Kafka's order
 * @param topics how many topics a pattern stands for now; null where it is no pattern of topics
 */
public record AccessSubject(
        String type,
        String text,
        String words,
        List<String> operations,
        @Nullable Integer topics) {

    public AccessSubject {
        operations = List.copyOf(operations);
    }
}
