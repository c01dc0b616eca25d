package dev.kgit.kinds.connector.live;

import dev.kgit.cluster.OperationFailedException;
import dev.kgit.cluster.OperationProgress;
import dev.kgit.concurrent.Backoff;
import dev.kgit.concurrent.Deadline;
import dev.kgit.connect.ConnectRestApi;
import dev.kgit.connect.MessageSanitizer;
import dev.kgit.connect.RestResponse;
import dev.kgit.connect.RetryDelays;
import dev.kgit.connect.RetryingReader;
import dev.kgit.connect.RetryingWriter;
import dev.kgit.model.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where connectors have come to, as their worker tells and takes it (KIP-875): a source's by what its plugin calls a partition
 * of its source, a sink's by partition of its topics.
 */
final class ConnectorOffsets {

    private static final String PARTITION = "partition";
    private static final String OFFSET = "offset";

    private final ConnectRestApi rest;
    private final RetryingReader asking;
    private final RetryingWriter insisting;
    private final Consumer<OperationProgress> progress;

    ConnectorOffsets(
            ConnectRestApi rest,
            RetryingReader asking,
            RetryingWriter insisting,
            Consumer<OperationProgress> progress) {
        this.rest = rest;
        this.asking = asking;
        this.insisting = insisting;
        this.progress = progress;
    }

    /**
     * Has a connector go on where another one has come to, and nowhere else. Both have to be stopped. Returns when the worker
     * tells the same of both.
     *
     * @return how many offsets there are
     */
    int copy(ResourceId from, ResourceId to, MessageSanitizer sanitizer, Deadline deadline) {
        Map<JsonNode, JsonNode> wanted = of(from, sanitizer, deadline);
        List<Map<String, @Nullable Object>> changes = changes(of(to, sanitizer, deadline), wanted);
        if (changes.isEmpty()) {
            return wanted.size();
        }
        Optional<RestResponse> answer = insisting.send(
                to,
                rest.alterOffsets(to.name(), changes),
                () -> of(to, sanitizer, deadline).equals(wanted),
                sanitizer,
                deadline,
                progress);
        if (answer.isPresent() && !answer.get().isOk()) {
            throw refused("the worker does not take the offsets of " + from + " for " + to, answer.get(), sanitizer);
        }
        Backoff backoff = RetryDelays.polling();
        while (!of(to, sanitizer, deadline).equals(wanted)) {
            if (deadline.hasPassed()) {
                throw new OperationFailedException(
                        ConnectorMove.unfinished(to + " does not show the offsets of " + from + " that it was given"));
            }
            RetryDelays.WAIT.sleep(backoff.next(), deadline);
        }
        return wanted.size();
    }

    private Map<JsonNode, JsonNode> of(ResourceId id, MessageSanitizer sanitizer, Deadline deadline) {
        RestResponse answer = asking.ask(rest.offsets(id.name()), deadline);
        if (!answer.isOk()) {
            throw refused("the worker does not tell the offsets of " + id, answer, sanitizer);
        }
        Map<JsonNode, JsonNode> offsets = new LinkedHashMap<>();
        for (JsonNode each : answer.json().path("offsets")) {
            offsets.put(each.path(PARTITION), each.path(OFFSET));
        }
        return offsets;
    }

    /** What makes the one of the other: what an earlier connector of that name has left is forgotten. */
    private static List<Map<String, @Nullable Object>> changes(
            Map<JsonNode, JsonNode> there, Map<JsonNode, JsonNode> wanted) {
        List<Map<String, @Nullable Object>> changes = new ArrayList<>();
        wanted.forEach((partition, offset) -> {
            if (!offset.equals(there.get(partition))) {
                changes.add(change(partition, offset));
            }
        });
        there.keySet().stream()
                .filter(partition -> !wanted.containsKey(partition))
                .forEach(partition -> changes.add(change(partition, null)));
        return changes;
    }

    private static Map<String, @Nullable Object> change(JsonNode partition, @Nullable JsonNode offset) {
        Map<String, @Nullable Object> change = new LinkedHashMap<>();
        change.put(PARTITION, partition);
        change.put(OFFSET, offset);
        return change;
    }

    private static OperationFailedException refused(String what, RestResponse answer, MessageSanitizer sanitizer) {
        String said = sanitizer.message(answer.words());
        return new OperationFailedException(
                ConnectorMove.unfinished(what + ": HTTP " + answer.status() + (said.isEmpty() ? "" : ", " + said)));
    }
}
