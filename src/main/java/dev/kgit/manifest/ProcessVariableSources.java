package dev.kgit.manifest;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * Looks in a process environment. A secret is an environment variable or, where there is none of that name, the file of
 * that name in the folder {@code KGIT_SECRETS_DIR}, without the line break at its end. An empty secret is none: CI systems
 * hand out empty ones where they withhold them, as to pull requests of strangers.
 */
public final class ProcessVariableSources implements VariableSources {

    public static final String SECRETS_DIR = "KGIT_SECRETS_DIR";

    private final Map<String, String> environment;
    private final Clock clock;

    public ProcessVariableSources(Map<String, String> environment, Clock clock) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    @Override
    public Optional<String> env(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    /**
     * The secret.
     *
     * @throws KgitException.Invalid where its file is there and can't be read
     */
    @Override
    public Optional<String> secret(String name) {
        String value = environment.get(name);
        if (value != null && !value.isEmpty()) {
            return Optional.of(value);
        }
        String folder = environment.get(SECRETS_DIR);
        if (folder == null || folder.isEmpty()) {
            return Optional.empty();
        }
        // Names are checked before they get here, so that none of them is a path.
        Path file = Path.of(folder).resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            String content = withoutLineBreak(Files.readString(file, StandardCharsets.UTF_8));
            return content.isEmpty() ? Optional.empty() : Optional.of(content);
        } catch (IOException unreadable) {
            throw new KgitException.Invalid(
                    Diagnostic.error("KG035", "the file of secret `" + name + "` in " + SECRETS_DIR + " can't be read")
                            .withHint("it has to be a readable text file in UTF-8"));
        }
    }

    @Override
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static String withoutLineBreak(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
