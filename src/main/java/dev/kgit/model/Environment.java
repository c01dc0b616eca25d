package dev.kgit.model;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One environment: where its platform is, and how kgit may treat it. Read from {@code environments/NAME/environment.yaml}.
 *
 * @param name folder name
 * @param kafka AdminClient properties
 * @param connect REST endpoints by Connect cluster name
 * @param prune whether what this project applied before and no longer declares is deleted
 * @param throttle replication rate for reassignments in bytes a second, or null for no throttle
 * @param ignoredDrift drift that is known and accepted for a while
 * @param standingConsents consents that every topic has for good, from {@code defaults.topics.allow}
 */
public record Environment(
        String name,
        SortedMap<String, FieldValue> kafka,
        SortedMap<String, ConnectEndpoint> connect,
        boolean prune,
        Guards guards,
        Ledger ledger,
        Scope scope,
        @Nullable Long throttle,
        List<IgnoredDrift> ignoredDrift,
        SortedSet<String> standingConsents) {

    /** The same with another replication rate for reassignments. */
    public Environment withThrottle(@Nullable Long bytesPerSecond) {
        return new Environment(
                name, kafka, connect, prune, guards, ledger, scope, bytesPerSecond, ignoredDrift, standingConsents);
    }

    /**
     * Where a Connect cluster answers.
     *
     * @param urls one or more base URLs of its workers, tried in order
     * @param headers sent with every request
     */
    public record ConnectEndpoint(
            List<String> urls,
            @Nullable FieldValue username,
            @Nullable FieldValue password,
            @Nullable Tls tls,
            SortedMap<String, FieldValue> headers) {

        /** Where its workers are, without credentials and in one order, however the URLs are written. */
        public List<String> addresses() {
            return urls.stream().map(WorkerAddress::of).distinct().sorted().toList();
        }
    }

    /**
     * Key material for https, as paths of PKCS12 or JKS files.
     *
     * @param truststore trusted certificates, or null for the JDK's own
     * @param keystore client certificate, or null
     */
    public record Tls(
            @Nullable String truststore,
            @Nullable FieldValue truststorePassword,
            @Nullable String keystore,
            @Nullable FieldValue keystorePassword) {}

    /** How much one apply may change. Percentages count against what the project manages, from ten resources up. */
    public record Guards(int maxDeletes, int maxDeletePercent, int maxChangePercent, boolean requireCleanTree) {
        public static final Guards DEFAULT = new Guards(5, 10, 50, true);
    }

    /**
     * Where it is written down what was applied.
     *
     * @param topic the ledger's topic; null: {@code ledger: off}
     * @param replicationFactor null: 3, or the number of brokers where there are fewer
     */
    public record Ledger(@Nullable String topic, @Nullable Integer replicationFactor) {
        public static final Ledger DEFAULT = new Ledger("_kgit", null);

        public boolean isOn() {
            return topic != null;
        }
    }

    /** What the repository may declare at all, as globs by kind; none allow everything. From {@code kgit.yaml}. */
    public record Scope(SortedMap<String, List<String>> globsByKind) {
        public static final Scope EVERYTHING = new Scope(new TreeMap<>());

        /** Globs of which one has to match the name of such a resource; empty: none has to. */
        public List<String> globsFor(ResourceId id) {
            return globsByKind.getOrDefault(id.kind(), List.of());
        }
    }

    /**
     * Drift that is accepted for a while.
     *
     * @param id glob over resource ids
     * @param path glob over field paths
     * @param expires the last day on which it counts, {@code YYYY-MM-DD}
     */
    public record IgnoredDrift(String id, String path, String reason, java.time.LocalDate expires, Place place) {}

    /** How long kgit waits for the platform unless told otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
}
