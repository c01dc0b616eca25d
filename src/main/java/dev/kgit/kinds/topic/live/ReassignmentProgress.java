package dev.kgit.kinds.topic.live;

import dev.kgit.cluster.OperationProgress;
import dev.kgit.kafka.KafkaConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/** How far moves have come, in partitions, and in bytes where the principal may see log sizes. */
public final class ReassignmentProgress {

    /** The rate is that of so long a time. */
    private static final Duration WINDOW = Duration.ofSeconds(15);

    private final KafkaConnection connection;
    private final List<Reassignment> moves;
    private final Map<Reassignment, Deque<Sample>> samples = new IdentityHashMap<>();
    private LogDirSizes sizes;
    private long lastDone = -1;
    private long lastCopied = -1;

    /** How much had been copied at a time. */
    private record Sample(long nanos, long copied) {}

    ReassignmentProgress(KafkaConnection connection, List<Reassignment> moves) {
        this.connection = connection;
        this.moves = moves;
        this.sizes = LogDirSizes.unknown();
        look();
        moves.forEach(move ->
                samples.put(move, new ArrayDeque<>(List.of(new Sample(System.nanoTime(), copied(move))))));
    }

    /** Looks again; whether something was done or copied since the last look, as far as can be seen. */
    boolean look() {
        Set<Integer> brokers = new TreeSet<>();
        moves.forEach(move -> brokers.addAll(move.brokers()));
        sizes = LogDirSizes.read(connection, brokers);
        long done = moves.stream().mapToLong(Reassignment::done).sum();
        long copied = moves.stream().mapToLong(this::copied).sum();
        boolean step = done != lastDone || copied != lastCopied || !sizes.known();
        lastDone = done;
        lastCopied = copied;
        return step;
    }

    /** {@code 3 of 5 partitions moved, 1.2 GiB of 4.0 GiB, 30 %, 50 MiB/s, 56 s left}. */
    OperationProgress of(Reassignment move) {
        StringBuilder text = new StringBuilder();
        text.append(move.done()).append(" of ").append(move.partitions()).append(" partitions moved");
        long total = total(move);
        if (sizes.known() && total > 0) {
            long copied = Math.min(total, copied(move));
            long rate = rate(move, copied);
            text.append(", ").append(bytes(copied)).append(" of ").append(bytes(total));
            text.append(", ").append(100 * copied / total).append(" %");
            if (rate > 0) {
                text.append(", ").append(bytes(rate)).append("/s, ");
                text.append((total - copied + rate - 1) / rate).append(" s left");
            }
        }
        return new OperationProgress(move.action.id(), text.toString());
    }

    /** Bytes a second of the last seconds: a throttle lets the first ones pass, so the mean since the beginning flatters. */
    private long rate(Reassignment move, long copied) {
        Deque<Sample> window = Objects.requireNonNull(samples.get(move));
        long now = System.nanoTime();
        window.add(new Sample(now, copied));
        while (window.size() > 2 && now - window.element().nanos > WINDOW.toNanos()) {
            window.remove();
        }
        Sample first = window.element();
        double seconds = (now - first.nanos) / 1e9;
        return seconds < 0.001 ? 0 : Math.max(0, (long) ((copied - first.copied) / seconds));
    }

    private long total(Reassignment move) {
        return move.action.target().keySet().stream()
                .mapToLong(number -> {
                    TopicPartition partition = move.partition(number);
                    Integer leader = move.leader(partition);
                    return leader == null
                            ? 0
                            : sizes.of(leader, partition)
                                    * move.newcomers(number).size();
                })
                .sum();
    }

    private long copied(Reassignment move) {
        return move.action.target().keySet().stream()
                .mapToLong(number -> move.newcomers(number).stream()
                        .mapToLong(broker -> sizes.of(broker, move.partition(number)))
                        .sum())
                .sum();
    }

    static String bytes(long count) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        double value = count;
        int unit = 0;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? count + " B" : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }
}
