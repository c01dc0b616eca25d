package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.ManySeconds;
import dev.kgit.fixture.Promptly;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the files say costs time in proportion to their length, whatever they say. */
@ManySeconds
class BoundedWorkTest {

    /** What takes a second in proportion would take an hour if it grew with the square. */
    private static final int OFTEN = 50_000;

    private static final Duration BOUND = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private CliFixture kgit;

    @BeforeEach
    void repository() {
        kgit = CliFixture.repository(folder, "shop")
                .environment("dev", "localhost:1", "ledger: off\nvariables: { x: y }\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${file:a}",
                "${",
                "${{ var.x }}",
                "${{ '",
                "${{ 'a'' ",
                "//a:b",
                "a@b:",
                "password=",
                "a, ",
                "-.",
                "#",
                "`x",
                "\\n\\u202E",
                "aA"
            })
    @Timeout(300)
    void growsWithTheLengthOfAValue(String part) {
        String value = '"' + part.repeat(OFTEN) + '"';
        kgit.write("environments/dev/x.yaml", """
                topics:
                  orders:
                    description: VALUE
                    config: { cleanup.policy: VALUE, retention.ms: VALUE }
                connectors:
                  a:
                    dependsOn: [VALUE]
                    config:
                      { connector.class: x, topics: VALUE, plain: VALUE, connection.url: VALUE, http.headers: VALUE, transforms: VALUE }
                  b: { config: { connector.class: VALUE, ? VALUE : VALUE } }
                """.replace("VALUE", value));
        // What the schema refuses is not looked at any further.
        kgit.write("environments/dev/y.yaml", """
                topics: { other: { ? VALUE : 1, allow: [VALUE] } }
                connectors: { c: { configFile: VALUE } }
                """.replace("VALUE", value));
        Result result = Promptly.within(BOUND, () -> kgit.run("validate"));
        assertThat(result.exit()).isEqualTo(ExitCode.INVALID);
        assertThat(result.out()).as("all of it was read").doesNotContain("KG008");
        assertThat(result.err() + result.out()).hasSizeLessThan(1_000_000);
    }

    /** An ACL on a prefix is held against all that may be about more, and those are not all others. */
    @Test
    @Timeout(300)
    void growsWithTheNumberOfAcls() {
        String acls = IntStream.range(0, 15_000)
                .mapToObj(i -> "      - { %s: [READ], topic: \"%05d%s.*\" }\n"
                        .formatted(i % 2 == 0 ? "allow" : "deny", i, "x".repeat(i % 50)))
                .collect(Collectors.joining());
        kgit.write("environments/dev/x.yaml", "principals:\n  User:a:\n    acls:\n" + acls);
        Result result = Promptly.within(BOUND, () -> kgit.run("validate"));
        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.DONE);
    }
}
