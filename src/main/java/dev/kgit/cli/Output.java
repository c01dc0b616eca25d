package dev.kgit.cli;

import dev.kgit.model.PrintableText;
import dev.kgit.report.AnsiStyle;
import dev.kgit.workflow.Invocation;
import dev.kgit.workflow.OutputPathCheck;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Where results go: standard output, or the file that {@code -o} names. */
final class Output {

    private final ProcessContext console;
    private final OutputOptions options;
    private final Invocation invocation;
    private volatile boolean resultWritten;

    Output(ProcessContext console, OutputOptions options, Invocation invocation) {
        this.console = console;
        this.options = options;
        this.invocation = invocation;
    }

    OutputOptions options() {
        return options;
    }

    /** Whether a result has been written; a second document would spoil the first. */
    boolean isResultWritten() {
        return resultWritten;
    }

    boolean hasColour() {
        return console.outIsTerminal() && !options.noColor() && !console.env().containsKey("NO_COLOR");
    }

    AnsiStyle style() {
        return hasColour() && options.file() == null ? AnsiStyle.ANSI : AnsiStyle.PLAIN;
    }

    /** One line of the result, in kgit's own words, on standard output. */
    void line(String text) {
        console.out().println(PrintableText.text(text));
        console.out().flush();
    }

    void write(Consumer<PrintStream> report) {
        invocation.timings().of("output", () -> writeOut(report));
        resultWritten = true;
    }

    private void writeOut(Consumer<PrintStream> report) {
        Path named = options.file();
        if (named == null) {
            report.accept(console.out());
            console.out().flush();
            return;
        }
        Path file = console.folder().resolve(named);
        try (PrintStream stream = new PrintStream(
                new BufferedOutputStream(OutputPathCheck.of(invocation).open(file), 1 << 16),
                false,
                StandardCharsets.UTF_8)) {
            report.accept(stream);
            if (stream.checkError()) {
                throw new IOException("not all of it could be written");
            }
        } catch (IOException failed) {
            throw OutputPathCheck.unwritable(named, file, failed);
        }
    }
}
