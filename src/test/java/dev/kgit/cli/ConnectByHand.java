package dev.kgit.cli;

import dev.kgit.fixture.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with curl: changes connectors past kgit. Waits until it shows. */
final class ConnectByHand {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    ConnectByHand(String url) {
        this.url = url;
    }

    Map<String, String> config(String connector) {
        Map<String, String> config = new TreeMap<>();
        JsonNode answer = JsonMapper.shared().readTree(send("GET", "/connectors/" + connector + "/config", ""));
        answer.properties()
                .forEach(entry -> config.put(entry.getKey(), entry.getValue().asString()));
        config.remove("name");
        return config;
    }

    /** Creates it or gives it another config. */
    void put(String connector, Map<String, String> config) {
        Await.until(() -> {
            String answer = send(
                    "PUT",
                    "/connectors/" + connector + "/config",
                    JsonMapper.shared().writeValueAsString(config));
            return !answer.contains("error_code") && config(connector).equals(new TreeMap<>(config));
        });
    }

    /** {@code running}, {@code paused} or {@code stopped}. */
    void turn(String connector, String state) {
        String verb = switch (state) {
            case "running" -> "resume";
            case "paused" -> "pause";
            default -> "stop";
        };
        send("PUT", "/connectors/" + connector + "/" + verb, "");
        Await.until(() -> state(connector).equals(state));
    }

    /** The connector's own state, in small letters. */
    String state(String connector) {
        return status(connector).at("/connector/state").asString("").toLowerCase(java.util.Locale.ROOT);
    }

    boolean hasFailedTask(String connector) {
        return status(connector)
                .at("/tasks")
                .valueStream()
                .anyMatch(task -> "FAILED".equals(task.at("/state").asString()));
    }

    boolean hasRunningTask(String connector) {
        return status(connector)
                .at("/tasks")
                .valueStream()
                .anyMatch(task -> "RUNNING".equals(task.at("/state").asString()));
    }

    void delete(String connector) {
        Await.until(() -> {
            send("DELETE", "/connectors/" + connector, "");
            return send("GET", "/connectors/" + connector, "").contains("\"error_code\":404")
                    && send("GET", "/connectors/" + connector + "/status", "").contains("\"error_code\":404");
        });
    }

    private JsonNode status(String connector) {
        return JsonMapper.shared().readTree(send("GET", "/connectors/" + connector + "/status", ""));
    }

    private String send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
