package io.confluent.connect.http;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** A stand-in of the name and with the keys of Confluent's HTTP sink: it posts each record's value as JSON. */
public final class HttpSinkConnector extends SinkConnector {

    static final String URL = "http.api.url";

    /** {@code Name:value|Name:value}. */
    static final String HEADERS = "headers";

    private Map<String, String> properties = Map.of();

    @Override
    public void start(Map<String, String> given) {
        properties = Map.copyOf(given);
    }

    @Override
    public void stop() {}

    @Override
    public Class<? extends Task> taskClass() {
        return HttpSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int atMost) {
        return Collections.nCopies(atMost, properties);
    }

    @Override
    public ConfigDef config() {
        ConfigDef keys = new ConfigDef()
                .define(URL, Type.STRING, Importance.HIGH, "Where records are posted to.")
                .define(HEADERS, Type.STRING, "", Importance.HIGH, "What goes with each of them.");
        for (String ignored : List.of(
                "batch.max.size",
                "batch.json.as.array",
                "concurrency.limit",
                "request.method",
                "request.body.format",
                "confluent.topic.bootstrap.servers",
                "reporter.bootstrap.servers",
                "reporter.error.topic.name",
                "reporter.result.topic.name",
                "reporter.error.topic.replication.factor",
                "reporter.result.topic.replication.factor",
                "confluent.license")) {
            keys.define(ignored, Type.STRING, "", Importance.LOW, "Not looked at.");
        }
        return keys;
    }

    @Override
    public String version() {
        return "stand-in";
    }
}
