package dev.kgit.kafka;

import java.lang.management.ManagementFactory;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/**
 * What the first client of a process has to wait for before it can connect: all of Kafka's messages and errors, all of its
 * settings, and the registry of MBeans, which every client looks up.
 */
public final class ClientWarmup {

    private ClientWarmup() {}

    /** Does it, for whoever has a thread to spare before it is known which cluster to connect to. Connects to nothing. */
    public static void prepare() {
        ManagementFactory.getPlatformMBeanServer();
        ApiKeys.forId(0);
        Errors.forCode((short) 0);
        AdminClientConfig.configNames();
        ConsumerConfig.configNames();
    }
}
