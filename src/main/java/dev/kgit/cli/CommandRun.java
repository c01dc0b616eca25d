package dev.kgit.cli;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.workflow.Invocation;
import dev.kgit.workflow.WorkspaceContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * One command as it runs: what it was asked for, and where it writes.
 *
 * @param context what is known so far of the repository, for the words of a failure
 */
record CommandRun(
        ProcessContext console, Output output, Invocation invocation, AtomicReference<WorkspaceContext> context) {

    /** A run of which nothing is known yet: it hears itself what the invocation finds out. */
    static CommandRun of(ProcessContext console, OutputOptions options, Invocation invocation) {
        AtomicReference<WorkspaceContext> context = new AtomicReference<>(WorkspaceContext.UNKNOWN);
        return new CommandRun(
                console,
                new Output(console, options, invocation),
                invocation.withContextListener(context::set),
                context);
    }

    /** The same command for another repository or environment. */
    CommandRun withInvocation(Invocation other) {
        return new CommandRun(console, output, other, context);
    }

    /** One of several environments, on a console of its own. Its result goes to standard output. */
    CommandRun forEnvironment(String name, ProcessContext itsConsole) {
        return of(itsConsole, options().toStandardOutput(), invocation.withEnvironment(name));
    }

    OutputOptions options() {
        return output.options();
    }

    Kgit.Format format() {
        return options().format();
    }

    boolean isQuiet() {
        return options().quiet();
    }

    /** Prints to standard error. */
    DiagnosticPrinter messages() {
        return new DiagnosticPrinter(console.err(), context.get().redactor());
    }

    /** Whether somebody is there and says yes. */
    boolean confirms(String question) {
        if (!console.interactive()) {
            return false;
        }
        messages().ask(question + " Only 'yes' will do: ");
        try {
            return "yes".equals(console.in().readLine());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** A form that is asked for and not made would be taken for one. */
    void requireText() {
        if (format() != Kgit.Format.text) {
            throw unsuited(List.of(Kgit.Format.text));
        }
    }

    /** @param known the forms that there are */
    KgitException unsuited(List<Kgit.Format> known) {
        String names = known.stream().map(Enum::name).collect(Collectors.joining(", "));
        return new KgitException.Invalid(Diagnostic.error("KG707", "there is no " + format() + " form of this result")
                .withHint(known.size() == 1 ? "it is " + names + " alone: leave --format out" : "there are: " + names));
    }

    KgitException unsuited() {
        return new KgitException.Invalid(Diagnostic.error("KG707", "there is no " + format() + " form of this result")
                .withHint("see --help for the formats of this command"));
    }
}
