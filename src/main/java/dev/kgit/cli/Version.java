package dev.kgit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which kgit this is; written into the jar by the build. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"kgit " + number()};
    }

    static String number() {
        Properties properties = new Properties();
        try (InputStream stream = Version.class.getResourceAsStream("/kgit.properties")) {
            if (stream == null) {
                throw new IllegalStateException("kgit.properties is missing from the jar");
            }
            properties.load(stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties.getProperty("version");
    }
}
