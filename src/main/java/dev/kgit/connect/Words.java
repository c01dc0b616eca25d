package dev.kgit.connect;

import dev.kgit.model.Redactor;
import dev.kgit.model.SensitiveNames;
import dev.kgit.model.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A worker's words about one connector, made fit to be shown. Workers and plugins quote values: declared secrets, and
 * those that the worker itself put in for {@code ${file:...}}. What is known is taken out by value; what can't be known
 * is taken out by its position in the sentences that Connect and the usual libraries write.
 */
final class Words {

    /** {@code Invalid value SECRET for configuration KEY}, as ConfigException writes it. */
    private static final Pattern INVALID_VALUE =
            Pattern.compile("(Invalid value )(.*?)( for configuration ([\\w.\\-]+))", Pattern.DOTALL);

    /** {@code {name=a, password=SECRET}}, {@code password: "SECRET"}, {@code token=SECRET&...}. */
    private static final Pattern NAMED_VALUE = Pattern.compile(
            "(?<!configuration )(?<![\\w.\\-])([\\w.\\-]+)(\"?\\s*[=:]\\s*)(\"[^\"]*\"|'[^']*'|[^\\s,;&}\\])\"']+)");

    private static final Pattern USER_INFO = Pattern.compile("(://)[^/\\s@]+@");

    private static final Pattern AUTHORIZATION =
            Pattern.compile("\\b(Basic|Bearer|ApiKey)\\s+[\\w.~+/=\\-]{4,}", Pattern.CASE_INSENSITIVE);

    /** Stands for words that can't be made fit to be shown. */
    static final String WITHHELD = "its words are withheld, since they may hold what it put in for ${...}";

    private final Redactor redactor;
    private final SortedMap<String, Setting> config;
    private final Map<String, String> echoed;
    private final boolean bygone;

    /**
     * @param echoed what the worker repeats, by key
     * @param bygone whether a config that is being replaced asked for values that nobody will tell any more
     */
    private Words(Redactor redactor, SortedMap<String, Setting> config, Map<String, String> echoed, boolean bygone) {
        this.redactor = redactor;
        this.config = config;
        this.echoed = echoed;
        this.bygone = bygone;
    }

    /** Knows the secrets of the environment and those of the connector's config. */
    static Words about(Redactor environment, SortedMap<String, Setting> config) {
        return new Words(environment.and(secretsOf(config)), config, Map.of(), false);
    }

    /** Hides the secrets of another config too: the one that is being replaced. */
    Words hiding(SortedMap<String, Setting> other) {
        boolean fetchedOthers = other.entrySet().stream()
                .anyMatch(one -> fetches(one.getValue())
                        && !isConfigured(one.getKey(), one.getValue().text()));
        Redactor both = redactor.and(secretsOf(Configs.sensitive(other, secretKeys())));
        return new Words(both, config, echoed, bygone || fetchedOthers);
    }

    private boolean isConfigured(String key, String value) {
        Setting setting = config.get(key);
        return setting != null && value.equals(setting.value());
    }

    private Set<String> secretKeys() {
        return config.keySet().stream().filter(this::isSecret).collect(Collectors.toSet());
    }

    private static List<String> secretsOf(SortedMap<String, Setting> config) {
        List<String> secrets = new ArrayList<>();
        config.forEach((key, setting) -> {
            if (setting.sensitive() && setting.value() != null && !fetches(setting)) {
                secrets.addAll(parts(setting.text()));
            }
        });
        return secrets;
    }

    /**
     * Knows also what the worker put in for placeholders.
     *
     * @param echoed values by key, as the worker repeats them
     */
    Words knowing(Map<String, String> echoed) {
        List<String> resolved = new ArrayList<>();
        echoed.forEach((key, value) -> {
            Setting setting = config.get(key);
            String configured = setting == null ? null : setting.value();
            if (configured != null && Placeholders.in(configured) && !configured.equals(value)) {
                Placeholders.resolved(configured, value).forEach(part -> resolved.addAll(parts(part)));
            }
        });
        return new Words(redactor.and(resolved), config, echoed, bygone);
    }

    SortedMap<String, Setting> config() {
        return config;
    }

    /** Whether the config asks the worker to put in values that kgit has never seen. */
    boolean mayHoldUnknownSecrets() {
        return config.values().stream().anyMatch(Words::fetches);
    }

    private static boolean fetches(Setting setting) {
        return setting.value() != null && Placeholders.in(setting.text());
    }

    /**
     * The head of a trace, which may quote anything. Where it may quote what the worker put in and does not repeat, only
     * the kind of failure shows.
     */
    String head(String trace) {
        boolean told = config.keySet().stream().noneMatch(key -> isUntold(key, echoed.get(key)));
        if (told && !bygone) {
            return TraceHead.of(scrub(trace));
        }
        String kinds = TraceHead.kinds(trace);
        return kinds.isEmpty() ? WITHHELD : kinds + "; " + WITHHELD;
    }

    /** Whether the worker put in a value here that it does not repeat. */
    private boolean isUntold(String key, @Nullable String echo) {
        Setting setting = config.get(key);
        String configured = setting == null || setting.value() == null ? "" : setting.text();
        return Placeholders.in(configured) && (echo == null || Masks.isMask(echo) || echo.equals(configured));
    }

    /** The text without what must not be seen. */
    String scrub(String text) {
        String scrubbed = redactor.scrub(text);
        scrubbed = INVALID_VALUE.matcher(scrubbed).replaceAll(match -> {
            boolean hide = isSecret(match.group(4));
            return Matcher.quoteReplacement(hide ? match.group(1) + Setting.REDACTED + match.group(3) : match.group());
        });
        scrubbed = NAMED_VALUE.matcher(scrubbed).replaceAll(match -> {
            boolean hide = isSecret(match.group(1));
            return Matcher.quoteReplacement(hide ? match.group(1) + match.group(2) + Setting.REDACTED : match.group());
        });
        scrubbed = USER_INFO.matcher(scrubbed).replaceAll("$1" + Matcher.quoteReplacement(Setting.REDACTED) + "@");
        scrubbed = AUTHORIZATION.matcher(scrubbed).replaceAll("$1 " + Matcher.quoteReplacement(Setting.REDACTED));
        return scrubbed;
    }

    /**
     * What is said about one key. Its own value does not show if it is a secret, however short it is; where the worker
     * put in a value that it does not repeat, nothing of it shows.
     *
     * @param echoed the key's value as the worker repeats it, or null
     */
    String scrub(String key, Collection<String> errors, @Nullable String echoed) {
        Setting setting = config.get(key);
        String configured = setting == null || setting.value() == null ? "" : setting.text();
        if (isUntold(key, echoed)) {
            return WITHHELD;
        }
        String own = String.join("; ", errors);
        if (isSecret(key)) {
            String longer = echoed == null || echoed.length() < configured.length() ? configured : echoed;
            String shorter = echoed == null || longer.equals(echoed) ? configured : echoed;
            own = longer.isBlank() ? own : own.replace(longer, Setting.REDACTED);
            own = shorter.isBlank() ? own : own.replace(shorter, Setting.REDACTED);
        }
        return scrub(own);
    }

    boolean isSecret(String key) {
        Setting setting = config.get(key);
        boolean fetched = setting != null && fetches(setting);
        return fetched || SensitiveNames.matches(key) || (setting != null && setting.sensitive());
    }

    /** A secret as it is, and as plugins quote it: trimmed, or item by item where it is a list of headers or options. */
    private static List<String> parts(String secret) {
        List<String> parts = new ArrayList<>(List.of(secret, secret.strip()));
        for (String item : secret.split("[|;,\\n]", -1)) {
            int colon = item.indexOf(':');
            parts.add(item.strip());
            parts.add(item.substring(colon + 1).strip());
        }
        // Short pieces of a secret are words like "true": hiding them hides the sentence.
        parts.removeIf(part -> !part.equals(secret) && part.length() < 8);
        return parts;
    }
}
