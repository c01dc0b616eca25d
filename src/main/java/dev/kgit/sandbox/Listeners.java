package dev.kgit.sandbox;

/** Names of the seed's listeners. */
final class Listeners {

    static final String EXTERNAL = "EXTERNAL";
    static final String INTERNAL = "INTERNAL";
    static final String CONTROLLER = "CONTROLLER";

    private Listeners() {}

    static String at(String listener, int port) {
        return listener + "://127.0.0.1:" + port;
    }
}
