package dev.kgit.manifest;

import java.time.LocalDate;
import java.util.Optional;

/** All that {@code environment.yaml} may ask of the world outside of the repository. */
public interface VariableSources {

    /** The environment variable of that name. */
    Optional<String> env(String name);

    /** The secret of that name. */
    Optional<String> secret(String name);

    /** Today, for entries that expire. */
    LocalDate today();

    /**
     * Whether what can't be resolved becomes an unknown value instead of an error: for the files of an old commit, whose
     * variables and secrets may be gone by now.
     */
    default boolean lenient() {
        return false;
    }

    /**
     * Whether an environment variable or a secret that is not there becomes an unknown value instead of an error: where
     * files are looked at that nothing is done with.
     */
    default boolean mayLack() {
        return lenient();
    }

    /** These lookups without any secret: for whoever may see the files and not what they are filled in with. */
    default VariableSources withoutSecrets() {
        VariableSources whole = this;
        return new VariableSources() {
            @Override
            public Optional<String> env(String name) {
                return whole.env(name);
            }

            @Override
            public Optional<String> secret(String name) {
                return Optional.empty();
            }

            @Override
            public LocalDate today() {
                return whole.today();
            }

            @Override
            public boolean mayLack() {
                return true;
            }
        };
    }

    /** These lookups, lenient. */
    default VariableSources asLenient() {
        VariableSources strict = this;
        return new VariableSources() {
            @Override
            public Optional<String> env(String name) {
                return strict.env(name);
            }

            @Override
            public Optional<String> secret(String name) {
                return strict.secret(name);
            }

            @Override
            public LocalDate today() {
                return strict.today();
            }

            @Override
            public boolean lenient() {
                return true;
            }
        };
    }
}
