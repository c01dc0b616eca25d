package dev.kgit.workflow;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What docs/diagnostics.md says of each code. */
public final class DiagnosticExplanations {

    private DiagnosticExplanations() {}

    /** The section about a code, as it stands there. */
    public static String section(String code) {
        String wanted = code.toUpperCase(Locale.ROOT);
        Matcher section = Pattern.compile("(?ms)^### (" + Pattern.quote(wanted) + "\\b.*?)(?=^##|\\z)")
                .matcher(page());
        if (!section.find()) {
            throw new KgitException.Invalid(Diagnostic.error("KG709", "there is no diagnostic '" + code + "'")
                    .withHint("codes look like KG204; all are listed in docs/diagnostics.md"));
        }
        return section.group(1).strip();
    }

    /** Every code that there is a section about. */
    public static List<String> codes() {
        return Pattern.compile("(?m)^### (KG[0-9]{3})\\b")
                .matcher(page())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String page() {
        try (InputStream stream = DiagnosticExplanations.class.getResourceAsStream("/docs/diagnostics.md")) {
            if (stream == null) {
                throw new IllegalStateException("docs/diagnostics.md is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
