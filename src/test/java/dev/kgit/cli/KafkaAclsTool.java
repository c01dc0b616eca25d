package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.tools.AclCommand;

/**
 * Kafka's own {@code kafka-acls}: what brokers keep, by another reader than kgit's. In a process of its own, since it prints
 * to the standard output of all tests and ends its JVM where it fails.
 */
final class KafkaAclsTool {

    private static final Pattern RESOURCE = Pattern.compile(
            "Current ACLs for resource `ResourcePattern\\(resourceType=(\\w+), name=(.*), patternType=(\\w+)\\)`:\\s*");
    private static final Pattern ENTRY =
            Pattern.compile("\\s*\\(principal=(.*), host=(.*), operation=(\\w+), permissionType=(\\w+)\\)\\s*");

    private KafkaAclsTool() {}

    /** What {@code --list} says: the ACLs of each principal, each as {@code ALLOW READ TOPIC LITERAL:orders *}. */
    static SortedMap<String, SortedSet<String>> list(String bootstrapServers) {
        SortedMap<String, SortedSet<String>> acls = new TreeMap<>();
        String resource = "";
        for (String line : run("--bootstrap-server", bootstrapServers, "--list")) {
            Matcher head = RESOURCE.matcher(line);
            Matcher entry = ENTRY.matcher(line);
            if (head.matches()) {
                resource = head.group(1) + " " + head.group(3) + ":" + head.group(2);
            } else if (entry.matches()) {
                acls.computeIfAbsent(entry.group(1), none -> new TreeSet<>())
                        .add(entry.group(4) + " " + entry.group(3) + " " + resource + " " + entry.group(2));
            } else {
                assertThat(line).as("a line of kafka-acls").isBlank();
            }
        }
        return acls;
    }

    private static List<String> run(String... args) {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Dfile.encoding=UTF-8",
                                "-Dstdout.encoding=UTF-8",
                                "-Dslf4j.provider=org.slf4j.nop.NOPServiceProvider",
                                "-Dslf4j.internal.verbosity=WARN",
                                "-cp",
                                System.getProperty("java.class.path"),
                                AclCommand.class.getName()),
                        Stream.of(args))
                .toList();
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor())
                    .as("the exit code of kafka-acls: %s", printed)
                    .isZero();
            return printed.lines().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
