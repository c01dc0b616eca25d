package dev.kgit.report;

/** What words look like on a terminal; {@link #PLAIN} everywhere else. */
public enum AnsiStyle {
    PLAIN(false),
    ANSI(true);

    private final boolean coloured;

    AnsiStyle(boolean coloured) {
        this.coloured = coloured;
    }

    String bold(String text) {
        return paint("1", text);
    }

    String dim(String text) {
        return paint("2", text);
    }

    String red(String text) {
        return paint("31", text);
    }

    String green(String text) {
        return paint("32", text);
    }

    String yellow(String text) {
        return paint("33", text);
    }

    String alarm(String text) {
        return paint("1;31", text);
    }

    private String paint(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
