package dev.kgit.manifest;

import dev.kgit.model.Place;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A file's bytes as text: UTF-8, nothing else. */
final class Utf8Decoder {

    private Utf8Decoder() {}

    /** The text, without a byte order mark; null (and a problem) where the bytes are not UTF-8. */
    static @Nullable String decode(String file, byte[] bytes, DiagnosticCollector problems) {
        if (bytes.length >= 2 && isUtf16Mark(bytes[0], bytes[1])) {
            problems.error("KG006", new Place(file, 1, 1), "the file is UTF-16, not UTF-8", "save it as UTF-8");
            return null;
        }
        int start = hasUtf8Mark(bytes) ? 3 : 0;
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer out = CharBuffer.allocate(bytes.length - start + 1);
        CoderResult result = decoder.decode(in, out, true);
        out.flip();
        try {
            if (result.isError()) {
                result.throwException();
            }
            return out.toString();
        } catch (CharacterCodingException notUtf8) {
            problems.error("KG006", endOf(file, out), "the file is not UTF-8 from here on", "save it as UTF-8");
            return null;
        }
    }

    private static boolean isUtf16Mark(byte first, byte second) {
        return (first == (byte) 0xFE && second == (byte) 0xFF) || (first == (byte) 0xFF && second == (byte) 0xFE);
    }

    private static boolean hasUtf8Mark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }

    private static Place endOf(String file, CharSequence text) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i++) {
            boolean lineBreak = text.charAt(i) == '\n';
            line = lineBreak ? line + 1 : line;
            column = lineBreak ? 1 : column + 1;
        }
        return new Place(file, line, column);
    }
}
