package dev.kgit.cli;

import dev.kgit.concurrent.BackgroundThreads;
import dev.kgit.kafka.ClientWarmup;
import dev.kgit.manifest.ManifestRepository;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Redactor;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** The process: the only place that knows the standard streams, the environment, the clock and the exit. */
public final class Main {

    private Main() {}

    public static void main(String[] given) {
        prepare();
        String[] args = Arguments.asTyped(given);
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        OutputStream err = new FileOutputStream(FileDescriptor.err);
        if (args.length == 1 && args[0].equals("--version")) {
            // What scripts ask first, and often: without the command line's whole model, and without an orderly exit,
            // which looks into every jar. Nothing is open that would have to be closed.
            Runtime.getRuntime().halt(version(out, err));
        }
        // Client threads may linger; the result is known.
        Runtime.getRuntime().exit(run(args, out, err));
    }

    private static int version(OutputStream out, OutputStream err) {
        RecordedOutput standardOutput = new RecordedOutput(out);
        PrintStream line = stream(standardOutput);
        line.println("kgit " + Version.number());
        line.flush();
        return exitCode(ExitCode.DONE, standardOutput, stream(err));
    }

    /** A command, from its arguments to its exit code; the streams are the process's. */
    @SuppressWarnings("SystemConsoleNull") // what prepare() sets brings the old answer back
    static int run(String[] args, OutputStream standardOutput, OutputStream standardError) {
        if (Subcommands.connect(args)) {
            // What will be needed is made ready while this thread finds out what is wanted.
            BackgroundThreads.start("kgit-kafka-first-use", ClientWarmup::prepare);
            BackgroundThreads.start("kgit-schemas", ManifestRepository::prepare);
        }
        boolean terminal = System.console() != null && !"dumb".equals(System.getenv("TERM"));
        RecordedOutput recorded = new RecordedOutput(standardOutput);
        ProcessContext console = new ProcessContext(
                stream(recorded),
                stream(standardError),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                System.getenv(),
                Clock.systemUTC(),
                Path.of("").toAbsolutePath(),
                terminal,
                terminal,
                terminal,
                new SignalInterruptHandler(Runtime.getRuntime()::exit));
        // What a library prints by itself takes the same way.
        System.setOut(console.out());
        System.setErr(console.err());
        int code = Kgit.run(console, args);
        console.out().flush();
        console.err().flush();
        return exitCode(code, recorded, console.err());
    }

    /** A result that nobody got is none, but an exit code that says worse stays. */
    private static int exitCode(int code, RecordedOutput standardOutput, PrintStream err) {
        Optional<IOException> failure = standardOutput.failure();
        failure.ifPresent(why -> new DiagnosticPrinter(err, Redactor.NONE)
                .one(Diagnostic.error("KG706", "standard output can't be written: " + why.getMessage())));
        return failure.isPresent() ? Math.max(code, ExitCode.UNAVAILABLE) : code;
    }

    /** Settings of libraries that have to stand before the first of their classes is used. */
    static void prepare() {
        // Kafka's clients would otherwise resolve ${file:...} and the like from any property they are given.
        System.setProperty("org.apache.kafka.automatic.config.providers", "none");
        // Otherwise picocli looks for Groovy in every jar, at each start.
        System.setProperty("picocli.disable.closures", "true");
        // JDK 22 and later say that there is a console also where there is none, unless asked for the old one.
        System.setProperty("jdk.console", "java.base");
    }

    private static PrintStream stream(OutputStream stream) {
        return new PrintStream(new BufferedOutputStream(stream, 1 << 16), false, StandardCharsets.UTF_8);
    }
}
