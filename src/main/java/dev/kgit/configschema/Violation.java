package dev.kgit.configschema;

/**
 * Why a value can't be one of its key.
 *
 * @param expected what the key takes, as a phrase that goes behind "takes"
 * @param found the value, or of a list the member; may be a secret
 * @param hint what to do; holds nothing of a value, but may hold a word that is like it
 */
public record Violation(Reason reason, String expected, String found, String hint) {

    /** What is wrong with it. */
    public enum Reason {
        /** It is of another type. */
        TYPE,
        /** It is beyond the least or the largest number. */
        RANGE,
        /** It is none of the words that the key takes. */
        WORD
    }
}
