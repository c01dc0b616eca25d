package dev.kgit.workflow;

import dev.kgit.sandbox.BrokerPorts;
import dev.kgit.sandbox.FreePorts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where a sandbox listens on this machine.
 *
 * @param brokers ports of each broker
 * @param rest port of the first Connect worker's REST API; each further worker's is the next above that no broker has
 */
public record SandboxAddresses(List<BrokerPorts> brokers, int rest) {

    private static final int SEED_REST = 8083;
    private static final String HOST = "127.0.0.1:";

    /** The ports of the message broker: EXTERNAL 9092, INTERNAL 29092, CONTROLLER 9093, REST 8083; ten up for each broker. */
    public static SandboxAddresses usual(int brokers) {
        return new SandboxAddresses(each(BrokerPorts.SEED, brokers), SEED_REST);
    }

    /** EXTERNAL at the base, CONTROLLER, INTERNAL and REST one, two and three above; ten up for each broker. */
    public static SandboxAddresses from(int base, int brokers) {
        return new SandboxAddresses(each(BrokerPorts.from(base), brokers), base + 3);
    }

    /** Ports that nobody uses now. */
    public static SandboxAddresses free(int brokers) {
        List<Integer> free = FreePorts.take(3 * brokers + 1);
        List<BrokerPorts> ports = IntStream.range(0, brokers)
                .mapToObj(i -> new BrokerPorts(free.get(3 * i), free.get(3 * i + 1), free.get(3 * i + 2)))
                .toList();
        return new SandboxAddresses(ports, free.get(3 * brokers));
    }

    private static List<BrokerPorts> each(BrokerPorts first, int brokers) {
        return IntStream.rangeClosed(1, brokers).mapToObj(first::forBroker).toList();
    }

    String external() {
        return servers(BrokerPorts::external);
    }

    String internal() {
        return servers(BrokerPorts::internal);
    }

    private String servers(Function<BrokerPorts, Integer> port) {
        return brokers.stream().map(its -> HOST + port.apply(its)).collect(Collectors.joining(","));
    }

    String url(int worker) {
        return "http://" + HOST + restPort(worker);
    }

    private int restPort(int worker) {
        Set<Integer> ofBrokers = brokers.stream()
                .flatMap(its -> Stream.of(its.external(), its.internal(), its.controller()))
                .collect(Collectors.toSet());
        return IntStream.iterate(rest, port -> port + 1)
                .filter(port -> !ofBrokers.contains(port))
                .skip(worker)
                .findFirst()
                .orElseThrow();
    }

    /** What each port is for, in the order in which people ask. */
    SortedMap<Integer, String> uses(int workers) {
        SortedMap<Integer, String> uses = new TreeMap<>();
        for (int i = 0; i < brokers.size(); i++) {
            String whose = brokers.size() == 1 ? "" : " of broker " + (i + 1);
            uses.put(brokers.get(i).external(), "EXTERNAL" + whose);
            uses.put(brokers.get(i).internal(), "INTERNAL" + whose);
        }
        uses.put(brokers.get(0).controller(), "CONTROLLER");
        for (int i = 0; i < workers; i++) {
            uses.put(restPort(i), "the REST API of Kafka Connect");
        }
        return uses;
    }

    /** The ports that somebody else has, with what they are for. */
    SortedMap<Integer, String> taken(int workers) {
        SortedMap<Integer, String> taken = uses(workers);
        taken.keySet()
                .removeAll(new ArrayList<>(taken.keySet())
                        .stream().filter(FreePorts::isFree).toList());
        return taken;
    }

    /** What tells {@code environments/sandbox/environment.yaml} where the sandbox is. */
    public SortedMap<String, String> variables() {
        SortedMap<String, String> variables = new TreeMap<>();
        variables.put("KGIT_SANDBOX_BOOTSTRAP_SERVERS", external());
        variables.put("KGIT_SANDBOX_CONNECT_BOOTSTRAP_SERVERS", internal());
        variables.put("KGIT_SANDBOX_CONNECT_URL", url(0));
        variables.put("KGIT_SANDBOX_CONNECT_PORT", String.valueOf(rest));
        return variables;
    }
}
