package dev.kgit.sandbox;

/** A broker or worker did not start or stop. The message says why in one sentence. */
public final class SandboxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SandboxException(String message) {
        super(message);
    }

    SandboxException(String message, Throwable cause) {
        super(message + ": " + reason(cause), cause);
    }

    /** The innermost cause that says something: outer ones mostly repeat their cause. */
    private static String reason(Throwable cause) {
        Throwable innermost = cause;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        String type = innermost.getClass().getSimpleName();
        return message == null || message.isBlank() ? type : message;
    }
}
