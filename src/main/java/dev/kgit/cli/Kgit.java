package dev.kgit.cli;

import dev.kgit.concurrent.ShutdownHooks;
import dev.kgit.model.Redactor;
import dev.kgit.workflow.HostContext;
import dev.kgit.workflow.Invocation;
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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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

    private static final int USUAL_WIDTH = 100;
    private static final int NARROWEST = 60;
    private static final int WIDEST = 160;

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
            description =
                    "Write the result to this file (import, schema export: into this folder) instead of standard output.")
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
            converter = Units.PatienceConverter.class,
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

    private final ProcessContext console;

    private final Timings timings = new Timings();

    private @Nullable CommandRun run;

    Kgit(ProcessContext console) {
        this.console = console;
    }

    /** The run of the command that was named; asked once the options are read. */
    CommandRun run() {
        CommandRun known = run;
        if (known == null) {
            HostContext hostContext = new HostContext(
                    console.sections(),
                    console.env(),
                    console.clock(),
                    console.folder(),
                    console.opener(),
                    ShutdownHooks.JVM,
                    timings);
            Invocation invocation =
                    new Invocation(hostContext, repo, environments, all, targets, timeout, tellTimings, context -> {});
            known = CommandRun.of(
                    console,
                    new OutputOptions(format == null ? Format.text : format, output, noColor, verbose, quiet),
                    invocation);
            run = known;
        }
        return known;
    }

    /** Runs one command line to its exit code. */
    static int run(ProcessContext console, String... args) {
        CommandLine line = line(console, args);
        int code = execute(line, args);
        Kgit kgit = line.getCommand();
        if (kgit.tellTimings) {
            kgit.timings.tell(kgit.run().messages()::line);
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
            return FailureOutput.end(line.<Kgit>getCommand().run(), verb(line), broken);
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
        line.getSubcommands().values().forEach(Kgit::nameFormats);
        line.setOut(writer(console.out()));
        line.setErr(writer(console.err()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // Files of arguments would be read from the working tree of a pull request, and echoed.
        line.setExpandAtFiles(false);
        // An environment may be named as a command is: -e sandbox.
        line.setAllowSubcommandsAsOptionParameters(true);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                hasColour(console, args) ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setUsageHelpWidth(width(console));
        line.setParameterExceptionHandler((wrong, all) -> usage(console, wrong));
        line.setExecutionExceptionHandler(
                (failure, at, parsed) -> FailureOutput.end(kgit.run(), at.getCommandName(), failure));
        return line;
    }

    /** The terminal's, where the launcher or the shell says it; else so that no example of the help has to be broken. */
    static int width(ProcessContext console) {
        String columns = console.env().getOrDefault("COLUMNS", "");
        return columns.matches("[0-9]{1,4}")
                ? Math.max(NARROWEST, Math.min(WIDEST, Integer.parseInt(columns)))
                : USUAL_WIDTH;
    }

    /** Each command's help names the forms of its own result. */
    private static void nameFormats(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        OptionSpec general = spec.findOption("--format");
        List<String> names = command.<KgitCommand>getCommand().formats().stream()
                .map(Enum::name)
                .toList();
        spec.remove(general);
        spec.add(OptionSpec.builder(general)
                .description("How the result is written: " + String.join(", ", names) + ". Default: text.")
                .completionCandidates(names)
                .build());
    }

    /** Of the help, which may be shown before the options are read. */
    private static boolean hasColour(ProcessContext console, String... args) {
        return console.outIsTerminal()
                && !console.env().containsKey("NO_COLOR")
                && !List.of(args).contains("--no-color");
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static int usage(ProcessContext console, CommandLine.ParameterException wrong) {
        CommandLine at = wrong.getCommandLine();
        DiagnosticPrinter messages = new DiagnosticPrinter(console.err(), new Redactor(List.of()));
        messages.line("kgit: " + UsageHint.message(wrong));
        StringWriter suggestions = new StringWriter();
        Optional<String> meant = UsageHint.of(wrong);
        if (meant.isPresent()) {
            messages.line(meant.get());
        } else if (CommandLine.UnmatchedArgumentException.printSuggestions(wrong, new PrintWriter(suggestions, true))) {
            suggestions.toString().lines().forEach(messages::line);
        } else {
            messages.line("Try '" + at.getCommandSpec().qualifiedName() + " --help'.");
        }
        return ExitCode.USAGE;
    }
}
