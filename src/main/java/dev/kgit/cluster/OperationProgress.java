package dev.kgit.cluster;

import dev.kgit.model.ResourceId;

/**
 * How far something long has come.
 *
 * @param text one short line: {@code 3 of 5 partitions moved, 1.2 GiB of 4.0 GiB, 50 MiB/s, 56 s left}
 */
public record OperationProgress(ResourceId id, String text) {}
