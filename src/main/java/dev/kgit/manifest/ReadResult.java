package dev.kgit.manifest;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came out of reading files.
 *
 * @param value null where errors leave nothing that means anything
 * @param diagnostics errors and warnings, sorted by place
 */
public record ReadResult<T>(@Nullable T value, List<Diagnostic> diagnostics) {

    public ReadResult {
        diagnostics = List.copyOf(diagnostics);
    }

    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    /**
     * The value.
     *
     * @throws KgitException.Invalid with every problem at once, where there is an error
     */
    public T valueOrThrow() {
        if (value == null || hasErrors()) {
            throw new KgitException.Invalid(diagnostics);
        }
        return value;
    }
}
