package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SubcommandsTest {

    @Test
    void namesEachVerbAsItsOwnAnnotationDoes() {
        assertThat(Subcommands.declared())
                .allSatisfy((name, declared) -> assertThat(declared).isEqualTo(name));
    }

    @Test
    void readsOnlyWhatTheCommandLineNames() {
        assertThat(line("-e", "dev", "plan").getSubcommands()).containsOnlyKeys("plan");
        assertThat(line("--version").getSubcommands()).isEmpty();
    }

    @Test
    void knowsEveryVerbWhereNoneIsNamed() {
        assertThat(line("--help").getSubcommands().keySet())
                .isEqualTo(Subcommands.declared().keySet());
        assertThat(line("plam").getSubcommands()).containsKeys("plan", "apply");
    }

    private static CommandLine line(String... args) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        CommandLine line = new CommandLine(new Kgit(new ProcessContext(
                nowhere,
                nowhere,
                new BufferedReader(new StringReader("")),
                Map.of(),
                Clock.systemUTC(),
                Path.of(""),
                false,
                false,
                false)));
        Subcommands.addTo(line, args);
        return line;
    }
}
