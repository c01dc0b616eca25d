package dev.kgit.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Logging of the embedded servers: no console, on request a file. It also keeps the last exception that each thread logged,
 * since Kafka Connect logs why it fails and then only exits; {@link ExitTrap} gives that exception as the reason.
 */
final class ServerLog {

    private static final ThreadLocal<@Nullable Throwable> LAST = new ThreadLocal<>();

    // Loggers are held weakly by the JDK: what is set on them lasts only as long as somebody holds them.
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger CONNECT = Logger.getLogger("org.apache.kafka.connect");

    private static boolean listening;
    private static @Nullable FileHandler written;

    private ServerLog() {}

    /** Takes the console away and begins to listen; further calls do nothing. */
    static synchronized void listen() {
        if (listening) {
            return;
        }
        listening = true;
        for (Handler handler : ROOT.getHandlers()) {
            ROOT.removeHandler(handler);
        }
        ROOT.setLevel(Level.WARNING);
        ROOT.addHandler(new Ear());
    }

    /** Writes the log to a file as well: warnings of everything, and what Connect does. */
    static synchronized void writeTo(Path file) throws IOException {
        listen();
        FileHandler handler = new FileHandler(file.toString(), true);
        handler.setFormatter(new SimpleFormatter());
        ROOT.addHandler(handler);
        written = handler;
        CONNECT.setLevel(Level.INFO);
    }

    /** Closes the file. */
    static synchronized void stopWriting() {
        if (written != null) {
            ROOT.removeHandler(written);
            written.close();
            written = null;
        }
    }

    /** The exception that the calling thread logged last as an error. */
    static @Nullable Throwable lastErrorOfThisThread() {
        return LAST.get();
    }

    private static final class Ear extends Handler {

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue() && entry.getThrown() != null) {
                LAST.set(entry.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
