package dev.kgit.kind;

import dev.kgit.cluster.Permission;
import dev.kgit.model.Severity;

/**
 * A permission on the cluster that resources of a kind need.
 *
 * @param toChange whether only changing them does; else reading them, too
 * @param severity how bad it is to lack it
 * @param without what can't be done without it, as the end of a sentence
 */
public record ClusterNeed(Permission permission, boolean toChange, Severity severity, String without) {}
