package dev.kgit.cli;

import dev.kgit.git.GitRepository;
import dev.kgit.manifest.ReadResult;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.Redactor;
import dev.kgit.workflow.Timings;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The root of the command line: the options that every command takes, before or behind the verb. */
@Command(
        name = "kgit",
        addMethodSubcommands = false,
        description = "Reconciles a Kafka platform with a Git repository: topics, Connect clusters, connectors.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "Exit codes: 0 done, 1 files or flags are wrong, 2 differences (drift, plan --detailed-exitcode),",
            "3 refused (a guard, a stale plan, the lock), 4 unreachable or unauthorized, 5 apply incomplete, 64 usage.",
            "Of several environments the worst counts: 70, 64, 5, 4, 1, 3, 2, 0, in this order."
        })
final class Kgit {

    /** How results are dressed. */
    enum Format {
        text,
        json,
        markdown,
        github,
        junit,
        prometheus,
        sarif,
        env,
        properties
    }

    final ProcessContext console;

    final Timings timings;

    /** Knows the secrets met so far: whatever goes wrong, they are taken out of what is printed. */
    Redactor redactor = new Redactor(List.of());

    @Option(
            names = {"-C", "--repo"},
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Repository; default: the nearest parent folder with a kgit.yaml.")
    @Nullable
    Path repo;

    List<String> environments = List.of();

    /** Before and behind the verb they add up; picocli would begin anew behind it. */
    @Option(
            names = {"-e", "--env"},
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Environment; default: $KGIT_ENV, or the only one there is."
                    + " validate, plan and drift take several.")
    void addEnvironments(@Nullable List<String> names) {
        Set<String> each = new LinkedHashSet<>(environments);
        each.addAll(names == null ? List.of() : names);
        environments = List.copyOf(each);
    }

    @Option(
            names = "--all",
            scope = ScopeType.INHERIT,
            description = "All environments of the repository (validate, plan, drift).")
    boolean all;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            description = "How the result is written: ${COMPLETION-CANDIDATES}. Default: text.")
    @Nullable
    Format format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            scope = ScopeType.INHERIT,
            description = "Write the result to this file (import: into this folder) instead of standard output.")
    @Nullable
    Path output;

    @Option(
            names = "--target",
            paramLabel = "ID",
            scope = ScopeType.INHERIT,
            description =
                    "Look at these resources only: topic/NAME or connector/CLUSTER/NAME, * and ? allowed; repeatable.")
    List<String> targets = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            scope = ScopeType.INHERIT,
            converter = Units.DurationConverter.class,
            description = "How long to wait for Kafka or Connect, as 30s or 2m. Default: 30s.")
    Duration timeout = dev.kgit.model.Environment.DEFAULT_TIMEOUT;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colour (also: $NO_COLOR).")
    boolean noColor;

    @Option(names = "--timings", scope = ScopeType.INHERIT, description = "Say where the time went.")
    boolean tellTimings;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Tell more.")
    boolean verbose;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Tell results and errors only.")
    boolean quiet;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    boolean version;

    /** Whether a result has been written; a second document would spoil the first. */
    boolean answered;

    /** What is being looked at; a question mark as long as it is not known. */
    String project = "?";

    String environment = "?";

    Kgit(ProcessContext console) {
        this(console, new Timings());
    }

    private Kgit(ProcessContext console, Timings timings) {
        this.console = console;
        this.timings = timings;
    }

    /** The same command line for one of several environments, on a console of its own. Its result goes to standard output. */
    Kgit of(String environment, ProcessContext itsConsole) {
        Kgit one = new Kgit(itsConsole, timings);
        one.repo = repo;
        one.environments = List.of(environment);
        one.format = format;
        one.targets = targets;
        one.timeout = timeout;
        one.noColor = noColor;
        one.tellTimings = tellTimings;
        one.verbose = verbose;
        one.quiet = quiet;
        return one;
    }

    /** Runs one command line to its exit code. */
    static int run(ProcessContext console, String... args) {
        CommandLine line = line(console, args);
        int code = execute(line, args);
        Kgit kgit = line.getCommand();
        if (kgit.tellTimings) {
            kgit.timings.tell(new DiagnosticPrinter(console.err(), kgit.redactor)::line);
        }
        console.out().flush();
        console.err().flush();
        return code;
    }

    /** Picocli hands exceptions on, but not errors, such as a library's that can't be loaded. */
    private static int execute(CommandLine line, String... args) {
        try {
            return line.execute(args);
        } catch (LinkageError | StackOverflowError | OutOfMemoryError | AssertionError broken) {
            return line.<Kgit>getCommand().fail(verb(line), broken);
        }
    }

    /** The command that was run: the innermost one. */
    private static String verb(CommandLine line) {
        ParseResult parsed = line.getParseResult();
        while (parsed != null && parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        return parsed == null ? line.getCommandName() : parsed.commandSpec().name();
    }

    /** The command line, ready to be run on this console. */
    static CommandLine line(ProcessContext console, String... args) {
        Kgit kgit = new Kgit(console);
        CommandLine line = new CommandLine(kgit);
        Subcommands.addTo(line, args);
        line.setOut(writer(console.out()));
        line.setErr(writer(console.err()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // Files of arguments would be read from the working tree of a pull request, and echoed.
        line.setExpandAtFiles(false);
        // An environment may be named as a command is: -e sandbox.
        line.setAllowSubcommandsAsOptionParameters(true);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                kgit.colour(args) ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setParameterExceptionHandler((wrong, all) -> usage(console, wrong));
        line.setExecutionExceptionHandler((failure, at, parsed) -> kgit.fail(at.getCommandName(), failure));
        return line;
    }

    boolean colour() {
        return console.outIsTerminal() && !noColor && !console.env().containsKey("NO_COLOR");
    }

    private boolean colour(String... args) {
        return colour() && !List.of(args).contains("--no-color");
    }

    /** The value, or an exit with every problem told at once. */
    <T> T require(ReadResult<T> loaded) {
        T value = loaded.value();
        if (value == null || loaded.hasErrors()) {
            throw new KgitException.Invalid(loaded.diagnostics());
        }
        return value;
    }

    /** Path of the desired-state repository in the Git repository, for tools that link files: empty, or ending with /. */
    String pathPrefix() {
        return Workspace.findRoot(this)
                .flatMap(GitRepository::open)
                .map(history -> {
                    try (history) {
                        return history.prefix();
                    }
                })
                .orElse("");
    }

    Format format() {
        return format == null ? Format.text : format;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static int usage(ProcessContext console, CommandLine.ParameterException wrong) {
        CommandLine at = wrong.getCommandLine();
        DiagnosticPrinter messages = new DiagnosticPrinter(console.err(), new Redactor(List.of()));
        messages.line("kgit: " + wrong.getMessage());
        StringWriter suggestions = new StringWriter();
        if (CommandLine.UnmatchedArgumentException.printSuggestions(wrong, new PrintWriter(suggestions, true))) {
            suggestions.toString().lines().forEach(messages::line);
        } else {
            messages.line("Try '" + at.getCommandSpec().qualifiedName() + " --help'.");
        }
        return ExitCode.USAGE;
    }

    /** The end of a command that came to nothing. */
    private int fail(String verb, Throwable failure) {
        Failure why = tell(failure);
        if (!answered) {
            try {
                FailureOutput.write(this, verb, why);
            } catch (RuntimeException noAnswerEither) {
                tellUnlessTold(noAnswerEither, why);
            }
        }
        return why.exitCode();
    }

    /** The first failure decides the exit code; a second one is told, unless it is that of the same file once more. */
    private void tellUnlessTold(RuntimeException second, Failure first) {
        if (!(second instanceof KgitException again && again.diagnostics().equals(first.diagnostics()))) {
            tell(second);
        }
    }

    /**
     * What ended a use case as an exception, or a bug.
     *
     * @param diagnostics what there is to say about it
     */
    record Failure(int exitCode, List<Diagnostic> diagnostics) {}

    /** Tells it to the user. */
    Failure tell(Throwable failure) {
        DiagnosticPrinter messages = new DiagnosticPrinter(console.err(), redactor);
        if (failure instanceof KgitException told) {
            messages.all(told.diagnostics());
            return new Failure(told.either(ExitCode.INVALID, ExitCode.REFUSED, ExitCode.WORLD), told.diagnostics());
        }
        Diagnostic bug = Diagnostic.error(
                        "KG799",
                        "a bug in kgit: " + failure.getClass().getSimpleName() + ": "
                                + redactor.scrub(String.valueOf(failure.getMessage())))
                .withHint("please report it; -v prints the stack trace");
        messages.one(bug);
        if (verbose) {
            messages.trace(failure);
        }
        return new Failure(ExitCode.BUG, List.of(bug));
    }
}
