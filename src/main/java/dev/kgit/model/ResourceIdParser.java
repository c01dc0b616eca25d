package dev.kgit.model;

import java.util.Optional;

/** Knows which texts are ids: whether {@code KIND/A/B} has a scope depends on its kind. */
@FunctionalInterface
public interface ResourceIdParser {

    /** The id; empty where the text is none of a kind that there is. */
    Optional<ResourceId> parse(String text);
}
