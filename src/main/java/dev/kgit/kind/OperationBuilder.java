package dev.kgit.kind;

import dev.kgit.cluster.Operation;
import dev.kgit.diff.ResourceDiff;
import java.util.List;

/** Says what is sent for a difference, in order. Nothing is sent that no difference asks for. */
@FunctionalInterface
public interface OperationBuilder {

    /** The operations; empty where it can't be done at all. */
    List<Operation> operationsFor(ResourceDiff difference);
}
