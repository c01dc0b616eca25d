package dev.kgit.cluster;

import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * The platform, as far as kgit can see and change it. A Kafka cluster is one, a Connect cluster is one, and so are both
 * together.
 *
 * <p>Failures of single resources are values ({@link LiveState#readFailures()}, {@link OperationResult}); {@code KgitException.Unavailable} is for a
 * platform that does not answer or does not let kgit in.
 */
public interface Cluster extends AutoCloseable {

    /**
     * Reads what is asked for. Resources that are asked for and are in the answer neither as state nor as a gap are
     * absent for sure: their absence has been confirmed, not concluded from a listing.
     */
    LiveState read(ReadRequest wanted);

    /** What guards need to know before something is lost. Requests of kinds that this part does not know are not answered. */
    SortedMap<ResourceId, Evidence> evidence(Collection<? extends EvidenceRequest> requests);

    /** Has the platform judge the actions without doing them. An action that nobody objects to has no entry. */
    List<ValidationFinding> validate(List<Operation> actions);

    /**
     * Does the actions, which do not depend on one another, in as few requests as the platform stands. Returns when each
     * has been answered for; the answer to one does not hang on another's. Order of outcomes: that of the actions.
     *
     * @param permit asked right before each request: an action that it denies fails with its reason
     */
    List<OperationResult> execute(List<Operation> actions, Permit permit, Consumer<OperationProgress> progress);

    /** The same, where nothing can take away the right to do it. */
    default List<OperationResult> execute(List<Operation> actions, Consumer<OperationProgress> progress) {
        return execute(actions, Permit.ALWAYS, progress);
    }

    /**
     * The config keys that the platform types as secrets, whatever their names say.
     *
     * @param declared as declared: what they need on the platform need not run yet
     */
    SecretKeys secretKeys(Collection<Resource> declared);

    /** Whether all else can be told where this part does not answer and nothing is asked of it. */
    default boolean standsAlone() {
        return false;
    }

    /** The resource ids that this part of the platform is responsible for. */
    boolean owns(ResourceId id);

    @Override
    void close();

    /** Which resources to read in full. All others are only counted. */
    @FunctionalInterface
    interface ReadRequest {

        /** The ids; may block until they are known, so that connecting and listing overlap with parsing files. */
        Set<ResourceId> ids();

        /**
         * Some of the ids, in batches, each as soon as it is known: iterating blocks until there is another one, and ends
         * when {@link #ids()} are known or can't be. Good for asking early, and for nothing else.
         */
        default Iterable<Set<ResourceId>> early() {
            return List.of();
        }

        /** More of them that are known later still; may block longer, so ask when {@link #ids()} are read or under way. */
        default Set<ResourceId> more() {
            return Set.of();
        }

        /** {@link #ids()} and {@link #more()}. */
        default Set<ResourceId> all() {
            Set<ResourceId> all = new LinkedHashSet<>(ids());
            all.addAll(more());
            return all;
        }

        /** Whether to read everything there is, whatever {@link #ids()} says. */
        default boolean everything() {
            return false;
        }

        /** Whether to ask also which versions of plugins there are; may block as {@link #ids()} does. */
        default boolean pluginVersions() {
            return false;
        }

        /** Everything there is, with the absence of {@code ids} confirmed. */
        static ReadRequest everythingAnd(Set<ResourceId> ids) {
            return new ReadRequest() {
                @Override
                public Set<ResourceId> ids() {
                    return ids;
                }

                @Override
                public boolean everything() {
                    return true;
                }
            };
        }
    }
}
