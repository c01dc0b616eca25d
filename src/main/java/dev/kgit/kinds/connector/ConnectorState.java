package dev.kgit.kinds.connector;

/** The values of a connector's field {@code state}. */
public final class ConnectorState {

    public static final String RUNNING = "running";
    public static final String PAUSED = "paused";
    public static final String STOPPED = "stopped";

    /** What a live connector's state is called where it or one of its tasks has failed; it can't be declared. */
    public static final String FAILED = "failed";

    private ConnectorState() {}
}
