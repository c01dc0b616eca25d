package dev.kgit.manifest;

import java.util.regex.Pattern;

/** {@code *} stands for any text, {@code ?} for one character; everything else for itself. */
final class Glob {

    private Glob() {}

    static boolean matches(String glob, String text) {
        StringBuilder regex = new StringBuilder();
        glob.codePoints().forEach(c -> {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
            }
        });
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }
}
