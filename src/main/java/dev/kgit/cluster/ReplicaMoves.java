package dev.kgit.cluster;

/** What can be done about replicas that move between brokers, beside waiting for them. */
public interface ReplicaMoves {

    /**
     * Takes off replication throttles that a killed run of kgit has left, where nothing moves any more. To be called by whoever
     * may change the cluster.
     *
     * @return how many values there were; 0 where the principal may not look for them, as it can't have set any
     */
    int sweepThrottles();

    /** Whether replicas are waited for right now. */
    boolean isMoving();

    /** Ends the moves that are waited for, and takes them back. Nothing is moved after this. */
    void cancel();

    /**
     * Waits no longer for replicas that move: they go on by themselves, and without kgit's throttle, which nobody would take
     * off later. Nothing is moved after this.
     */
    void leave();
}
