package dev.kgit.cli;

import dev.kgit.concurrent.BackgroundExecutor;
import dev.kgit.concurrent.BackgroundValue;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.planfile.EnvironmentsJson;
import dev.kgit.report.EnvironmentsReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A verb on several environments at the same time. Each has a console of its own, so what goes wrong in one stays there. */
final class MultiEnvironmentRunner {

    /** Each holds a connection and a whole plan in memory. */
    private static final int AT_A_TIME = 4;

    /** The forms that hold the results of several. */
    private static final List<Kgit.Format> SEVERAL = List.of(Kgit.Format.text, Kgit.Format.markdown, Kgit.Format.json);

    private final CommandRun run;
    private final List<Kgit.Format> formats;
    private final Function<CommandRun, RunSummary> verb;

    /** What one environment came to, and what it printed. */
    private record Result(String environment, RunSummary tally, byte[] out, String err, List<Diagnostic> failure) {}

    /** @param formats the forms that there are of one environment */
    MultiEnvironmentRunner(CommandRun run, List<Kgit.Format> formats, Function<CommandRun, RunSummary> verb) {
        this.run = run;
        this.formats = formats;
        this.verb = verb;
    }

    /** The worst exit code. */
    int run(List<String> environments) {
        refuseFormat();
        List<Result> results = results(environments);
        for (Result result : results) {
            // Each line with its environment, and no heading: the results beside them have one.
            result.err
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> run.messages().line(result.environment + ": " + line));
        }
        run.output().write(out -> write(results, out));
        return ExitCode.worst(
                results.stream().map(result -> result.tally.code()).toList());
    }

    private void refuseFormat() {
        if (SEVERAL.contains(run.format())) {
            return;
        }
        String others =
                SEVERAL.stream().filter(formats::contains).map(Enum::name).collect(Collectors.joining(" or "));
        throw new KgitException.Invalid(
                Diagnostic.error("KG731", "there is no " + run.format() + " form of several environments")
                        .withHint("run it once for each, or choose " + others));
    }

    private List<Result> results(List<String> environments) {
        try (BackgroundExecutor threads = new BackgroundExecutor("kgit-environment", AT_A_TIME)) {
            List<BackgroundValue<Result>> running = environments.stream()
                    .map(name -> threads.start(() -> result(name)))
                    .toList();
            return running.stream().map(BackgroundValue::get).toList();
        }
    }

    private Result result(String environment) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ProcessContext here = run.console();
        ProcessContext console = new ProcessContext(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                here.in(),
                here.env(),
                here.clock(),
                here.folder(),
                here.outIsTerminal() && run.options().file() == null,
                false,
                false,
                here.interrupts(),
                here.opener(),
                here.sections());
        CommandRun one = run.forEnvironment(environment, console);
        RunSummary tally;
        List<Diagnostic> why = List.of();
        try {
            tally = verb.apply(one);
        } catch (RuntimeException failure) {
            FailureOutput.Failure told = FailureOutput.tell(one, failure);
            why = told.diagnostics();
            tally = new RunSummary(told.exitCode());
        }
        console.out().flush();
        console.err().flush();
        return new Result(environment, tally, out.toByteArray(), err.toString(StandardCharsets.UTF_8), why);
    }

    private static String codes(List<Diagnostic> failure) {
        return failure.stream().map(Diagnostic::code).distinct().collect(Collectors.joining(", "));
    }

    private void write(List<Result> results, PrintStream out) {
        if (run.format() == Kgit.Format.json) {
            EnvironmentsJson.write(
                    results.stream()
                            .map(result -> new EnvironmentsJson.Part(
                                    result.environment, result.tally.code(), result.out, result.failure))
                            .toList(),
                    out);
            return;
        }
        boolean markdown = run.format() == Kgit.Format.markdown;
        for (Result result : results) {
            out.append(EnvironmentsReport.heading(result.environment, markdown)).append("\n\n");
            out.writeBytes(result.out);
            if (!result.failure.isEmpty() && !markdown && run.options().file() == null) {
                // Both streams often end in one place, and standard error has told it in full.
                out.append("no result: ").append(codes(result.failure)).append(", see standard error\n");
            } else {
                result.failure.forEach(diagnostic -> out.append(EnvironmentsReport.line(diagnostic, markdown))
                        .append('\n'));
            }
            out.append('\n');
        }
        List<EnvironmentsReport.Row> rows = new ArrayList<>();
        results.forEach(result -> rows.add(new EnvironmentsReport.Row(
                result.environment, result.tally.counts(), result.tally.word(), result.tally.code())));
        if (markdown) {
            EnvironmentsReport.writeMarkdown(rows, out);
        } else {
            EnvironmentsReport.write(rows, run.output().style(), out);
        }
    }
}
