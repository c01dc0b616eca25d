package dev.kgit.cluster;

import dev.kgit.model.ResourceId;

/**
 * One thing that a platform is asked to do. Each kind of resource has its own; what differs is told by a difference, this is
 * what is sent. {@code toString} says all that is sent short of secrets: a plan's fingerprint is made of it.
 */
public interface Operation {

    ResourceId id();
}
