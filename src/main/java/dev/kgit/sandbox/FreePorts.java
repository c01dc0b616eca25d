package dev.kgit.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that nothing listens on. Taken below the range that operating systems give to outgoing connections, so that none
 * of those takes a port between choosing and binding it.
 */
public final class FreePorts {

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;

    private FreePorts() {}

    /** That many different free ports on 127.0.0.1. */
    public static List<Integer> take(int count) {
        List<Integer> taken = new ArrayList<>();
        while (taken.size() < count) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (!taken.contains(port) && isFree(port)) {
                taken.add(port);
            }
        }
        return taken;
    }

    /** Whether a server could listen on the port now. */
    public static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            // As Kafka and Jetty do: a port whose last connections are still in TIME_WAIT counts as free.
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
