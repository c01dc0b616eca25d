package dev.kgit.kafka;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.DidYouMean;
import dev.kgit.model.FieldValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;

/**
 * The properties that Kafka's clients know. They ignore all others without a word, and so would send a password in clear over
 * {@code security.protcol: SASL_SSL}. Others may still be meant for a plugin, unless they look like one that is known.
 */
public final class ClientPropertyCheck {

    private ClientPropertyCheck() {}

    /** Those that Kafka comes with; a plugin may bring others. */
    private static final List<String> MECHANISMS =
            List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "GSSAPI", "OAUTHBEARER", "AWS_MSK_IAM");

    /** Every property that is mistyped, and a mechanism: a client that knows none of that name asks until its time is up. */
    public static List<Diagnostic> mistyped(SortedMap<String, FieldValue> given) {
        return Stream.of(mistypedKeys(given), mistypedMechanism(given))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Diagnostic> mistypedMechanism(SortedMap<String, FieldValue> given) {
        FieldValue mechanism = given.get(SaslConfigs.SASL_MECHANISM);
        if (mechanism == null
                || mechanism.value() == null
                || mechanism.sensitive()
                || MECHANISMS.contains(mechanism.text())) {
            return List.of();
        }
        String plain = mechanism.text().strip().toUpperCase(Locale.ROOT).replace('_', '-');
        return DidYouMean.closest(plain, MECHANISMS)
                .or(() -> MECHANISMS.stream()
                        .filter(known -> known.replace("-", "").equals(plain.replace("-", "")))
                        .findFirst())
                .map(meant -> Diagnostic.error(
                                "KG404",
                                "Kafka's clients know no sasl.mechanism `"
                                        + ConnectivityDiagnosis.oneLine(mechanism.text()) + "`")
                        .withHint("did you mean `" + meant + "`? Kafka has "
                                + String.join(", ", MECHANISMS.subList(0, MECHANISMS.size() - 1)))
                        .withPlace(mechanism.place()))
                .map(List::of)
                .orElse(List.of());
    }

    private static List<Diagnostic> mistypedKeys(SortedMap<String, FieldValue> given) {
        if (AdminClientConfig.configNames().containsAll(given.keySet())) {
            return List.of();
        }
        Set<String> known = new TreeSet<>(AdminClientConfig.configNames());
        known.addAll(ConsumerConfig.configNames());
        known.addAll(ProducerConfig.configNames());
        List<Diagnostic> mistyped = new ArrayList<>();
        given.forEach((key, setting) -> {
            if (!known.contains(key)) {
                DidYouMean.closest(key, known)
                        .ifPresent(meant ->
                                mistyped.add(Diagnostic.error("KG404", "Kafka's clients know no property `" + key + "`")
                                        .withHint("did you mean `" + meant + "`?")
                                        .withPlace(setting.place())));
            }
        });
        return mistyped;
    }

    /** What Kafka's client would refuse of these properties, as far as that can be known without making one. */
    public static List<Diagnostic> objections(SortedMap<String, FieldValue> properties) {
        return Stream.of(mistyped(properties), ConnectivityDiagnosis.wrongValues(properties))
                .flatMap(List::stream)
                .toList();
    }
}
