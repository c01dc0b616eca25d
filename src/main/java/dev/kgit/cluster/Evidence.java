package dev.kgit.cluster;

/** What is at stake in a resource: what would be lost, who uses it. Each kind has its own, read only where it is asked for. */
public interface Evidence {}
