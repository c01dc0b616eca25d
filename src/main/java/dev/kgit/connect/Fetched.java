package dev.kgit.connect;

import dev.kgit.model.ConnectorId;
import dev.kgit.model.KgitException;
import dev.kgit.model.Resource;
import dev.kgit.model.Setting;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a worker puts in for {@code ${file:...}}: kgit never needs to know, except to take it out of what the worker says
 * when it refuses or fails a connector. Then it has the worker validate the config once more and repeat the values.
 */
final class Fetched {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How long a trace waits for what it may not show. */
    private static final Duration PATIENCE_WITH_ONE = Duration.ofSeconds(5);

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

    /** What a failed connector's traces may show. */
    Traces traces(ConnectorId id, Words words) {
        return new Traces(() -> words.mayHoldUnknownSecrets() ? words.knowing(echoed(id, words)) : words);
    }

    private SortedMap<String, String> echoed(ConnectorId id, Words words) {
        try {
            return validate(id, words.config(), Deadline.in(PATIENCE_WITH_ONE)).echoed();
        } catch (KgitException.World unanswered) {
            // Nothing is told then, and nothing is shown.
            return new TreeMap<>();
        }
    }

    private Validation validate(ConnectorId id, SortedMap<String, Setting> config, Deadline deadline) {
        Setting connectorClass = config.get("connector.class");
        String plugin = connectorClass == null || connectorClass.value() == null ? "" : connectorClass.text();
        return Validation.of(
                asking.ask(rest.validate(plugin, id.name(), Configs.known(config)), deadline, deadline.orIn(PATIENCE)));
    }
}
