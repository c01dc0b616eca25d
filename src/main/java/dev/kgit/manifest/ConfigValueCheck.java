package dev.kgit.manifest;

import dev.kgit.configschema.ConfigProperty;
import dev.kgit.configschema.ConfigType;
import dev.kgit.configschema.KafkaConfigs;
import dev.kgit.configschema.Violation;
import java.util.Optional;

/** Holds values of config in the files against what Kafka says of their keys. */
public final class ConfigValueCheck {

    private final DiagnosticCollector problems;

    public ConfigValueCheck(DiagnosticCollector problems) {
        this.problems = problems;
    }

    /**
     * Tells what speaks against a value, at its place. What no Kafka takes is an error; a word that this one does not know is a
     * warning, for a newer one may.
     *
     * @param owner whose config it is, as {@code topic `a`}
     * @param value with durations and sizes as plain numbers; one that could not be resolved is passed over
     */
    public void check(String owner, String key, ScalarNode value, ConfigProperty property) {
        if (!value.isUnknown()) {
            property.violation(value.text()).ifPresent(violation -> tell(owner, key, value, property, violation));
            if (property.type() == ConfigType.CLASS) {
                checkClass(value);
            }
        }
    }

    /** Tells where a class is named that seems to be one of Kafka's own and is none of them. */
    public void checkClass(ScalarNode value) {
        if (!value.isUnknown()) {
            KafkaConfigs.misnamed(value.text().strip())
                    .ifPresent(hint -> problems.warning(
                            "KG106",
                            value.place(),
                            "Kafka " + KafkaConfigs.VERSION + " has no class `" + value.shown() + "`",
                            hint));
        }
    }

    /** The same by the exported schema of a plugin: it has all words that this version takes, so that another one is an error too. */
    public void checkExported(String owner, String key, ScalarNode value, ConfigProperty property) {
        if (!value.isUnknown()) {
            property.violation(value.text())
                    .ifPresent(violation -> refuse("KG144", owner, key, value, property, violation));
        }
    }

    private void tell(String owner, String key, ScalarNode value, ConfigProperty property, Violation violation) {
        String name = SchemaDiagnostics.shown(key);
        if (violation.reason() == Violation.Reason.WORD) {
            boolean secret = isSecret(key, value, property);
            String word = secret
                    ? "word like the one that stands here, which is not shown,"
                    : "`" + SchemaDiagnostics.shown(violation.found()) + "`";
            problems.warning(
                    "KG106",
                    value.place(),
                    "Kafka " + KafkaConfigs.VERSION + " knows no " + word + " for `" + name + "`",
                    secret ? null : violation.hint());
            return;
        }
        Optional<String> noQuantity =
                Units.objection(key, value.text()).filter(hint -> !Units.hasUnit(key, value.text()));
        if (noQuantity.isPresent()) {
            problems.error(
                    "KG102",
                    value.place(),
                    "`" + name + "` of " + owner + " is no number: `" + value.shown() + "`",
                    noQuantity.get());
            return;
        }
        refuse("KG134", owner, key, value, property, violation);
    }

    private static boolean isSecret(String key, ScalarNode value, ConfigProperty property) {
        return property.isPassword() || value.setting(key).sensitive();
    }

    private void refuse(
            String code, String owner, String key, ScalarNode value, ConfigProperty property, Violation violation) {
        boolean secret = isSecret(key, value, property);
        String found = secret ? "a value that is not shown" : "`" + SchemaDiagnostics.shown(violation.found()) + "`";
        problems.error(
                code,
                value.place(),
                "`" + SchemaDiagnostics.shown(key) + "` of " + owner + " takes " + violation.expected() + "; found "
                        + found,
                // The word that is meant is hardly another one than what is not shown.
                secret && violation.reason() == Violation.Reason.WORD
                        ? "write a word that it takes"
                        : violation.hint());
    }
}
