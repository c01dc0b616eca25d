package io.confluent.connect.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** Posts one record after the other; what does not arrive is tried again. */
public final class HttpSinkTask extends SinkTask {

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonConverter json = new JsonConverter();
    private Map<String, String> properties = Map.of();

    @Override
    public void start(Map<String, String> given) {
        properties = Map.copyOf(given);
        json.configure(Map.of("schemas.enable", "false"), false);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        for (SinkRecord record : records) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(properties.get(HttpSinkConnector.URL)))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(
                            json.fromConnectData(record.topic(), record.valueSchema(), record.value())));
            for (String header : properties.getOrDefault(HttpSinkConnector.HEADERS, "").split("\\|")) {
                String[] parts = header.split(":", 2);
                if (parts.length == 2) {
                    request.header(parts[0], parts[1]);
                }
            }
            try {
                int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status / 100 != 2) {
                    throw new RetriableException("the answer is " + status);
                }
            } catch (IOException unreachable) {
                throw new RetriableException(unreachable);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new RetriableException(interrupted);
            }
        }
    }

    @Override
    public void stop() {}

    @Override
    public String version() {
        return "stand-in";
    }
}
