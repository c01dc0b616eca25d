package dev.kgit.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What the build of a release runs to write the manual: {@code kgit.1}, and {@code kgit-VERB.1} for each command, in the
 * language of man(7). They are made of what {@code --help} is made of.
 */
public final class ManPages {

    private ManPages() {}

    /** @param args the folder that the pages are written into */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        for (Map.Entry<String, String> page : pages().entrySet()) {
            Files.writeString(folder.resolve(page.getKey()), page.getValue());
        }
    }

    /** The text of each page by the name of its file. */
    static Map<String, String> pages() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        CommandLine root = Kgit.line(new ProcessContext(
                nowhere,
                nowhere,
                new BufferedReader(new StringReader("")),
                Map.of(),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                Path.of(""),
                false,
                false,
                false));
        Map<String, String> pages = root.getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .collect(Collectors.toMap(spec -> "kgit-" + spec.name() + ".1", ManPages::ofCommand));
        pages.put("kgit.1", ofProgram(root));
        return pages;
    }

    private static String ofProgram(CommandLine root) {
        CommandSpec spec = root.getCommandSpec();
        Page page = new Page("kgit", "Declarative GitOps for Apache Kafka");
        page.section("SYNOPSIS").bold("kgit").text("[OPTION...] COMMAND [ARGUMENT...]");
        page.section("DESCRIPTION").text(sentences(spec));
        page.section("COMMANDS");
        root.getSubcommands()
                .forEach((name, command) -> page.item("\\fB" + Page.escaped("kgit-" + name) + "\\fR(1)")
                        .text(sentences(command.getCommandSpec())));
        page.section("OPTIONS").text("They may stand before or behind the command.");
        options(spec.options(), page);
        page.section("NOTES").verbatim(spec.usageMessage().footer());
        return page.toString();
    }

    private static String ofCommand(CommandSpec spec) {
        Page page = new Page("kgit-" + spec.name(), spec.usageMessage().description()[0]);
        List<String> places =
                spec.positionalParameters().stream().map(ArgSpec::paramLabel).toList();
        page.section("SYNOPSIS").bold("kgit " + spec.name()).text("[OPTION...] " + String.join(" ", places));
        page.section("DESCRIPTION").text(sentences(spec));
        List<OptionSpec> own =
                spec.options().stream().filter(option -> !option.inherited()).toList();
        page.section("OPTIONS").text("Beside those that every command takes, see kgit(1):");
        spec.positionalParameters()
                .forEach(place -> page.item("\\fI" + Page.escaped(place.paramLabel()) + "\\fR")
                        .text(description(place)));
        options(own, page);
        page.section("NOTES").verbatim(spec.usageMessage().footer());
        page.section("SEE ALSO").text("kgit(1)");
        return page.toString();
    }

    private static void options(Collection<OptionSpec> options, Page page) {
        for (OptionSpec option : options) {
            if (!option.hidden()) {
                String value = option.arity().max() == 0 ? "" : "=\\fI" + Page.escaped(option.paramLabel()) + "\\fR";
                page.item(List.of(option.names()).stream()
                                .map(name -> "\\fB" + Page.escaped(name) + "\\fR")
                                .collect(Collectors.joining(", ", "", value)))
                        .text(description(option));
            }
        }
    }

    private static String sentences(CommandSpec spec) {
        return String.join(" ", spec.usageMessage().description());
    }

    private static String description(ArgSpec argument) {
        return String.join(" ", argument.description())
                .replace("${COMPLETION-CANDIDATES}", String.join(", ", FishCompletion.candidates(argument)));
    }

    /** A page in the making; its methods return it. */
    private static final class Page {

        private final StringBuilder text = new StringBuilder();

        Page(String name, String title) {
            text.append(".TH ")
                    .append(name.toUpperCase(Locale.ROOT))
                    .append(" 1 \"\" \"kgit ")
                    .append(Version.number())
                    .append("\"\n");
            section("NAME").text(name + " - " + title);
        }

        Page section(String title) {
            text.append(".SH ").append(title).append('\n');
            return this;
        }

        /** @param label with its fonts, escaped */
        Page item(String label) {
            text.append(".TP\n").append(label).append('\n');
            return this;
        }

        Page bold(String words) {
            text.append(".B ").append(escaped(words)).append('\n');
            return this;
        }

        Page text(String words) {
            text.append(escaped(words)).append('\n');
            return this;
        }

        Page verbatim(String... lines) {
            text.append(".nf\n");
            for (String line : String.join("\n", lines).strip().split("\n", -1)) {
                text.append(escaped(line)).append('\n');
            }
            text.append(".fi\n");
            return this;
        }

        /** A dot or an apostrophe at the start of a line would be a request, and a bare hyphen is no minus. */
        static String escaped(String words) {
            String safe = words.replace("\\", "\\e").replace("-", "\\-");
            return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
