package dev.kgit.sandbox;

/** Names of the seed's listeners. */
final class ListenerNames {

    static final String EXTERNAL = "EXTERNAL";
    static final String INTERNAL = "INTERNAL";
    static final String CONTROLLER = "CONTROLLER";

    private ListenerNames() {}

    static String at(String listener, int port) {
        return listener + "://127.0.0.1:" + port;
    }
}
