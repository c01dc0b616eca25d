package dev.kgit.kind;

import dev.kgit.cluster.LiveState;
import dev.kgit.diff.Diff;
import dev.kgit.model.Environment;
import dev.kgit.model.ExportedSchema;
import dev.kgit.model.KafkaAddresses;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.SortedMap;

/** A plan as its kinds see it: what is desired, what is live, what differs, what the command line asks for. */
public interface PlanView {

    State desired();

    Environment environment();

    LiveState live();

    /** Which exported schema each resource was held against, of those that have one. */
    SortedMap<ResourceId, ExportedSchema> exported();

    /** What differs, as far as it is known by then. */
    Diff diff();

    /** Under which addresses the Kafka cluster is known that the platform of a scope belongs to. */
    KafkaAddresses kafkaAddresses(String scope);

    /** Whether the plan is about the resource ({@code --target}). */
    boolean isTargeted(ResourceId id);

    /** Whether values that can't be compared are to be sent again ({@code --resend}). */
    boolean isResent(ResourceId id);
}
