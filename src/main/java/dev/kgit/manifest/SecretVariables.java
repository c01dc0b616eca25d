package dev.kgit.manifest;

import dev.kgit.model.ResourceId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Variables that are to hold what must not stand in a file: each the name of a secret, never its value. */
final class SecretVariables {

    private static final String VARIABLES = "variables";

    private final YamlEditor environment;
    private final Set<String> known;
    private final SortedMap<String, String> secrets = new TreeMap<>();

    /**
     * Names that the environment does not use yet.
     *
     * @param environment environment.yaml
     * @param known its variables
     */
    SecretVariables(YamlEditor environment, Set<String> known) {
        this.environment = environment;
        this.known = known;
    }

    static SecretVariables of(EditSession session) {
        String text = session.text(session.environmentYaml()).orElse("");
        return new SecretVariables(
                YamlEditor.yaml(text), session.env().variables().keySet());
    }

    /** The variable for a config key of a resource; one that means the very same secret already is used again. */
    String of(ResourceId id, String key) {
        List<String> words = Arrays.stream((id.name() + "." + key)
                        .replaceAll("([a-z0-9])([A-Z])", "$1.$2")
                        .split("[^A-Za-z0-9]+", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.toUpperCase(Locale.ROOT))
                .collect(Collectors.toList());
        if (words.isEmpty() || Character.isDigit(words.get(0).charAt(0))) {
            words.add(0, id.kind().toUpperCase(Locale.ROOT));
        }
        String secret = String.join("_", words);
        for (int number = 1; ; number++) {
            String candidate = number == 1 ? secret : secret + "_" + number;
            String variable = camelCase(candidate);
            String meant = definition(candidate);
            boolean free = !known.contains(variable) && !secrets.containsKey(variable);
            if (free || environment.source(List.of(VARIABLES, variable)).equals(meant)) {
                secrets.put(variable, candidate);
                return variable;
            }
        }
    }

    /** Names of secrets by variable. */
    SortedMap<String, String> secrets() {
        return secrets;
    }

    /** environment.yaml with the variables that it lacks; its own text where they can't be added. */
    String environmentYaml() {
        YamlEditor edited = YamlEditor.yaml(environment.text());
        for (var entry : secrets.entrySet()) {
            List<String> path = List.of(VARIABLES, entry.getKey());
            if (edited.at(path).isEmpty()) {
                edited.put(path, wording -> wording.quoted(definition(entry.getValue())));
            }
        }
        return edited.text();
    }

    static String definition(String secret) {
        return "${{ secret." + secret + " }}";
    }

    /** {@code NOTIFICATION_API_KEY} as {@code notificationApiKey}. */
    static String camelCase(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("[_-]+", -1)) {
            String lower = word.toLowerCase(Locale.ROOT);
            camel.append(
                    camel.isEmpty() || lower.isEmpty()
                            ? lower
                            : lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1));
        }
        return camel.toString();
    }
}
