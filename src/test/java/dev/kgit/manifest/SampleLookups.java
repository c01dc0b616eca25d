package dev.kgit.manifest;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** A world with these environment variables and secrets, where it is always the same day. */
record SampleLookups(Map<String, String> variables, Map<String, String> secrets) implements VariableSources {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    static final SampleLookups NOTHING = new SampleLookups(Map.of(), Map.of());

    @Override
    public Optional<String> env(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    @Override
    public Optional<String> secret(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    @Override
    public LocalDate today() {
        return TODAY;
    }
}
