package dev.kgit.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers why a stream could not be written: a {@code PrintStream} on top of it says nothing of it. */
final class RecordedOutput extends FilterOutputStream {

    private volatile @Nullable IOException failure;

    RecordedOutput(OutputStream stream) {
        super(stream);
    }

    @Override
    public void write(int octet) throws IOException {
        recording(() -> out.write(octet));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        recording(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        recording(out::flush);
    }

    @Override
    public void close() throws IOException {
        recording(out::close);
    }

    /** Why not all of it was written; empty where it was, and where the reader has gone, as {@code | head} does. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure).filter(known -> !isClosedPipe(known));
    }

    private static boolean isClosedPipe(IOException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }

    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }

    private void recording(Write write) throws IOException {
        try {
            write.run();
        } catch (IOException failed) {
            if (failure == null) {
                failure = failed;
            }
            throw failed;
        }
    }
}
