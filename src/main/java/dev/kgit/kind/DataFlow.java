package dev.kgit.kind;

import dev.kgit.model.ResourceId;

/**
 * Records go from one resource to another.
 *
 * @param label the config key that says so
 */
public record DataFlow(ResourceId from, ResourceId to, String label) {}
