package dev.kgit.manifest;

import dev.kgit.model.FieldValue;
import dev.kgit.model.Glob;
import dev.kgit.secret.ProviderLookups;
import dev.kgit.secret.SecretDetector;
import dev.kgit.secret.SecretReason;
import dev.kgit.secret.TypedSecret;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds secrets that stand in a file as they are. What looks like a secret has to come from {@code ${{ secret.NAME }}}, or
 * be looked up by one of Kafka's config providers.
 */
public final class PlaintextSecretCheck {

    private static final String IN_RESOURCES =
            "use ${{ var.NAME }} of a variable that environment.yaml takes from ${{ secret.NAME }}, or let the worker"
                    + " look it up (${file:...}); and change the secret, for Git remembers it";

    private final String hint;
    private final Collection<String> plaintext;
    private final Predicate<String> typed;
    private final DiagnosticCollector problems;

    private PlaintextSecretCheck(
            String hint, Collection<String> plaintext, Predicate<String> typed, DiagnosticCollector problems) {
        this.hint = hint;
        this.plaintext = plaintext;
        this.typed = typed;
        this.problems = problems;
    }

    /** For environment.yaml. */
    static PlaintextSecretCheck inSettings(DiagnosticCollector problems) {
        return new PlaintextSecretCheck(
                "write ${{ secret.NAME }}; and change the secret, for Git remembers it",
                List.of(),
                key -> false,
                problems);
    }

    /** For declarations. */
    public static PlaintextSecretCheck inResources(DiagnosticCollector problems) {
        return inResources("", List.of(), key -> false, problems);
    }

    /**
     * For declarations that may say which of their keys hold no secrets.
     *
     * @param further what else to do about one that is found, as more of the hint
     * @param plaintext globs over the keys that are said to hold no secrets
     * @param typed which keys hold secrets by their type, whatever is said of them
     */
    public static PlaintextSecretCheck inResources(
            String further, Collection<String> plaintext, Predicate<String> typed, DiagnosticCollector problems) {
        return new PlaintextSecretCheck(IN_RESOURCES + further, plaintext, typed, problems);
    }

    /** Reports every property of the map that holds a secret in plain sight. The value is never part of the message. */
    public void check(MapNode properties) {
        for (Map.Entry<String, MapNode.Entry> entry : properties.entries().entrySet()) {
            ScalarNode value = ConfigValues.scalar(entry.getValue().value());
            if (value != null) {
                check(entry.getKey(), value);
            }
        }
    }

    public void check(String key, ScalarNode value) {
        if (!value.isWritten() && value.secrets() == null) {
            return;
        }
        // Half a value from a secret excuses nothing: what stands around it is judged as it would be around a lookup.
        String text =
                value.secrets() == null ? value.text() : value.secrets().text().asLookups();
        boolean isTyped = typed.test(key) && TypedSecret.isInTheClear(key, text);
        Optional<String> found = isTyped
                ? Optional.of("its plugin types it PASSWORD")
                : SecretDetector.inTheClear(key, text)
                        .filter(reason -> !Glob.anyMatches(plaintext, key))
                        .map(SecretReason::words);
        found.ifPresent(why -> problems.error(
                "KG105",
                value.place(),
                "`" + SchemaDiagnostics.shown(key) + "` holds a secret in plain text: " + why,
                isTyped ? IN_RESOURCES : hint));
    }

    /**
     * Whether a value that was found live must not be written into a file: it looks like a secret, or the plugin says that it
     * is one. What the worker looks up may be written.
     *
     * @param plaintext globs over the keys that are said to hold no secrets
     */
    public static boolean isSecret(String key, FieldValue live, Collection<String> plaintext) {
        String text = live.value();
        if (text == null) {
            return true;
        }
        if (text.isBlank() || ProviderLookups.isNothingElse(text)) {
            return false;
        }
        return live.sensitivity() == FieldValue.Sensitivity.KNOWN
                || (!Glob.anyMatches(plaintext, key)
                        && SecretDetector.inTheClear(key, text).isPresent());
    }
}
