package dev.kgit.cluster;

import dev.kgit.model.ResourceId;

/** A question about what is at stake in a resource. Each kind has its own, and its adapter answers it. */
public interface EvidenceRequest {

    ResourceId id();
}
