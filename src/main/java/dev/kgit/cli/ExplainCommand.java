package dev.kgit.cli;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kgit explain CODE}: one section of docs/diagnostics.md. */
@Command(
        name = "explain",
        addMethodSubcommands = false,
        description = "Says what a diagnostic code means and what to do.",
        footer = {"", "Example: kgit explain KG204"})
final class ExplainCommand extends KgitCommand {

    @Parameters(paramLabel = "CODE", description = "A code as in messages, KG204.")
    String code = "";

    @Override
    public Integer call() {
        textOnly();
        String wanted = code.toUpperCase(Locale.ROOT);
        Matcher section = Pattern.compile("(?ms)^### (" + Pattern.quote(wanted) + "\\b.*?)(?=^##|\\z)")
                .matcher(page());
        if (!section.find()) {
            throw new KgitException.Invalid(Diagnostic.error("KG709", "there is no diagnostic '" + code + "'")
                    .withHint("codes look like KG204; all are listed in docs/diagnostics.md"));
        }
        Output.write(kgit, out -> out.append(section.group(1).strip()).append('\n'));
        return ExitCode.DONE;
    }

    static String page() {
        try (InputStream stream = ExplainCommand.class.getResourceAsStream("/docs/diagnostics.md")) {
            if (stream == null) {
                throw new IllegalStateException("docs/diagnostics.md is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
