package dev.kgit.kafka;

import dev.kgit.cluster.Progress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/** How far moves have come, in partitions, and in bytes where the principal may see log sizes. */
final class MoveProgress {

    private final Connection connection;
    private final List<Move> moves;
    private final long since = System.nanoTime();
    private LogSizes sizes;
    private long lastDone = -1;
    private long lastCopied = -1;

    MoveProgress(Connection connection, List<Move> moves) {
        this.connection = connection;
        this.moves = moves;
        this.sizes = LogSizes.unknown();
    }

    /** Looks again; whether something was done or copied since the last look, as far as can be seen. */
    boolean look() {
        Set<Integer> brokers = new TreeSet<>();
        moves.forEach(move -> brokers.addAll(move.brokers()));
        sizes = LogSizes.read(connection, brokers);
        long done = moves.stream().mapToLong(Move::done).sum();
        long copied = moves.stream().mapToLong(this::copied).sum();
        boolean step = done != lastDone || copied != lastCopied || !sizes.known();
        lastDone = done;
        lastCopied = copied;
        return step;
    }

    /** {@code 3 of 5 partitions moved, 1.2 GiB of 4.0 GiB, 30 %, 50 MiB/s, 56 s left}. */
    Progress of(Move move) {
        StringBuilder text = new StringBuilder();
        text.append(move.done()).append(" of ").append(move.partitions()).append(" partitions moved");
        long total = total(move);
        if (sizes.known() && total > 0) {
            long copied = Math.min(total, copied(move));
            double seconds = (System.nanoTime() - since) / 1e9;
            double rate = copied / Math.max(0.001, seconds);
            text.append(", ").append(bytes(copied)).append(" of ").append(bytes(total));
            text.append(", ").append(100 * copied / total).append(" %");
            if (copied > 0) {
                text.append(", ").append(bytes((long) rate)).append("/s, ");
                text.append((long) Math.ceil((total - copied) / rate)).append(" s left");
            }
        }
        return new Progress(move.action.id(), text.toString());
    }

    private long total(Move move) {
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

    private long copied(Move move) {
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
