package dev.kgit.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Lines of public connectors' documentation, in {@code connector-lines.tsv}: none may be missed, none refused for nothing. */
class ConnectorLinesTest {

    private record Line(boolean secret, String key, String value) {}

    @Test
    void findsEverySecret() throws IOException {
        assertThat(lines(true))
                .hasSizeGreaterThan(150)
                .allSatisfy(line -> assertThat(SecretDetector.inTheClear(line.key(), line.value()))
                        .as(line.key() + ": " + line.value())
                        .isPresent());
    }

    @Test
    void masksEverySecret() throws IOException {
        assertThat(lines(true)).allMatch(line -> SecretDetector.isSensitive(line.key(), line.value()), "is masked");
    }

    @Test
    void refusesNothingHarmless() throws IOException {
        assertThat(lines(false))
                .hasSizeGreaterThan(150)
                .allSatisfy(line -> assertThat(SecretDetector.inTheClear(line.key(), line.value()))
                        .as(line.key() + ": " + line.value())
                        .isEmpty());
    }

    @Test
    void showsWhatIsHarmlessUnlessItsKeyNamesASecret() throws IOException {
        assertThat(lines(false).stream().filter(line -> !SecretDetector.namesSecret(line.key())))
                .hasSizeGreaterThan(150)
                .noneMatch(line -> SecretDetector.isSensitive(line.key(), line.value()));
    }

    private static List<Line> lines(boolean secret) throws IOException {
        String name = "connector-lines.tsv";
        try (InputStream file = Objects.requireNonNull(ConnectorLinesTest.class.getResourceAsStream(name))) {
            List<Line> lines = new ArrayList<>();
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.startsWith("#")) {
                    String[] columns = line.split("\t");
                    lines.add(new Line(columns[0].equals("secret"), columns[1], unescaped(columns[2])));
                }
            }
            return lines.stream().filter(line -> line.secret() == secret).toList();
        }
    }

    /** A line end where the table has {@code \n}, a backslash where it has two. */
    private static String unescaped(String value) {
        return value.replace("\\\\", "\0").replace("\\n", "\n").replace('\0', '\\');
    }
}
