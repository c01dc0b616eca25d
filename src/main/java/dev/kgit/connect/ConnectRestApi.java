package dev.kgit.connect;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The REST interface of Kafka Connect on one page: every request that kgit ever sends. */
public final class ConnectRestApi {

    private final HttpTransport http;

    public ConnectRestApi(HttpTransport http) {
        this.http = http;
    }

    /** One request, to be sent as often as it takes. */
    @FunctionalInterface
    public interface Request {
        RestResponse send(Duration timeout) throws TransportException;
    }

    public HttpTransport http() {
        return http;
    }

    Request root() {
        return request("GET", "/", null);
    }

    Request health() {
        return request("GET", "/health", null);
    }

    public Request names() {
        return request("GET", "/connectors", null);
    }

    public Request everything() {
        return request("GET", "/connectors?expand=info&expand=status", null);
    }

    public Request info(String connector) {
        return request("GET", of(connector), null);
    }

    public Request config(String connector) {
        return request("GET", of(connector) + "/config", null);
    }

    public Request status(String connector) {
        return request("GET", of(connector) + "/status", null);
    }

    public Request plugins() {
        return request("GET", "/connector-plugins", null);
    }

    /** Connectors, converters, transforms and predicates; workers before 3.2 list connectors alone. */
    public Request allPlugins() {
        return request("GET", "/connector-plugins?connectorsOnly=false", null);
    }

    public Request definition(String plugin) {
        return request("GET", "/connector-plugins/" + encode(plugin) + "/config", null);
    }

    public Request validate(String plugin, String connector, Map<String, String> config) {
        Map<String, String> named = new TreeMap<>(config);
        named.put("name", connector);
        return request("PUT", "/connector-plugins/" + encode(plugin) + "/config/validate", RestResponse.write(named));
    }

    /**
     * Creates, and never replaces.
     *
     * @param initialState {@code RUNNING}, {@code PAUSED}, {@code STOPPED}; null for workers that don't know the field
     */
    public Request create(String connector, Map<String, String> config, @Nullable String initialState) {
        Map<String, Object> body = new TreeMap<>(Map.of("name", connector, "config", config));
        if (initialState != null) {
            body.put("initial_state", initialState);
        }
        return request("POST", "/connectors", RestResponse.write(body));
    }

    public Request replace(String connector, Map<String, String> config) {
        return request("PUT", of(connector) + "/config", RestResponse.write(config));
    }

    /** Sets keys, and removes those whose value is null. */
    public Request patch(String connector, Map<String, @Nullable String> changes) {
        return request("PATCH", of(connector) + "/config", RestResponse.write(changes));
    }

    public Request pause(String connector) {
        return request("PUT", of(connector) + "/pause", null);
    }

    public Request stop(String connector) {
        return request("PUT", of(connector) + "/stop", null);
    }

    public Request resume(String connector) {
        return request("PUT", of(connector) + "/resume", null);
    }

    public Request restart(String connector, boolean onlyFailed) {
        return request("POST", of(connector) + "/restart?includeTasks=true&onlyFailed=" + onlyFailed, null);
    }

    /** The connector alone, as workers before 3.0 do it. */
    public Request restartAlone(String connector) {
        return request("POST", of(connector) + "/restart", null);
    }

    public Request restartTask(String connector, int task) {
        return request("POST", of(connector) + "/tasks/" + task + "/restart", null);
    }

    /** Where a connector has come to (KIP-875). */
    public Request offsets(String connector) {
        return request("GET", of(connector) + "/offsets", null);
    }

    /**
     * Sets where a stopped connector goes on; of what is not named nothing changes.
     *
     * @param offsets each with {@code "partition"} and {@code "offset"}, as {@link #offsets} tells them; a null offset forgets it
     */
    public Request alterOffsets(String connector, Collection<Map<String, @Nullable Object>> offsets) {
        return request("PATCH", of(connector) + "/offsets", RestResponse.write(Map.of("offsets", offsets)));
    }

    public Request delete(String connector) {
        return request("DELETE", of(connector), null);
    }

    private Request request(String method, String path, @Nullable String body) {
        return timeout -> http.send(method, path, body, timeout);
    }

    private static String of(String connector) {
        return "/connectors/" + encode(connector);
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
