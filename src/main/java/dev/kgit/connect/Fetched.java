package dev.kgit.connect;

import dev.kgit.model.ConnectorId;
import dev.kgit.model.Resource;
import dev.kgit.model.Setting;
import java.time.Duration;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What a worker puts in for {@code ${file:...}}: kgit never needs to know, except to take it out of what the worker says
 * when it refuses or fails a connector. Then it has the worker validate the config once more and repeat the values.
 */
final class Fetched {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final RestPort rest;
    private final Asking asking;

    Fetched(RestPort rest, Asking asking) {
        this.rest = rest;
        this.asking = asking;
    }

    /** The text of a refusal without secrets; told apart by key where it may hold some that kgit does not know. */
    String refusal(ConnectorId id, Answer answer, SortedMap<String, Setting> config, Words words, Deadline deadline) {
        if (!words.mayHoldUnknownSecrets()) {
            return words.scrub(answer.words());
        }
        Validation validation = validate(id, config, deadline);
        Words knowing = words.knowing(validation.echoed());
        String told = validation.errors().entrySet().stream()
                .map(error -> Resource.CONFIG + error.getKey() + ": "
                        + knowing.scrub(
                                error.getKey(),
                                error.getValue(),
                                validation.echoed().get(error.getKey())))
                .collect(Collectors.joining("; "));
        return told.isEmpty() ? Words.WITHHELD : told;
    }

    /** A text about a failure without the secrets that the worker repeats when it is asked. */
    String failure(ConnectorId id, String text, Words words, Deadline deadline) {
        if (!words.mayHoldUnknownSecrets()) {
            return text;
        }
        return words.knowing(validate(id, words.config(), deadline).echoed()).scrub(text);
    }

    private Validation validate(ConnectorId id, SortedMap<String, Setting> config, Deadline deadline) {
        Setting connectorClass = config.get("connector.class");
        String plugin = connectorClass == null || connectorClass.value() == null ? "" : connectorClass.text();
        return Validation.of(
                asking.ask(rest.validate(plugin, id.name(), Configs.known(config)), deadline, deadline.orIn(PATIENCE)));
    }
}
