package dev.kgit.cli;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.model.PrintableText;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Where results go: standard output, or the file that {@code -o} names. */
final class Output {

    private Output() {}

    /** One line of the result, in kgit's own words, on standard output. */
    static void line(Kgit kgit, String text) {
        kgit.console.out().println(PrintableText.text(text));
        kgit.console.out().flush();
    }

    static void write(Kgit kgit, Consumer<PrintStream> report) {
        kgit.timings.of("output", () -> writeOut(kgit, report));
        kgit.answered = true;
    }

    private static void writeOut(Kgit kgit, Consumer<PrintStream> report) {
        if (kgit.output == null) {
            report.accept(kgit.console.out());
            kgit.console.out().flush();
            return;
        }
        Path file = kgit.console.folder().resolve(kgit.output);
        try (PrintStream stream = new PrintStream(
                new BufferedOutputStream(OutputPathCheck.of(kgit).open(file), 1 << 16),
                false,
                StandardCharsets.UTF_8)) {
            report.accept(stream);
            if (stream.checkError()) {
                throw new IOException("not all of it could be written");
            }
        } catch (IOException failed) {
            throw new KgitException.World(
                    Diagnostic.error("KG706", kgit.output + " can't be written: " + failed.getMessage()));
        }
    }
}
