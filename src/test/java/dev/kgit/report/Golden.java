package dev.kgit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Output that was looked at and found good, one file a case. {@code -Dgolden.update=true} writes them anew; the difference
 * is then what is reviewed.
 */
public final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    /** The output is what the file holds. */
    public static void holds(String file, String output) {
        Path path = FOLDER.resolve(file);
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, output);
            }
            assertThat(output).isEqualTo(Files.readString(path));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
