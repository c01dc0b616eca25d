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
        assertThat(kgit.run("completion", "tcsh").exit()).isEqualTo(ExitCode.USAGE);
    }

    /** And nothing that stands in a file is run by pressing a key. */
    @Test
    void completesWhatOnlyTheRepositoryKnows(@TempDir Path folder) throws IOException, InterruptedException {
        CliFixture kgit = CliFixture.repository(folder, "completes")
                .environment("dev", "localhost:1", "variables: { a: \"${{ secret.NOT_SET }}\" }\n")
                .environment("prod", "localhost:1", "")
                .write("environments/dev/topics.yaml", "topics: { orders: {}, payments: {} }\n");
        assertThat(kgit.run("completion", "--list", "environments").out()).isEqualTo("dev\nprod\n");
        assertThat(kgit.run("completion", "--list", "ids", "-e", "dev").out())
                .isEqualTo("topic/orders\ntopic/payments\n");
        assertThat(kgit.run("completion", "--list", "codes").out()).contains("KG001\n", "KG749\n");
        assertThat(CliFixture.in(new GitProgram(Files.createDirectory(folder.resolve("none"))))
                        .run("-C", "nowhere", "completion", "--list", "ids"))
                .isEqualTo(new CliFixture.Result(ExitCode.DONE, "", ""));

        Path script = folder.resolve("kgit.bash");
        kgit.run("completion", "bash", "-o", script.toString());
        Path stub = Files.createDirectory(folder.resolve("bin")).resolve("kgit");
        Files.writeString(stub, "#!/bin/sh\necho \"asked-$*\"\necho 'x$(touch " + folder + "/ran)'\n");
        assertThat(stub.toFile().setExecutable(true)).isTrue();
        assertThat(completed(script, folder, "kgit plan -e ''")).contains("asked-completion\\ --list\\ environments");
        assertThat(completed(script, folder, "kgit plan -e prod --target ''"))
                .contains("asked--e\\ prod\\ completion\\ --list\\ ids");
        assertThat(completed(script, folder, "kgit adopt ''")).contains("--list\\ ids");
        assertThat(completed(script, folder, "kgit explain ''")).contains("--list\\ codes");
        assertThat(completed(script, folder, "kgit dri")).isEqualTo("drift");
        assertThat(folder.resolve("ran")).doesNotExist();

        assertThat(kgit.run("completion", "fish").out())
                .contains("complete -c kgit -n __fish_use_subcommand -a plan -d ")
                .contains("-l env -x -a '(kgit completion --list environments 2>/dev/null)'")
                .contains("-n '__fish_seen_subcommand_from explain' -a '(kgit completion --list codes 2>/dev/null)'")
                .contains(
                        "-n '__fish_seen_subcommand_from drift' -l format -x -a 'text json markdown junit prometheus sarif'");
        assertThat(kgit.env("SHELL", "/usr/bin/fish").run("completion").out()).startsWith("# fish");
    }

    private static String completed(Path script, Path folder, String line) throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source " + script + "; COMP_WORDS=(" + line + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                                + " COMP_LINE=\"${COMP_WORDS[*]}\"; _complete_kgit_words; echo \"${COMPREPLY[@]}\"")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        bash.environment().merge("PATH", folder.resolve("bin").toString(), (path, mine) -> mine + ":" + path);
        Process process = bash.start();
        String said = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return said.strip();
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
            if (option.hidden()) {
                continue;
            }
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
