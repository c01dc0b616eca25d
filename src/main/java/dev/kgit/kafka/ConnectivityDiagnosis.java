package dev.kgit.kafka;

import dev.kgit.cluster.TlsFailure;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.KgitException;
import dev.kgit.model.PrintableText;
import dev.kgit.secret.SecretDetector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.ClientDnsLookup;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** Why the cluster as a whole can't be asked, in words that help. */
public final class ConnectivityDiagnosis {

    private static final int PROBE_MILLIS = 500;

    private ConnectivityDiagnosis() {}

    /** Whether the failure is about the connection and not about what was asked. */
    public static boolean isAboutTheConnection(Throwable failure) {
        return failure instanceof TimeoutException
                || failure instanceof AuthenticationException
                || failure instanceof DisconnectException
                || failure instanceof NetworkException
                || failure instanceof KgitException;
    }

    /** The value; throws a {@link KgitException} with the diagnosis where the request failed. */
    public static <T> T orThrow(RequestResult<T> answer, KafkaConnection connection) {
        Throwable failure = answer.failure();
        if (failure != null) {
            throw lost(failure, connection);
        }
        connection.answered();
        return answer.get();
    }

    /** A request failed as a whole. */
    public static KgitException lost(Throwable failure, KafkaConnection connection) {
        return lost(failure, connection, connection.timeout());
    }

    /** @param patience how long it may have taken at most */
    public static KgitException lost(Throwable failure, KafkaConnection connection, Duration patience) {
        if (failure instanceof KgitException known) {
            return known;
        }
        String servers = connection.servers();
        if (failure instanceof SslAuthenticationException) {
            Optional<TlsFailure> known = TlsFailure.of(failure);
            return world(
                    "KG407",
                    "no TLS connection to " + servers + ": "
                            + known.map(TlsFailure::words).orElseGet(() -> said(failure, connection)),
                    known.map(why -> why.hint("ssl.truststore.location"))
                            .orElse(
                                    "look at ssl.truststore.* and ssl.keystore.*, and whether the certificate names this"
                                            + " host"));
        }
        if (failure instanceof AuthenticationException) {
            return world(
                    "KG401",
                    "Kafka at " + servers + " does not accept the credentials: " + said(failure, connection),
                    "look at sasl.mechanism, sasl.jaas.config and the secrets in them");
        }
        if (failure instanceof AuthorizationException) {
            return world(
                    "KG403",
                    "this principal may not do what kgit needs at " + servers + " ("
                            + failure.getClass().getSimpleName() + ")",
                    "grant it DESCRIBE on the cluster, and see `kgit doctor`");
        }
        if (failure instanceof TimeoutException
                || failure instanceof DisconnectException
                || failure instanceof NetworkException) {
            return timedOut(connection, patience.toMillis() / 1000.0 + " s");
        }
        if (failure instanceof UnsupportedVersionException) {
            return world(
                    "KG408",
                    "the brokers at " + servers + " are too old for this: " + said(failure, connection),
                    "kgit needs Kafka 2.8 or newer");
        }
        return world("KG409", "Kafka at " + servers + " answers " + named(failure, connection), null);
    }

    /** The client itself could not be made. */
    public static KgitException notMade(Throwable failure, KafkaConnection connection) {
        List<Diagnostic> wrong = wrongValues(connection.given());
        if (!wrong.isEmpty()) {
            return new KgitException.Invalid(wrong);
        }
        List<Diagnostic> stores = KeyStoreCheck.objections(connection.given());
        if (!stores.isEmpty()) {
            return new KgitException.Invalid(stores);
        }
        if (noneResolves(connection)) {
            return world(
                    "KG402",
                    "no address is known for " + connection.servers(),
                    "look at bootstrap.servers, and at DNS as this machine sees it");
        }
        Throwable root = failure;
        boolean jaas = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
            jaas |= Arrays.stream(cause.getStackTrace())
                    .anyMatch(frame -> frame.getClassName().startsWith("org.apache.kafka.common.security.Jaas"));
        }
        // What the JAAS parser says holds pieces of the password where a quote is missing: it is never repeated.
        boolean unset = connection.property(SaslConfigs.SASL_JAAS_CONFIG) == null;
        String ofJaas = unset ? "sasl.jaas.config is not set" : "sasl.jaas.config is not what JAAS understands";
        String reason = jaas ? ofJaas : named(root, connection);
        return new KgitException.Invalid(
                Diagnostic.error("KG404", "no Kafka client can be made of these properties: " + reason)
                        .withHint("look at kafka: in environment.yaml, at the paths and passwords of key stores, and at"
                                + " the quotes in sasl.jaas.config"));
    }

    /** What answered is no broker, as far as its first word tells. */
    static Optional<KgitException> stranger(ProtocolProbe said) {
        String server = said.server();
        return switch (said.kind()) {
            case BROKER, NOTHING -> Optional.empty();
            case CONTROLLER ->
                Optional.of(world(
                        "KG412",
                        "what listens at " + server + " is a KRaft controller, not a broker",
                        "bootstrap.servers has to name a listener for clients, by default port 9092"));
            case HTTP ->
                Optional.of(
                        world(
                                "KG412",
                                "what listens at " + server + " speaks HTTP, not Kafka's protocol",
                                "is this a Connect worker's port? bootstrap.servers has to name brokers, by default port 9092"));
            case TLS ->
                Optional.of(world(
                        "KG412",
                        "what listens at " + server + " speaks TLS",
                        "set security.protocol: SSL or SASL_SSL under kafka: in environment.yaml"));
            case GIBBERISH ->
                Optional.of(world(
                        "KG412",
                        "what listens at " + server + " does not speak Kafka's protocol",
                        "bootstrap.servers has to name brokers, by default port 9092"));
        };
    }

    private static KgitException timedOut(KafkaConnection connection, String patience) {
        String servers = connection.servers();
        String protocol = Objects.requireNonNullElse(
                connection.property(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG), "PLAINTEXT");
        boolean listens = anyListens(connection);
        if (listens && connection.hasAnswered()) {
            // It is the right port, then, and the right protocol.
            return world(
                    "KG400",
                    "Kafka at " + servers + " did not answer within " + patience + ", and did before",
                    "has a broker gone down, or is it busy? `kgit doctor` names those that are down; see the brokers' logs");
        }
        String found = listens
                ? "something listens at " + servers + " but does not answer as a Kafka broker does to " + protocol
                : "nothing listens at " + servers;
        String hint = listens
                ? "is it a TLS or SASL port (security.protocol)? Are the brokers' advertised.listeners reachable from here?"
                : "is the broker running, is bootstrap.servers right, is there a firewall in between?";
        SortedSet<String> unknown = new TreeSet<>(connection.given().keySet());
        unknown.removeAll(AdminClientConfig.configNames());
        String also = unknown.isEmpty() ? "" : " Kafka's client does not know these properties: " + unknown + ".";
        return world("KG400", "Kafka did not answer within " + patience + ": " + found, hint + also);
    }

    private static boolean anyListens(KafkaConnection connection) {
        for (String server : connection.servers().split(",", -1)) {
            int colon = server.lastIndexOf(':');
            if (colon < 0) {
                continue;
            }
            try (Socket probe = new Socket()) {
                int port = Integer.parseInt(server.substring(colon + 1).strip());
                probe.connect(new InetSocketAddress(server.substring(0, colon).strip(), port), PROBE_MILLIS);
                return true;
            } catch (IOException | IllegalArgumentException closed) {
                // Perhaps another one listens.
            }
        }
        return false;
    }

    private static boolean noneResolves(KafkaConnection connection) {
        try {
            return ClientUtils.parseAndValidateAddresses(
                            List.of(connection.servers().strip().split("\\s*,\\s*", -1)),
                            ClientDnsLookup.USE_ALL_DNS_IPS)
                    .isEmpty();
        } catch (ConfigException none) {
            return true;
        }
    }

    /** Every property that has a value of the wrong kind; the values of secrets are not told. */
    public static List<Diagnostic> wrongValues(SortedMap<String, FieldValue> given) {
        SortedMap<String, String> texts = new TreeMap<>();
        given.forEach((key, setting) -> texts.put(key, setting.text()));
        List<Diagnostic> wrong = new ArrayList<>();
        ConfigDef definition = AdminClientConfig.configDef();
        definition.validate(texts).forEach(value -> {
            FieldValue setting = given.get(value.name());
            if (value.errorMessages().isEmpty() || setting == null) {
                return;
            }
            ConfigDef.ConfigKey known = definition.configKeys().get(value.name());
            boolean secret = setting.sensitive()
                    || SecretDetector.namesSecret(value.name())
                    || (known != null && known.type() == ConfigDef.Type.PASSWORD);
            String why = secret
                    ? "it has a value of the wrong kind"
                    : oneLine(value.errorMessages().get(0));
            wrong.add(Diagnostic.error("KG404", "Kafka's client does not take " + value.name() + ": " + why)
                    .withHint("Kafka's documentation lists what an AdminClient takes for it")
                    .withPlace(setting.place()));
        });
        return wrong;
    }

    /** The kind of failure and what it says, without secrets. */
    public static String named(Throwable failure, KafkaConnection connection) {
        String said = said(failure, connection);
        String name = failure.getClass().getSimpleName();
        return said.isEmpty() ? name : name + ": " + said;
    }

    /** What a failure says, on one line, without secrets. */
    static String said(Throwable failure, KafkaConnection connection) {
        return connection.redactor().redact(oneLine(failure.getMessage()));
    }

    /** Text from elsewhere as one short line without control characters. */
    public static String oneLine(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        String head = PrintableText.head(line, 400);
        return head.length() < line.length() ? head + "..." : line;
    }

    private static KgitException world(String code, String message, @Nullable String hint) {
        return new KgitException.Unavailable(Diagnostic.error(code, message).withHint(hint));
    }

    /** Whether Kafka itself said it (and not the client about the way there). */
    static boolean isAnAnswer(Throwable failure) {
        return failure instanceof ApiException && !isAboutTheConnection(failure);
    }
}
