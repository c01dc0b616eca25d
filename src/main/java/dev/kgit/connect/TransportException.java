package dev.kgit.connect;

/** No HTTP answer came back. */
public final class TransportException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why there is none, as far as the types of the JDK's exceptions tell. */
    enum Why {
        /** Nothing listens there, or the network leads nowhere: the request was never sent. */
        NOT_CONNECTED,
        /** The host's name is not known: the request was never sent. */
        UNKNOWN_HOST,
        /** No trust, or no TLS at the other end: the request was never sent. */
        TLS,
        /** The request may have been carried out. */
        TIMED_OUT,
        /** The connection ended before an answer came: the request may have been carried out. */
        CUT_OFF
    }

    private final Why why;
    private final String url;

    TransportException(Why why, String url, Throwable cause) {
        super(url + ": " + why, cause);
        this.why = why;
        this.url = url;
    }

    Why why() {
        return why;
    }

    String url() {
        return url;
    }

    /** Nobody can have seen the request. */
    boolean neverSent() {
        return why == Why.NOT_CONNECTED || why == Why.UNKNOWN_HOST || why == Why.TLS;
    }

    /** What the JDK says, for the end of a sentence; no secrets, since it knows only addresses and certificates. */
    String detail() {
        String deepest = "";
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            deepest = message == null || message.isBlank() ? deepest : message;
        }
        // The JDK's client has no words for a refused connection.
        return deepest.isEmpty() ? "connection refused" : deepest;
    }
}
