package dev.kgit.manifest;

import dev.kgit.kinds.connector.files.PlaintextKeys;
import dev.kgit.model.SourceTree;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** The connectors as files that are trusted declare them, read when the first of them is asked for. */
final class TrustedConnectors {

    private final SourceTree files;
    private final EnvironmentSettings env;
    private final VariableSources lookups;
    private @Nullable Map<String, Declaration> declarations;

    TrustedConnectors(SourceTree files, EnvironmentSettings env, VariableSources lookups) {
        this.files = files;
        this.env = env;
        this.lookups = lookups;
    }

    /**
     * What a trusted declaration of the connector says of keys that hold no secrets; nothing where there is none, or where it
     * is about a connector of another Connect cluster.
     */
    SortedSet<String> plaintext(Declaration connector) {
        if (declarations == null) {
            declarations = new ResourceFileReader(files, env.layers(), new ReadBudget())
                    .read(env.variables(), lookups, new DiagnosticCollector())
                    .declarations()
                    .of(DeclarationIndex.CONNECTORS);
        }
        Declaration declaration = declarations.get(connector.name());
        return declaration == null || !cluster(declaration).equals(cluster(connector))
                ? Collections.emptySortedSet()
                : PlaintextKeys.own(declaration);
    }

    /** Empty where it is left out: then there is one cluster only. */
    private static String cluster(Declaration connector) {
        ScalarNode named = connector.merged().scalar("connectCluster");
        return named == null ? "" : named.text();
    }
}
