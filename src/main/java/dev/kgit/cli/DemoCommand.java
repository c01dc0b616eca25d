package dev.kgit.cli;

import dev.kgit.workflow.DemoWorkflow;
import dev.kgit.workflow.Installation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code kgit demo}: everything once, on a real platform of its own. */
@Command(
        name = "demo",
        addMethodSubcommands = false,
        description = {
            "Starts a sandbox on free ports and shows on it what kgit does: validate, plan, apply, an event through the"
                    + " connector, drift by hand, drift, apply. Takes less than a minute and leaves nothing behind.",
            "",
            "Without -C it uses the message broker that comes with kgit."
        },
        footer = {
            "",
            "Examples:",
            "  kgit demo",
            "  kgit -C my-repository demo      with the files of a repository that has an environment `sandbox`"
        })
final class DemoCommand extends KgitCommand {

    @Override
    int call(CommandRun run) throws IOException, InterruptedException {
        DemoWorkflow.run(run.invocation(), Installation.of(System.getProperties()), new Terminal(run));
        return ExitCode.DONE;
    }

    /** Says things on standard output, and shows there what the commands print. */
    private record Terminal(CommandRun run) implements DemoWorkflow.Terminal {

        @Override
        public void say(String text) {
            run.output().line(text);
        }

        @Override
        public DemoWorkflow.Result run(List<String> args, Map<String, String> variables) {
            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            ProcessContext here = run.console();
            PrintStream both = new PrintStream(new Both(here.out(), copy), true, StandardCharsets.UTF_8);
            ProcessContext console = new ProcessContext(
                    both,
                    here.err(),
                    here.in(),
                    variables,
                    here.clock(),
                    here.folder(),
                    here.outIsTerminal(),
                    here.errIsTerminal(),
                    false,
                    InterruptHandler.NONE,
                    here.opener(),
                    here.sections());
            int code = Kgit.run(console, args.toArray(String[]::new));
            return new DemoWorkflow.Result(code, copy.toString(StandardCharsets.UTF_8));
        }
    }

    /** Writes to two streams. */
    private static final class Both extends OutputStream {

        private final OutputStream one;
        private final OutputStream other;

        Both(OutputStream one, OutputStream other) {
            this.one = one;
            this.other = other;
        }

        @Override
        public void write(int octet) throws IOException {
            one.write(octet);
            other.write(octet);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            one.write(bytes, offset, length);
            other.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            one.flush();
            other.flush();
        }
    }
}
