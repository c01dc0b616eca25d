package dev.kgit.sandbox;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where one broker listens on 127.0.0.1, one port for each listener of the seed.
 *
 * @param external EXTERNAL: clients on this machine
 * @param internal INTERNAL: brokers among each other, the Connect worker
 * @param controller CONTROLLER: the quorum; only the first broker's is used, which is the only controller
 */
public record BrokerPorts(int external, int internal, int controller) {

    /** How far a broker's ports are from those of the one before it. */
    private static final int STRIDE = 10;

    /** The ports of the seed, for the first broker: EXTERNAL 9092, INTERNAL 29092, CONTROLLER 9093. */
    public static final BrokerPorts SEED = new BrokerPorts(9092, 29092, 9093);

    /** The same layout from another base: EXTERNAL at it, CONTROLLER one above, INTERNAL two above. */
    public static BrokerPorts from(int base) {
        return new BrokerPorts(base, base + 2, base + 1);
    }

    /**
     * The ports of the {@code number}th broker where these are the first one's: each ten above the one before.
     *
     * @param number from 1
     */
    public BrokerPorts forBroker(int number) {
        int shift = STRIDE * (number - 1);
        return new BrokerPorts(external + shift, internal + shift, controller + shift);
    }

    /** {@code external:internal:controller,...}, a broker after the other. */
    public static String text(List<BrokerPorts> ports) {
        return ports.stream()
                .map(its -> its.external + ":" + its.internal + ":" + its.controller)
                .collect(Collectors.joining(","));
    }

    /** Reads what {@link #text} writes. */
    public static List<BrokerPorts> listOf(String text) {
        return Stream.of(text.split(",", -1)).map(BrokerPorts::of).toList();
    }

    private static BrokerPorts of(String text) {
        String[] numbers = text.split(":", -1);
        return new BrokerPorts(
                Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
    }
}
