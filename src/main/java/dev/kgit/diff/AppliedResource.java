package dev.kgit.diff;

import dev.kgit.model.Resource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What was applied last of one resource: known, or it never was, or it can't be known. Whoever asks has to answer all three. */
public sealed interface AppliedResource {

    <T> T fold(Function<Resource, T> known, Supplier<T> never, Function<String, T> unknown);

    /** The declaration; null where there never was one, or it can't be known. */
    default @Nullable Resource declaration() {
        return this instanceof Known known ? known.declared() : null;
    }

    /** Whether that is known, a "never" included. */
    default boolean isKnown() {
        return !(this instanceof Unknown);
    }

    /** The files of the applied commit said this. */
    record Known(Resource declared) implements AppliedResource {
        @Override
        public <T> T fold(Function<Resource, T> known, Supplier<T> never, Function<String, T> unknown) {
            return known.apply(declared);
        }
    }

    /** No apply of this project was about it, for sure. */
    record NeverApplied() implements AppliedResource {
        @Override
        public <T> T fold(Function<Resource, T> known, Supplier<T> never, Function<String, T> unknown) {
            return never.get();
        }
    }

    /**
     * Nobody can say.
     *
     * @param reason why: goes on a sentence
     */
    record Unknown(String reason) implements AppliedResource {
        @Override
        public <T> T fold(Function<Resource, T> known, Supplier<T> never, Function<String, T> unknown) {
            return unknown.apply(reason);
        }
    }
}
