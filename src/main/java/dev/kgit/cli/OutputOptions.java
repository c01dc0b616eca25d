package dev.kgit.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How results and messages are written.
 *
 * @param file where the result goes; null: to standard output
 * @param noColor whether colour is not wanted, also on a terminal
 * @param verbose whether more is told
 * @param quiet whether only results and errors are told
 */
record OutputOptions(Kgit.Format format, @Nullable Path file, boolean noColor, boolean verbose, boolean quiet) {

    OutputOptions toStandardOutput() {
        return new OutputOptions(format, null, noColor, verbose, quiet);
    }
}
