package dev.kgit.json;

/** A text is no JSON, or not of the expected shape. */
public class MalformedJsonException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedJsonException(String message) {
        super(message);
    }
}
