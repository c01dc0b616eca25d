package dev.kgit.report;

import dev.kgit.apply.ApplyEvent;
import dev.kgit.diff.ChangeType;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.ResourceId;
import dev.kgit.plan.ResourceChange;
import java.io.Flushable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells what happens while a plan is applied. In a log: a line for each row that is over, and now and then how far
 * something long has come. On a terminal: the same, above one live line of what is under way.
 *
 * <p>May be told events by several threads.
 */
public final class ProgressReport implements Consumer<ApplyEvent>, AutoCloseable {

    /** How often a log hears of the same long thing. */
    private static final long LOG_EVERY = 10_000_000_000L;

    /** How often the live line is drawn anew. */
    private static final long DRAW_EVERY = 100_000_000L;

    private static final String CLEAR = "\r\u001b[2K";

    private final int total;
    private final AnsiStyle style;
    private final LongSupplier nanos;
    private final int width;
    private final Appendable out;
    private final LineWriter page;

    private final Map<ResourceId, String> running = new LinkedHashMap<>();
    private final Map<ResourceId, Long> told = new HashMap<>();
    private int over;
    private long drawn;
    private boolean line;
    private boolean paused;

    private ProgressReport(int total, AnsiStyle style, LongSupplier nanos, int width, Appendable out) {
        this.total = total;
        this.style = style;
        this.nanos = nanos;
        this.width = width;
        this.out = out;
        this.page = new LineWriter(out);
        this.drawn = nanos.getAsLong() - DRAW_EVERY;
    }

    /**
     * For logs: whole lines only.
     *
     * @param total how many rows there are to apply
     * @param nanos a clock that only goes forward, such as {@code System::nanoTime}
     */
    public static ProgressReport lines(int total, AnsiStyle style, LongSupplier nanos, Appendable out) {
        return new ProgressReport(total, style, nanos, 0, out);
    }

    /**
     * For a terminal of this many columns, the last line of which is drawn again and again.
     *
     * @param total how many rows there are to apply
     */
    public static ProgressReport live(int total, AnsiStyle style, LongSupplier nanos, int columns, Appendable out) {
        return new ProgressReport(total, style, nanos, Math.max(20, columns), out);
    }

    @Override
    public synchronized void accept(ApplyEvent event) {
        event.accept(new Teller()).forEach(this::print);
        draw();
        flush();
    }

    /** Draws no live line until {@link #resume()}, as while somebody is asked something below it. */
    public synchronized void pause() {
        erase();
        flush();
        paused = true;
    }

    public synchronized void resume() {
        paused = false;
    }

    /** Takes the live line away. */
    @Override
    public synchronized void close() {
        erase();
        flush();
    }

    /** What an event makes of the state, and the lines that stay. */
    private final class Teller implements ApplyEvent.Visitor<List<String>> {

        @Override
        public List<String> started(ApplyEvent.Started event) {
            running.put(event.change().id(), doing(event.change().changeType()));
            return List.of();
        }

        @Override
        public List<String> progressed(ApplyEvent.Progressed event) {
            String text = LineEscaper.text(event.text());
            running.put(event.id(), text);
            long now = nanos.getAsLong();
            Long last = told.get(event.id());
            if (isLive() || (last != null && now - last < LOG_EVERY)) {
                return List.of();
            }
            told.put(event.id(), now);
            return List.of(counter() + "  " + name(event.id()) + ": " + text);
        }

        @Override
        public List<String> done(ApplyEvent.Done event) {
            end(event.change());
            return List.of(counter() + " " + style.green(did(event.change().changeType())) + " "
                    + name(event.change().id()));
        }

        @Override
        public List<String> failed(ApplyEvent.Failed event) {
            end(event.change());
            return because(style.alarm("FAILED"), event.change(), event.why());
        }

        @Override
        public List<String> skipped(ApplyEvent.Skipped event) {
            end(event.change());
            return because(style.yellow("skipped"), event.change(), event.why());
        }

        private void end(ResourceChange change) {
            over++;
            running.remove(change.id());
        }

        private List<String> because(String word, ResourceChange change, Diagnostic why) {
            List<String> lines = new ArrayList<>();
            lines.add(counter() + " " + word + " " + name(change.id()));
            DiagnosticsReport.lines(why, style).forEach(line -> lines.add("      " + line));
            return lines;
        }
    }

    private boolean isLive() {
        return width > 0;
    }

    private String counter() {
        return "[" + over + "/" + total + "]";
    }

    private static String name(ResourceId id) {
        return LineEscaper.name(id);
    }

    private static String doing(ChangeType changeType) {
        return switch (changeType) {
            case CREATE -> "creating";
            case UPDATE -> "changing";
            case DELETE -> "deleting";
        };
    }

    private static String did(ChangeType changeType) {
        return switch (changeType) {
            case CREATE -> "created";
            case UPDATE -> "changed";
            case DELETE -> "deleted";
        };
    }

    private void print(String text) {
        erase();
        page.line(text);
    }

    private void erase() {
        if (line) {
            page.text(CLEAR);
            line = false;
        }
    }

    private void draw() {
        long time = nanos.getAsLong();
        if (!isLive() || paused || (line && time - drawn < DRAW_EVERY)) {
            return;
        }
        erase();
        if (running.isEmpty()) {
            return;
        }
        Map.Entry<ResourceId, String> first = running.entrySet().iterator().next();
        String more = running.size() > 1 ? " and " + (running.size() - 1) + " more" : "";
        String text = counter() + " " + name(first.getKey()) + ": " + first.getValue() + more;
        page.text(text.length() < width ? text : text.substring(0, width - 1));
        line = true;
        drawn = time;
    }

    private void flush() {
        if (out instanceof Flushable stream) {
            try {
                stream.flush();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
