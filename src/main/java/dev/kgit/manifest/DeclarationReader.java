package dev.kgit.manifest;

import dev.kgit.model.SourceTree;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads declarations of one environment: those that count, and those of files that are trusted where the others are not. */
final class DeclarationReader {

    private final EnvironmentSettings env;
    private final SourceTree tree;
    private final @Nullable SourceTree trusted;
    private final VariableSources lookups;
    private final Sections sections;
    private final Map<String, Map<String, Declaration>> trustedSections = new HashMap<>();
    private @Nullable DeclarationIndex trustedDeclarations;

    /** @param trusted files that are trusted; null where those that count are */
    DeclarationReader(
            EnvironmentSettings env,
            SourceTree tree,
            @Nullable SourceTree trusted,
            VariableSources lookups,
            Sections sections) {
        this.env = env;
        this.tree = tree;
        this.trusted = trusted;
        this.lookups = lookups;
        this.sections = sections;
    }

    SourceTree tree() {
        return tree;
    }

    /** Files that are trusted; null where those that count are. */
    @Nullable
    SourceTree trustedTree() {
        return trusted;
    }

    VariableSources lookups() {
        return lookups;
    }

    ResourceFileReader files(ReadBudget budget) {
        return new ResourceFileReader(tree, env.layers(), sections, budget);
    }

    boolean isTrusting() {
        return trusted != null;
    }

    Map<String, Declaration> trusted(String section) {
        DeclarationIndex declarations = trustedDeclarations;
        if (declarations == null) {
            declarations = new ResourceFileReader(
                            Objects.requireNonNull(trusted), env.layers(), sections, new ReadBudget())
                    .read(env.variables(), lookups.asLenient(), new DiagnosticCollector())
                    .declarations();
            trustedDeclarations = declarations;
        }
        return trustedSections.computeIfAbsent(section, declarations::of);
    }
}
