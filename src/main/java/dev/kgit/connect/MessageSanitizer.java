package dev.kgit.connect;

import dev.kgit.model.FieldValue;
import dev.kgit.model.Redactor;
import dev.kgit.secret.ProviderLookups;
import dev.kgit.secret.SecretDetector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes fit to be shown what a worker says about one connector. Workers and plugins quote values, in whatever form: declared
 * secrets, and those that the worker itself has looked up for {@code ${file:...}}. So of a connector whose config holds
 * secrets only what is known to be harmless is shown: classes of exceptions, and sentences of Connect and the JDK
 * ({@link KnownErrorMessages}). What is left out is said to be. Of others everything is shown but the secrets of the environment
 * and what stands where a secret usually does.
 */
public final class MessageSanitizer {

    /** Stands for text that is not shown. */
    public static final String WITHHELD =
            "its text is withheld, since the config may hold secrets; the worker's log and REST API have it";

    /** {@code {name=a, password=SECRET}}, {@code password: "SECRET"}, {@code token=SECRET&...}. */
    private static final Pattern NAMED_VALUE = Pattern.compile(
            "(?<!configuration )(?<![\\w.\\-])([\\w.\\-]+)(\"?\\s*[=:]\\s*)(\"[^\"]*\"|'[^']*'|[^\\s,;&}\\])\"']+)");

    private static final Pattern USER_INFO = Pattern.compile("(://)[^/\\s@]+@");

    private static final Pattern AUTHORIZATION =
            Pattern.compile("\\b(Basic|Bearer|ApiKey)\\s+[\\w.~+/=\\-]{4,}", Pattern.CASE_INSENSITIVE);

    /** Of a longer text the rest is not even read. */
    private static final int LONGEST = 100_000;

    private final Redactor redactor;
    private final SortedMap<String, FieldValue> config;
    private final boolean confidential;

    private MessageSanitizer(Redactor redactor, SortedMap<String, FieldValue> config, boolean confidential) {
        this.redactor = redactor;
        this.config = config;
        this.confidential = confidential;
    }

    /**
     * For a connector with this config.
     *
     * @param environment knows the secrets of the environment
     */
    public static MessageSanitizer of(Redactor environment, SortedMap<String, FieldValue> config) {
        return new MessageSanitizer(environment.and(secretsOf(config)), config, holdsSecrets(config));
    }

    /** For a connector of which it is not known what its config holds. */
    public static MessageSanitizer ofUnknownConfig(Redactor environment) {
        return new MessageSanitizer(environment, new TreeMap<>(), true);
    }

    /**
     * The same, where the connector had another config before: the worker may still speak of it.
     *
     * @param declared keys that are declared now: what others hold is not known, so it may be a secret
     */
    public MessageSanitizer replacing(SortedMap<String, FieldValue> former, Set<String> declared) {
        SortedMap<String, FieldValue> marked = new TreeMap<>(former);
        marked.replaceAll((key, setting) -> {
            FieldValue now = config.get(key);
            boolean harmless = declared.contains(key) && (now == null || !now.sensitive());
            return harmless ? setting : setting.asSensitive();
        });
        return new MessageSanitizer(redactor.and(secretsOf(marked)), config, confidential || holdsSecrets(marked));
    }

    /** The same, as if every value of the config were a secret. */
    public MessageSanitizer ofSecretsAlone() {
        SortedMap<String, FieldValue> secrets = new TreeMap<>(config);
        secrets.replaceAll((key, setting) -> setting.asSensitive());
        return new MessageSanitizer(redactor, secrets, true);
    }

    private static boolean holdsSecrets(SortedMap<String, FieldValue> config) {
        return config.values().stream()
                .anyMatch(setting -> setting.value() == null
                        || (setting.sensitive() && !setting.text().isBlank())
                        || ProviderLookups.isIn(setting.text()));
    }

    /** What a worker says, on one line. */
    public String message(String text) {
        return message(text, Set.of());
    }

    private String message(String text, Set<String> knownKeys) {
        String scrubbed = redactor.redact(bounded(text));
        if (!confidential) {
            return withoutNamedSecrets(scrubbed);
        }
        List<String> shown = new ArrayList<>();
        boolean whole = true;
        KnownErrorMessages sentences = sentences(knownKeys);
        for (String line : scrubbed.lines().filter(line -> !line.isBlank()).toList()) {
            Optional<String> sentence = sentences.shown(line.strip());
            sentence.ifPresent(shown::add);
            whole &= sentence.isPresent();
        }
        return joined(String.join("; ", shown).replace(":; ", ": "), whole);
    }

    /**
     * What the validation of a config says about one key.
     *
     * @param known keys that the plugin and Connect define
     */
    public String errors(Collection<String> errors, Set<String> known) {
        return confidential ? message(String.join("\n", errors), known) : message(String.join("; ", errors));
    }

    /** The head of a stack trace: the first exception and the cause of all; empty where there is no trace. */
    public String trace(String trace) {
        if (trace.isBlank()) {
            return "";
        }
        ErrorTrace head = ErrorTrace.of(redactor.redact(bounded(trace)));
        if (!confidential) {
            return withoutNamedSecrets(head.text());
        }
        KnownErrorMessages sentences = sentences(Set.of());
        List<String> shown = new ArrayList<>();
        boolean whole = true;
        for (ErrorTrace.Line line : head.lines()) {
            Optional<String> message = line.message().isEmpty() ? Optional.of("") : sentences.shown(line.message());
            whole &= message.isPresent();
            String rest = message.filter(text -> !text.isEmpty()).orElse("");
            shown.add(line.exceptions() + (line.exceptions().isEmpty() || rest.isEmpty() ? "" : ": ") + rest);
        }
        shown.removeIf(String::isEmpty);
        return joined(String.join("; caused by ", shown), whole);
    }

    /** Cut between two words, so that no part of a secret is left that nobody would find. */
    private static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, text.lastIndexOf(' ', LONGEST) + 1);
    }

    private static String joined(String shown, boolean whole) {
        if (whole) {
            return shown;
        }
        return shown.isEmpty() ? WITHHELD : shown + "; " + WITHHELD;
    }

    private KnownErrorMessages sentences(Set<String> knownKeys) {
        Set<String> keys = new TreeSet<>(config.keySet());
        keys.addAll(knownKeys);
        return new KnownErrorMessages(keys, this::isDeclared);
    }

    /** Whether the value of a key stands in the repository as it is, so that a message may quote it. */
    private boolean isDeclared(String key, String value) {
        FieldValue setting = config.get(key);
        return setting != null && !setting.sensitive() && value.equals(setting.value());
    }

    private String withoutNamedSecrets(String text) {
        String scrubbed = NAMED_VALUE
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        SecretDetector.namesSecret(match.group(1))
                                        || SecretDetector.isSensitive(match.group(1), match.group(3))
                                ? match.group(1) + match.group(2) + FieldValue.REDACTED
                                : match.group()));
        scrubbed = USER_INFO.matcher(scrubbed).replaceAll("$1" + Matcher.quoteReplacement(FieldValue.REDACTED) + "@");
        return AUTHORIZATION.matcher(scrubbed).replaceAll("$1 " + Matcher.quoteReplacement(FieldValue.REDACTED));
    }

    private static List<String> secretsOf(SortedMap<String, FieldValue> config) {
        List<String> secrets = new ArrayList<>();
        config.values().forEach(setting -> {
            if (setting.sensitive() && setting.value() != null && !ProviderLookups.isIn(setting.text())) {
                secrets.addAll(parts(setting.text()));
            }
        });
        return secrets;
    }

    /** A secret as it is, and item by item where it is a list of headers or options. */
    private static List<String> parts(String secret) {
        List<String> parts = new ArrayList<>(List.of(secret));
        for (String item : secret.split("[|;,\\n]", -1)) {
            parts.add(item.strip());
            parts.add(item.substring(item.indexOf(':') + 1).strip());
        }
        // Short pieces of a secret are words like "true": hiding them hides the sentence.
        parts.removeIf(part -> !part.equals(secret) && part.length() < 8);
        return parts;
    }

    /** Never the config: it can hold secrets. */
    @Override
    public String toString() {
        return "MessageSanitizer[" + config.keySet() + "]";
    }
}
