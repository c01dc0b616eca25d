package bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the bench can be told. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures kgit against what the cluster itself needs.")
final class Options {

    /** A kind of work. */
    enum Work {
        start,
        plan,
        apply,
        validate,
        tools
    }

    @Option(
            names = "--topics",
            split = ",",
            defaultValue = "1000",
            paramLabel = "N",
            description = "Topics on the cluster: 100, 1000, 5000, 10000 or any other number; several with commas."
                    + " Default: 1000.")
    List<Integer> topics = List.of(1000);

    @Option(names = "--connectors", paramLabel = "N", description = "Connectors beside them. Default: none.")
    int connectors;

    @Option(names = "--partitions", paramLabel = "N", description = "Partitions of each topic. Default: 1.")
    int partitions = 1;

    @Option(names = "--runs", paramLabel = "N", description = "Runs that count. Default: 7.")
    int runs = 7;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Runs of each before those that count, for the broker to have compiled itself; of applies at"
                    + " most three. Default: 10.")
    int warmUps = 10;

    @Option(
            names = "--work",
            split = ",",
            paramLabel = "KIND",
            description = "What is measured: ${COMPLETION-CANDIDATES}. Default: all but tools.")
    Set<Work> work = Set.of(Work.start, Work.plan, Work.apply, Work.validate);

    @Option(
            names = "--runtime",
            paramLabel = "DIR",
            description = "A release with its own Java, unpacked: measured in place of this checkout, beside programs on the"
                    + " same Java, and its plans beside this checkout's on the Java that runs the bench.")
    @Nullable
    Path runtime;

    @Option(names = "--json", paramLabel = "FILE", description = "Write every number to this file.")
    Path json = Path.of("target/bench/results.json");

    @Option(names = "--svg", paramLabel = "FILE", description = "Draw the picture into this file.")
    Path svg = Path.of("target/bench/results.svg");

    @Option(names = "--home", hidden = true, required = true)
    Path home = Path.of("");

    @Option(names = "--work-folder", hidden = true, required = true)
    Path folder = Path.of("");

    /** Each with its own archive, made before anything is measured. */
    Stream<Integer> sizes() {
        return topics.stream().sorted().distinct();
    }
}
