package dev.kgit.kinds.topic.live;

/** How a wait for replicas ends before they have arrived, when somebody asks for it. */
public enum ReassignmentStop {
    /** What has not arrived is taken back. */
    CANCEL,
    /** The controller goes on with what it has been asked for, and nobody waits for it. */
    LEAVE
}
