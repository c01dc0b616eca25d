package dev.kgit.kafka;

import dev.kgit.concurrent.BackgroundThreads;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.KgitException;
import dev.kgit.model.Redactor;
import dev.kgit.secret.SecretDetector;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.jspecify.annotations.Nullable;

/**
 * The way to one cluster: the client's properties, and the client, which is made in the background as soon as there is a
 * connection, so that it is there when the files have been parsed.
 */
public final class KafkaConnection implements AutoCloseable {

    /** Kafka's own substitution would read files and the environment for whoever writes client properties. */
    private static final String CONFIG_PROVIDERS = "config.providers";

    private static final int MOST_GREETING_MILLIS = 3_000;

    private final SortedMap<String, FieldValue> given;
    private final Map<String, Object> properties;
    private final Duration timeout;
    private final Redactor redactor;
    private final CompletableFuture<Admin> admin;
    private final CompletableFuture<ProtocolProbe> greeting;

    private volatile boolean answered;

    private KafkaConnection(
            SortedMap<String, FieldValue> given, Map<String, Object> properties, Duration timeout, Redactor secrets) {
        this.given = given;
        this.properties = properties;
        this.timeout = timeout;
        this.redactor = secrets.and(given.entrySet().stream()
                .filter(entry -> isSensitive(entry.getKey(), entry.getValue()))
                .map(entry -> entry.getValue().text())
                .toList());
        this.admin = new CompletableFuture<>();
        this.greeting = new CompletableFuture<>();
    }

    /**
     * @param given AdminClient properties as the environment says them
     * @param timeout how long any one request may take, the first contact included
     * @param secrets taken out of what brokers and Kafka's client say, beside the sensitive properties
     * @throws KgitException.Invalid where they name no servers, or config providers
     */
    public static KafkaConnection to(SortedMap<String, FieldValue> given, Duration timeout, Redactor secrets) {
        given.forEach((key, setting) -> {
            if (key.startsWith(CONFIG_PROVIDERS)) {
                throw new KgitException.Invalid(
                        Diagnostic.error("KG404", "Kafka's config providers are switched off: " + key)
                                .withHint("say ${{ env.NAME }} or ${{ secret.NAME }} in environment.yaml")
                                .withPlace(setting.place()));
            }
        });
        List<Diagnostic> mistyped = ClientPropertyCheck.mistyped(given);
        if (!mistyped.isEmpty()) {
            throw new KgitException.Invalid(mistyped);
        }
        FieldValue servers = given.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        if (servers == null || servers.value() == null || servers.text().isBlank()) {
            throw new KgitException.Invalid(Diagnostic.error("KG404", "no Kafka servers are named")
                    .withHint("set kafka: { bootstrap.servers: \"host:port\" } in environment.yaml"));
        }
        KafkaConnection connection =
                new KafkaConnection(new TreeMap<>(given), clientProperties(given, timeout), timeout, secrets);
        BackgroundThreads.start("kgit-kafka-greeting", connection::greet);
        BackgroundThreads.start("kgit-kafka-connect", connection::makeAdmin);
        return connection;
    }

    private static Map<String, Object> clientProperties(SortedMap<String, FieldValue> given, Duration timeout) {
        Map<String, Object> properties = new HashMap<>();
        int millis = requestMillis(timeout);
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, "kgit");
        properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, Integer.toString(millis));
        properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, Integer.toString(Math.min(30_000, millis)));
        // No MBeans, no telemetry: nobody looks at either in so short a life, and both take time to start.
        properties.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
        properties.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, "false");
        given.forEach((key, setting) -> properties.put(key, setting.text()));
        return properties;
    }

    /** A little less than the timeout, so that what is wrong can be found out and told within it. */
    private static int requestMillis(Duration timeout) {
        long whole = timeout.toMillis();
        return (int) Math.min(Math.max(whole * 8 / 10, whole - 1_000), Integer.MAX_VALUE);
    }

    /** Beside the making of the client, which takes longer than a broker needs to answer. */
    private void greet() {
        int millis = (int) Math.max(1, Math.min(MOST_GREETING_MILLIS, timeout.toMillis() / 4));
        greeting.completeOnTimeout(ProtocolProbe.NONE, millis, TimeUnit.MILLISECONDS);
        greeting.complete(
                ProtocolProbe.isHeardIn(property(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG))
                        ? ProtocolProbe.of(servers(), millis)
                        : ProtocolProbe.NONE);
    }

    private void refuseStrangers() {
        Optional<KgitException> stranger = ConnectivityDiagnosis.stranger(greeting.join());
        if (stranger.isPresent()) {
            throw stranger.get();
        }
    }

    private void makeAdmin() {
        try {
            if (!admin.complete(Admin.create(new HashMap<>(properties)))) {
                throw new IllegalStateException("closed before the client was made");
            }
        } catch (RuntimeException | LinkageError failed) {
            admin.completeExceptionally(failed);
        }
    }

    /**
     * The client.
     *
     * @throws KgitException where it can't be made of these properties, or what answers is no broker
     */
    public Admin admin() {
        try {
            Admin made = admin.join();
            refuseStrangers();
            return made;
        } catch (CompletionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw ConnectivityDiagnosis.notMade(cause, this);
        }
    }

    /**
     * What any client of this cluster starts from: with the secrets in it.
     *
     * @throws KgitException where what answers is no broker
     */
    public Map<String, Object> properties() {
        refuseStrangers();
        return new HashMap<>(properties);
    }

    SortedMap<String, FieldValue> given() {
        return given;
    }

    public Duration timeout() {
        return timeout;
    }

    public Redactor redactor() {
        return redactor;
    }

    String servers() {
        FieldValue servers = given.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        return servers == null ? "" : servers.text();
    }

    @Nullable
    String property(String key) {
        FieldValue setting = given.get(key);
        return setting == null ? null : setting.value();
    }

    /**
     * The principal that brokers take this client for, as far as the client itself can know: the user name of a SASL login, or
     * that there is no login at all; else null.
     */
    public @Nullable String principal() {
        String protocol = property(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);
        if (protocol == null || protocol.equalsIgnoreCase("PLAINTEXT")) {
            return "User:ANONYMOUS";
        }
        String jaas = property(SaslConfigs.SASL_JAAS_CONFIG);
        if (jaas == null) {
            return null;
        }
        Map<String, ?> login = JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(jaas)))
                .configurationEntries()
                .get(0)
                .getOptions();
        // With a delegation token the name is the token's, and the principal whoever owns it.
        boolean byToken = "true".equals(login.get("tokenauth"));
        return byToken || !(login.get("username") instanceof String name) ? null : "User:" + name;
    }

    static boolean isSensitive(String key, FieldValue setting) {
        return setting.value() != null && (setting.sensitive() || SecretDetector.isSensitive(key, setting.text()));
    }

    /** Somebody has got an answer. */
    void answered() {
        answered = true;
    }

    /** Whether anybody has: then it is the way to a broker, whatever fails later. */
    boolean hasAnswered() {
        return answered;
    }

    @Override
    public void close() {
        var unused = admin.whenComplete((made, failed) -> {
            if (made != null) {
                made.close(Duration.ofSeconds(2));
            }
        });
    }

    /** A topic as whoever asks for its config names it. */
    public static ConfigResource topicResource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}
