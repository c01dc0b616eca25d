package dev.kgit.plan;

import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Topics that keep a platform alive and that kgit never deletes, whatever is declared. */
public final class InternalTopics {

    private static final Pattern NAMES = Pattern.compile("__.*|_schemas|_confluent.*");

    /** Connect's own where the cluster that uses them is not declared here: the usual names, with any prefix. */
    private static final Pattern CONNECT =
            Pattern.compile("(.*[-._])?connect(-cluster)?[-._](configs?|offsets?|status)");

    private final Set<ResourceId> known;
    private final @Nullable String ledger;

    private InternalTopics(Set<ResourceId> known, @Nullable String ledger) {
        this.known = known;
        this.ledger = ledger;
    }

    /**
     * Knows the internal topics of the Connect clusters that these states declare, and the ledger.
     *
     * @param ledger the ledger's topic, or null
     */
    public static InternalTopics of(@Nullable String ledger, State... states) {
        Set<ResourceId> known = new TreeSet<>();
        for (State state : states) {
            state.resources().values().stream()
                    .filter(resource -> resource.terms().isConnectInternal())
                    .forEach(resource -> known.add(resource.id()));
        }
        return new InternalTopics(known, ledger);
    }

    public boolean contains(ResourceId id) {
        return id.fold(
                topic -> known.contains(topic)
                        || topic.name().equals(ledger)
                        || NAMES.matcher(topic.name()).matches()
                        || CONNECT.matcher(topic.name()).matches(),
                connector -> false);
    }

    /** Whether it is kgit's own book, which no plan speaks of. */
    boolean isLedger(ResourceId id) {
        return id.fold(topic -> topic.name().equals(ledger), connector -> false);
    }
}
