package dev.kgit.manifest;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import dev.kgit.model.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong, so that one run tells everything. Used by one thread at a time. */
public final class DiagnosticCollector {

    /** Those without a place first, then by place, then by code: one order for every run. */
    private static final Comparator<Diagnostic> ORDER = Comparator.comparing(
                    Diagnostic::place, Comparator.nullsFirst(Comparator.<Place>naturalOrder()))
            .thenComparing(Diagnostic::code)
            .thenComparing(Diagnostic::message);

    private final List<Diagnostic> all = new ArrayList<>();

    public void add(Diagnostic diagnostic) {
        all.add(diagnostic);
    }

    public void addAll(Collection<Diagnostic> diagnostics) {
        all.addAll(diagnostics);
    }

    public void error(String code, @Nullable Place place, String message, @Nullable String hint) {
        add(Diagnostic.error(code, message).withHint(hint).withPlace(place));
    }

    /** An error about a resource, at the place where it is declared. */
    public void errorAbout(String code, Resource resource, String message, String hint) {
        add(Diagnostic.error(code, message)
                .withHint(hint)
                .withPlace(resource.place())
                .withSubject(resource.id()));
    }

    public void warning(String code, @Nullable Place place, String message, @Nullable String hint) {
        add(Diagnostic.warning(code, message).withHint(hint).withPlace(place));
    }

    public boolean hasErrors() {
        return all.stream().anyMatch(Diagnostic::isError);
    }

    public List<Diagnostic> list() {
        return List.copyOf(all);
    }

    /** All diagnostics, sorted, without duplicates. */
    public List<Diagnostic> sorted() {
        return all.stream().distinct().sorted(ORDER).toList();
    }
}
