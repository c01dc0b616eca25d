package dev.kgit.connect;

/** Kafka's own config providers: the worker puts a secret where the config says {@code ${file:path:key}}. */
final class Placeholders {

    private Placeholders() {}

    static boolean in(String configured) {
        return configured.contains("${");
    }
}
