package dev.kgit.connect;

import dev.kgit.secret.ProviderLookups;

/** Lookups of Kafka's config providers: the worker puts a value where the config says {@code ${file:path:key}}. */
public final class ConfigProviderVariables {

    private ConfigProviderVariables() {}

    public static boolean in(String configured) {
        return ProviderLookups.isIn(configured);
    }
}
