package bench;

import bench.Options.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.eclipse.jgit.api.errors.GitAPIException;
import picocli.CommandLine;

/** Runs what was asked for and tells what came out. */
public final class Bench {

    private static final int VALIDATED = 10_000;
    private static final int MOST_APPLIES = 3;

    private final Options options;
    private final Programs programs;
    /** Measured beside a release; the same as that is where there is none. */
    private final Programs checkout;
    private final Contest contest;
    private final Contest applies;
    private final List<Result> results = new ArrayList<>();

    private Bench(Options options) throws IOException {
        this.options = options;
        this.checkout = Programs.ofCheckout(options.home, options.folder);
        this.programs = options.runtime == null ? checkout : Programs.ofRelease(options.runtime, options.folder);
        this.contest = new Contest(options.warmUps, options.runs);
        // The ledger keeps what each of them has applied, so there can't be many.
        this.applies = new Contest(Math.min(options.warmUps, MOST_APPLIES), options.runs);
    }

    public static void main(String[] args)
            throws IOException, InterruptedException, ExecutionException, GitAPIException {
        Options options = new Options();
        CommandLine line = new CommandLine(options);
        line.parseArgs(args);
        if (line.isUsageHelpRequested()) {
            line.usage(System.out);
            return;
        }
        Bench bench = new Bench(options);
        bench.run();
        Report report = new Report(bench.results, bench.programs.machine());
        report.table(System.out);
        report.json(options.json);
        Picture.draw(bench.results, options.svg);
        if (!bench.results.stream().allMatch(Result::holds)) {
            System.exit(1);
        }
    }

    private void run() throws IOException, InterruptedException, ExecutionException, GitAPIException {
        if (options.work.contains(Work.start)) {
            programs.train(Empty.class);
            add(contest.between(
                    "start",
                    options.runtime == null ? 3 : 2,
                    subject("kgit --version"),
                    programs.kgit().with("--version")::run,
                    "a JVM that does nothing",
                    programs.empty()::run));
        }
        if (options.work.contains(Work.validate)) {
            validate();
        }
        for (int size : options.sizes().toList()) {
            onPlatform(size);
        }
        growth();
    }

    private void validate() throws IOException, InterruptedException, ExecutionException, GitAPIException {
        Path repository = fresh("validate");
        Desired.write(
                repository,
                "validate",
                "localhost:9092",
                Topics.names("validated", VALIDATED),
                options.partitions,
                "",
                0);
        add(contest.alone(
                "validate %,d in 200 files".formatted(VALIDATED),
                2_000,
                subject("kgit validate"),
                "ms",
                programs.kgit(repository).with("validate")::run));
    }

    private void onPlatform(int size) throws IOException, InterruptedException, ExecutionException, GitAPIException {
        try (Platform platform = Platform.start(options.home, Programs.benchJava())) {
            String url = options.connectors > 0 ? platform.startWorker() : "";
            Path repository = fresh("plan-" + size);
            List<String> names = Topics.names("planned", size);
            Desired.write(
                    repository,
                    "plan",
                    platform.bootstrap(),
                    names,
                    options.partitions,
                    url,
                    options.connectors);
            programs.kgit(repository).with("apply", "--auto-approve").run();
            programs.train(Floor.class, platform.bootstrap());
            if (options.work.contains(Work.plan)) {
                plan(size, repository, platform);
            }
            if (options.work.contains(Work.tools)) {
                tools(size, repository, platform);
            }
            if (options.work.contains(Work.apply)) {
                apply(size, platform);
            }
        }
    }

    private void plan(int size, Path repository, Platform platform)
            throws IOException, InterruptedException, ExecutionException, GitAPIException {
        Program plan = programs.kgit(repository).with("plan", "--detailed-exitcode");
        add(contest.between(
                "plan %,d converged".formatted(size),
                size >= 10_000 ? 1.4 : 1.5,
                subject("kgit plan"),
                plan::run,
                "the floor",
                programs.floor(platform.bootstrap())::run));
        if (options.runtime != null) {
            add(contest.between(
                    "plan %,d beside the checkout".formatted(size),
                    size == 1_000 ? 0.75 : 0,
                    subject("kgit plan"),
                    plan::run,
                    "kgit plan, " + checkout.javaInWords(),
                    checkout.kgit(repository).with("plan", "--detailed-exitcode")::run));
        }
        add(contest.alone(
                "memory of plan %,d".formatted(size),
                350,
                subject("kgit plan"),
                "MB",
                () -> plan.peakMemory().orElse(0) / 1024.0));
    }

    private void tools(int size, Path repository, Platform platform)
            throws IOException, InterruptedException, ExecutionException, GitAPIException {
        Program topics = checkout.tool("org.apache.kafka.tools.TopicCommand")
                .with("--bootstrap-server", platform.bootstrap(), "--describe");
        Program configs = checkout.tool("kafka.admin.ConfigCommand")
                .with("--bootstrap-server", platform.bootstrap(), "--describe", "--entity-type", "topics", "--all");
        add(contest.between(
                "describe %,d".formatted(size),
                0,
                subject("kgit plan"),
                programs.kgit(repository).with("plan")::run,
                "kafka-topics and kafka-configs",
                () -> topics.run() + configs.run()));
    }

    /** No figure without its Java. */
    private String subject(String command) {
        return command + ", " + programs.javaInWords();
    }

    private int round;

    private void apply(int size, Platform platform)
            throws IOException, InterruptedException, ExecutionException, GitAPIException {
        programs.train(
                CreateOnly.class,
                platform.bootstrap(),
                "trained",
                Integer.toString(size),
                Integer.toString(options.partitions));
        platform.delete("trained");
        add(applies.between(
                "apply %,d new of %d".formatted(size, options.partitions),
                size >= 5_000 && options.partitions >= 3 ? 1.05 : 0,
                subject("kgit apply"),
                () -> applied(size, platform),
                "creating and waiting",
                () -> created(size, platform)));
    }

    /** A project of its own each time, since what one project has applied belongs to it. */
    private double applied(int size, Platform platform)
            throws IOException, InterruptedException, ExecutionException, GitAPIException {
        String name = "applied-" + round++;
        Path repository = fresh(name);
        Desired.write(
                repository, name, platform.bootstrap(), Topics.names(name, size), options.partitions, "", 0);
        double took = programs.kgit(repository).with("apply", "--auto-approve").run();
        platform.delete(name);
        delete(repository);
        return took;
    }

    private double created(int size, Platform platform)
            throws IOException, InterruptedException, ExecutionException {
        String name = "created-" + round++;
        double took = programs.createOnly(platform.bootstrap())
                .with(name, Integer.toString(size), Integer.toString(options.partitions))
                .run();
        platform.delete(name);
        return took;
    }

    /** Ten times the topics, how many times the time above start-up? */
    private void growth() {
        OptionalDouble start = value("start");
        OptionalDouble small = value("plan 1,000 converged");
        OptionalDouble large = value("plan 10,000 converged");
        if (start.isPresent() && small.isPresent() && large.isPresent()) {
            double grown =
                    (large.getAsDouble() - start.getAsDouble()) / (small.getAsDouble() - start.getAsDouble());
            add(new Result(
                    "growth 1,000 to 10,000", subject("kgit plan"), grown, "times", null, 0, 12, List.of(grown), List.of()));
        }
    }

    private OptionalDouble value(String work) {
        return results.stream()
                .filter(result -> result.work().equals(work))
                .mapToDouble(Result::value)
                .findFirst();
    }

    private void add(Result result) {
        results.add(result);
        System.err.println(String.format(
                Locale.ROOT,
                "%s: %s %.0f %s, %.2f times %s",
                result.work(),
                result.subject(),
                result.value(),
                result.unit(),
                result.ratio(),
                result.against() == null ? "-" : result.against()));
    }

    private Path fresh(String name) throws IOException {
        Path folder = options.folder.resolve("repositories").resolve(name);
        delete(folder);
        return Files.createDirectories(folder);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
