package dev.kgit.connect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which Kafka a worker is built from, and with it what its REST interface knows. */
public record WorkerVersion(int major, int minor, int patch) implements Comparable<WorkerVersion> {

    private static final Pattern SHAPE = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?(.*)");

    /** Reads {@code 4.3.1} and Confluent's own count ({@code 7.6.1-ccs} is Kafka 3.6); unknown shapes count as 0.0.0. */
    public static WorkerVersion of(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return new WorkerVersion(0, 0, 0);
        }
        int major = Integer.parseInt(shape.group(1));
        int minor = Integer.parseInt(shape.group(2));
        int patch = shape.group(3) == null ? 0 : Integer.parseInt(shape.group(3));
        String suffix = shape.group(4);
        if (!suffix.startsWith("-cc") && !suffix.startsWith("-ce")) {
            return new WorkerVersion(major, minor, patch);
        }
        return switch (major) {
            case 5 -> new WorkerVersion(2, minor, patch);
            case 6 -> new WorkerVersion(2, 6 + minor, patch);
            default -> major >= 7 ? new WorkerVersion(major - 4, minor, patch) : new WorkerVersion(major, minor, patch);
        };
    }

    @Override
    public int compareTo(WorkerVersion other) {
        if (major != other.major) {
            return Integer.compare(major, other.major);
        }
        return minor != other.minor ? Integer.compare(minor, other.minor) : Integer.compare(patch, other.patch);
    }

    private boolean atLeast(int wantedMajor, int wantedMinor, int wantedPatch) {
        return compareTo(new WorkerVersion(wantedMajor, wantedMinor, wantedPatch)) >= 0;
    }

    /** {@code GET /health} (KIP-1017). */
    public boolean tellsHealth() {
        return atLeast(3, 9, 0);
    }

    /** {@code restart?includeTasks=&onlyFailed=} (KIP-745). */
    public boolean restartsTasks() {
        return atLeast(3, 0, 0);
    }

    /** {@code PUT /stop} (KIP-875). */
    public boolean stops() {
        return atLeast(3, 5, 0);
    }

    /** {@code initial_state} in {@code POST /connectors} (KIP-980). */
    public boolean createsInState() {
        return atLeast(3, 7, 0);
    }

    /** {@code PATCH /offsets} of a stopped connector (KIP-875), and one that is stopped from its first moment on (KIP-980). */
    public boolean movesOffsets() {
        return createsInState();
    }

    /** {@code PATCH /config} (KIP-477). */
    public boolean patches() {
        return atLeast(3, 8, 0);
    }

    /** {@code connector.plugin.version} (KIP-891). */
    public boolean choosesPluginVersions() {
        return atLeast(4, 1, 0);
    }

    /** Whether tasks see a change that leaves their own configs as they are, like another converter (KAFKA-9228). */
    public boolean tasksSeeEveryChange() {
        boolean fixedIn37 = major == 3 && minor == 7 && patch >= 2;
        return fixedIn37 || atLeast(3, 8, 1);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
