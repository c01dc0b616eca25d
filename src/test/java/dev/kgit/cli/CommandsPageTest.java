package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.git.GitProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The help of every command, and docs/commands.md, which is made of it ({@code -Dgolden.update=true} writes it anew). */
class CommandsPageTest {

    private static final Path PAGE = Path.of("docs/commands.md");

    private static CommandLine line() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return Kgit.line(new ProcessContext(
                nowhere,
                nowhere,
                new BufferedReader(new StringReader("")),
                Map.of(),
                Clock.systemUTC(),
                Path.of("."),
                false,
                false,
                false));
    }

    @Test
    void isWhatTheHelpOfTheCommandsSays() throws IOException {
        String page = page(line());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/commands.md is stale: run this test with -Dgolden.update=true")
                .isEqualTo(page);
    }

    /** It is all that the list of commands in {@code kgit --help} shows. */
    @Test
    void saysInItsFirstLineWhatEachCommandDoes() {
        line().getSubcommands()
                .forEach((name, command) -> assertThat(
                                command.getCommandSpec().usageMessage().description()[0])
                        .as(name)
                        .endsWith("."));
    }

    @Test
    void showsExamplesOfEveryCommand() {
        line().getSubcommands().forEach((name, command) -> {
            String help = command.getUsageMessage(Help.Ansi.OFF);
            assertThat(help).as(name).containsPattern("Examples?:").contains("kgit " + name);
        });
    }

    @Test
    void completesInBashAndZsh(@TempDir Path folder) throws IOException, InterruptedException {
        CliFixture kgit = CliFixture.in(GitProgram.init(folder));
        Path script = folder.resolve("kgit.bash");
        assertThat(kgit.run("completion", "bash", "-o", script.toString()).exit())
                .isEqualTo(ExitCode.DONE);
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source " + script + "; COMP_WORDS=(kgit dri); COMP_CWORD=1; COMP_LINE='kgit dri';"
                                + " _complete_kgit; echo \"${COMPREPLY[@]}\"")
                .redirectError(ProcessBuilder.Redirect.DISCARD) // compopt wants to be called by the shell itself
                .start();
        String said = new String(bash.getInputStream().readAllBytes());
        assertThat(bash.waitFor()).as(said).isZero();
        assertThat(said.strip()).isEqualTo("drift");
        assertThat(kgit.run("completion", "zsh").out()).startsWith("autoload").contains("_complete_kgit");
        assertThat(kgit.run("completion").out()).as("without $SHELL").startsWith("#!/usr/bin/env bash");
        assertThat(kgit.env("SHELL", "/usr/bin/zsh").run("completion").out()).startsWith("autoload");
        assertThat(kgit.run("completion", "fish").exit()).isEqualTo(ExitCode.USAGE);
    }

    private static String page(CommandLine root) {
        StringBuilder page = new StringBuilder("# Commands\n\n");
        page.append("Made of the commands' own `--help`; a test keeps it true.\n\n");
        page.append(String.join("\n", root.getCommandSpec().usageMessage().description()))
                .append("\n\n");
        page.append("## Common options\n\nThey may stand before or behind the verb.\n\n");
        options(root.getCommandSpec().options(), page);
        footer(root.getCommandSpec(), page);
        root.getSubcommands().forEach((name, command) -> {
            CommandSpec spec = command.getCommandSpec();
            page.append("## kgit ").append(name).append("\n\n");
            page.append(String.join(" ", spec.usageMessage().description())).append("\n\n");
            List<OptionSpec> own = spec.options().stream()
                    .filter(option -> !option.inherited())
                    .toList();
            spec.positionalParameters()
                    .forEach(parameter -> page.append("- `")
                            .append(parameter.paramLabel())
                            .append("`: ")
                            .append(description(parameter.description(), parameter.completionCandidates()))
                            .append('\n'));
            options(own, page);
            footer(spec, page);
        });
        return page.toString().stripTrailing() + "\n";
    }

    private static void options(List<OptionSpec> options, StringBuilder page) {
        for (OptionSpec option : options) {
            boolean takesValue = option.arity().max() > 0;
            page.append("- `")
                    .append(String.join("`, `", option.names()))
                    .append('`')
                    .append(takesValue ? " `" + option.paramLabel() + "`" : "")
                    .append(": ")
                    .append(description(option.description(), option.completionCandidates()))
                    .append('\n');
        }
        page.append(options.isEmpty() ? "" : "\n");
    }

    private static String description(String[] lines, Iterable<String> candidates) {
        List<String> words = new ArrayList<>();
        if (candidates != null) {
            candidates.forEach(words::add);
        }
        return String.join(" ", lines).replace("${COMPLETION-CANDIDATES}", String.join(", ", words));
    }

    private static void footer(CommandSpec spec, StringBuilder page) {
        String text = String.join("\n", spec.usageMessage().footer()).strip();
        page.append("```text\n").append(text).append("\n```\n\n");
    }
}
