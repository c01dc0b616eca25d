package dev.kgit.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A standard stream through which no control character gets but line ends, tabs and, on a terminal, the colours and the
 * redrawn line that kgit writes itself. Whatever prints text from elsewhere escapes it ({@link dev.kgit.model.PrintableText});
 * this is for the day when one forgets to.
 */
final class ControlCharacterFilter extends PrintStream {

    private ControlCharacterFilter(OutputStream stream) {
        super(stream, false, StandardCharsets.UTF_8);
    }

    /** @param terminal whether kgit may write colours and draw a line again */
    static PrintStream of(PrintStream stream, boolean terminal) {
        return stream instanceof ControlCharacterFilter
                ? stream
                : new ControlCharacterFilter(new Filter(stream, terminal));
    }

    /** Looks at one character after the other, of which each is some bytes of UTF-8, or one sequence of a terminal. */
    private static final class Filter extends FilterOutputStream {

        private static final int ESCAPE = 0x1b;
        private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

        private final boolean terminal;
        private final byte[] pending = new byte[16];
        private int length;

        private enum Verdict {
            HARMLESS,
            INCOMPLETE,
            HARMFUL
        }

        Filter(OutputStream out, boolean terminal) {
            super(out);
            this.terminal = terminal;
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            int plain = offset;
            for (int i = offset; i < offset + count; i++) {
                if (length > 0 || !isPlain(bytes[i])) {
                    out.write(bytes, plain, i - plain);
                    plain = i + 1;
                    write(bytes[i]);
                }
            }
            out.write(bytes, plain, offset + count - plain);
        }

        @Override
        public void write(int octet) throws IOException {
            pending[length++] = (byte) octet;
            switch (verdict()) {
                case HARMLESS -> {
                    out.write(pending, 0, length);
                    length = 0;
                }
                case HARMFUL -> replace();
                case INCOMPLETE -> {}
            }
        }

        /** The first byte can't stay; what follows it is looked at on its own, but for the rest of the same character. */
        private void replace() throws IOException {
            boolean character = pending[0] < 0;
            byte[] rest = character ? new byte[0] : Arrays.copyOfRange(pending, 1, length);
            length = 0;
            out.write(REPLACEMENT);
            write(rest, 0, rest.length);
        }

        private Verdict verdict() {
            int first = pending[0];
            if (isPlain(pending[0])) {
                return Verdict.HARMLESS;
            }
            if (first == '\r') {
                return afterReturn();
            }
            if (first == ESCAPE) {
                return escapeSequence();
            }
            return first < 0 ? character() : Verdict.HARMFUL;
        }

        /** A line end of Windows, or the beginning of a line that is drawn again. */
        private Verdict afterReturn() {
            if (length == 1) {
                return Verdict.INCOMPLETE;
            }
            return pending[1] == '\n' ? Verdict.HARMLESS : sequence(1);
        }

        private Verdict escapeSequence() {
            return sequence(0);
        }

        /** Colours ({@code m}) and the erasing of a line ({@code K}). */
        private Verdict sequence(int from) {
            int last = pending[length - 1];
            boolean begins = pending[from] == ESCAPE && (length < from + 2 || pending[from + 1] == '[');
            if (!terminal || !begins || length == pending.length) {
                return Verdict.HARMFUL;
            }
            if (length <= from + 2 || last == ';' || (last >= '0' && last <= '9')) {
                return Verdict.INCOMPLETE;
            }
            return last == 'm' || last == 'K' ? Verdict.HARMLESS : Verdict.HARMFUL;
        }

        private Verdict character() {
            int lead = pending[0] & 0xff;
            int bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
            if (length < bytes) {
                return Verdict.INCOMPLETE;
            }
            int c = new String(pending, 0, length, StandardCharsets.UTF_8).codePointAt(0);
            return switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> Verdict.HARMFUL;
                default -> Verdict.HARMLESS;
            };
        }

        private static boolean isPlain(byte octet) {
            return (octet >= ' ' && octet <= '~') || octet == '\n' || octet == '\t';
        }
    }
}
