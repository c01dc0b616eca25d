package dev.kgit.secret;

/** Whether a text looks as if a machine had drawn its characters. */
final class Entropy {

    private static final int SHORTEST = 16;

    /** Characters beside letters and digits that keys and tokens are written with. */
    private static final String OTHERS = "+/=_-.~%!@#$^&*:";

    private Entropy() {}

    /**
     * Long, without spaces, and changing between small letters, capitals and digits at least at every fourth step. A word
     * that begins with a capital is no change.
     */
    static boolean is(String text) {
        if (text.length() < SHORTEST) {
            return false;
        }
        int changes = 0;
        int letters = 0;
        char last = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char kind = kind(c);
            if (kind == ' ' && OTHERS.indexOf(c) < 0) {
                return false;
            }
            letters += kind == 'a' || kind == 'A' ? 1 : 0;
            boolean capitalised = last == 'A' && kind == 'a';
            changes += kind != ' ' && last != ' ' && kind != last && !capitalised ? 1 : 0;
            last = kind;
        }
        return letters > 0 && changes * 4 >= text.length();
    }

    private static char kind(char c) {
        if (c >= '0' && c <= '9') {
            return '0';
        }
        if (c >= 'a' && c <= 'z') {
            return 'a';
        }
        return c >= 'A' && c <= 'Z' ? 'A' : ' ';
    }
}
