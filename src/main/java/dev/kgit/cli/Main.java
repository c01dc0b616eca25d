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

    @SuppressWarnings("SystemConsoleNull") // the property below brings the old answer back
    public static void main(String[] given) {
        prepare();
        String[] args = Arguments.asTyped(given);
        RecordedOutput standardOutput = new RecordedOutput(new FileOutputStream(FileDescriptor.out));
        PrintStream out = stream(standardOutput);
        if (args.length == 1 && args[0].equals("--version")) {
            // What scripts ask first, and often: without the command line's whole model.
            out.println("kgit " + Version.number());
            out.flush();
            Runtime.getRuntime()
                    .exit(exitCode(ExitCode.DONE, standardOutput, stream(new FileOutputStream(FileDescriptor.err))));
            return;
        }
        if (Subcommands.connect(args)) {
            // What will be needed is made ready while this thread finds out what is wanted.
            BackgroundThreads.start("kgit-kafka-first-use", ClientWarmup::prepare);
            BackgroundThreads.start("kgit-schemas", ManifestRepository::prepare);
        }
        boolean terminal = System.console() != null && !"dumb".equals(System.getenv("TERM"));
        PrintStream err = stream(new FileOutputStream(FileDescriptor.err));
        ProcessContext console = new ProcessContext(
                out,
                err,
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
        // Client threads may linger; the result is known.
        Runtime.getRuntime().exit(exitCode(code, standardOutput, console.err()));
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
