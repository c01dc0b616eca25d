package dev.kgit.kinds.topic.live;

import dev.kgit.cluster.LiveState;
import dev.kgit.cluster.Operation;
import dev.kgit.model.Diagnostic;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/** One kind of request to the brokers, for many topics at once. {@link BatchExecutor} sends them. */
public interface BatchRequest<A extends Operation> {

    /** How much of a request the action takes, of {@link #room()}. */
    default int weight(A action) {
        return 1;
    }

    /** How much weight a request may have; brokers refuse requests that are too large as a whole. */
    default int room() {
        return BatchExecutor.ITEMS;
    }

    /**
     * Sends one request; its topics are all different.
     *
     * @param pretend have the broker judge it without doing it
     */
    Map<A, ? extends KafkaFuture<?>> send(List<A> actions, boolean pretend);

    /** Whether this kind of failure can mean that it is done already, so that looking at the cluster decides. */
    boolean mayBeDone(Throwable failure);

    /** What the cluster shows of the action after the failure. */
    Seen look(A action, Throwable failure, LiveState now);

    /** A better word on the failure than its type gives, from what the cluster shows; null: none. */
    default @Nullable Diagnostic explain(A action, Throwable failure, LiveState now) {
        return null;
    }

    /** What a look at the cluster says about an action that failed. */
    enum Seen {
        DONE,
        NOT_DONE,
        /** The broker that was asked is behind the controller. */
        UNCLEAR;

        static Seen doneIf(boolean done) {
            return done ? DONE : NOT_DONE;
        }
    }
}
