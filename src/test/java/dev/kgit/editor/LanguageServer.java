package dev.kgit.editor;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** yaml-language-server as an editor speaks with it. A text may hold {@code @@} where its cursor stands. */
final class LanguageServer implements AutoCloseable {

    private static final String CURSOR = "@@";
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Process process;
    private final Path root;
    private final JsonNode schemas;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();

    /** An editor without settings of its own. */
    LanguageServer(Path packages, Path root) throws IOException {
        this(packages, root, NODES.objectNode());
    }

    /**
     * Starts it.
     *
     * @param root the folder that the editor has open
     * @param schemas {@code yaml.schemas} of its settings
     */
    LanguageServer(Path packages, Path root, JsonNode schemas) throws IOException {
        this.root = root;
        this.schemas = schemas;
        this.process = new ProcessBuilder(
                        "node",
                        packages.resolve("node_modules/yaml-language-server/bin/yaml-language-server")
                                .toString(),
                        "--stdio")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread reader = new Thread(this::read, "language-server");
        reader.setDaemon(true);
        reader.start();
        ObjectNode params = NODES.objectNode().put("rootUri", root.toUri().toString());
        params.putNull("processId");
        params.putArray("workspaceFolders")
                .addObject()
                .put("uri", root.toUri().toString())
                .put("name", "repository");
        ObjectNode capabilities = params.putObject("capabilities");
        capabilities.putObject("workspace").put("configuration", true);
        capabilities
                .putObject("textDocument")
                .putObject("hover")
                .putArray("contentFormat")
                .add("markdown");
        ask("initialize", params);
        send("initialized", NODES.objectNode());
    }

    /** A file that is open in the editor. */
    record Open(String uri, int line, int character, JsonNode problems) {}

    /** Opens a file with this text, which need not be there. */
    Open open(String path, String text) {
        int cursor = text.indexOf(CURSOR);
        String before = cursor < 0 ? "" : text.substring(0, cursor);
        int line = (int) before.chars().filter(c -> c == '\n').count();
        String uri = root.resolve(path).toUri().toString();
        CompletableFuture<JsonNode> problems = new CompletableFuture<>();
        awaited.put(uri, problems);
        ObjectNode document = NODES.objectNode()
                .put("uri", uri)
                .put("languageId", "yaml")
                .put("version", 1)
                .put("text", text.replace(CURSOR, ""));
        send("textDocument/didOpen", NODES.objectNode().set("textDocument", document));
        return new Open(uri, line, before.length() - 1 - before.lastIndexOf('\n'), result(problems));
    }

    /** {@code LINE: message}, lines from 1. */
    static List<String> problems(Open file) {
        List<String> problems = new ArrayList<>();
        for (JsonNode problem : file.problems()) {
            int line = problem.at("/range/start/line").asInt() + 1;
            problems.add(line + ": " + problem.path("message").asString());
        }
        return problems;
    }

    /** What may be written where the cursor stands. */
    List<String> completions(Open file) {
        JsonNode answer = ask("textDocument/completion", position(file));
        List<String> labels = new ArrayList<>();
        (answer.isArray() ? answer : answer.path("items"))
                .forEach(item -> labels.add(item.path("label").asString()));
        return labels;
    }

    /** What is shown of the word under the cursor. */
    String hover(Open file) {
        return ask("textDocument/hover", position(file)).at("/contents/value").asString("");
    }

    private static ObjectNode position(Open file) {
        ObjectNode params = NODES.objectNode();
        params.putObject("textDocument").put("uri", file.uri());
        params.putObject("position").put("line", file.line()).put("character", file.character());
        return params;
    }

    private JsonNode ask(String method, ObjectNode params) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        awaited.put("" + id, answer);
        ObjectNode message = message().put("id", id).put("method", method);
        message.set("params", params);
        send(message);
        return result(answer);
    }

    private static JsonNode result(CompletableFuture<JsonNode> answer) {
        try {
            return answer.get(1, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException failed) {
            throw new AssertionError("the language server does not answer", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private void send(String method, JsonNode params) {
        ObjectNode message = message().put("method", method);
        message.set("params", params);
        send(message);
    }

    private static ObjectNode message() {
        return NODES.objectNode().put("jsonrpc", "2.0");
    }

    private synchronized void send(ObjectNode message) {
        byte[] body = JSON.writeValueAsBytes(message);
        try {
            OutputStream out = process.getOutputStream();
            out.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void read() {
        try (InputStream in = new BufferedInputStream(process.getInputStream())) {
            for (int length = length(in); length >= 0; length = length(in)) {
                hear(JSON.readTree(in.readNBytes(length)));
            }
            lost(new IOException("the language server has ended"));
        } catch (IOException | RuntimeException gone) {
            lost(gone);
        }
    }

    private void lost(Exception why) {
        awaited.values().forEach(answer -> answer.completeExceptionally(why));
    }

    /** What the head of the next message says; negative at the end. */
    private static int length(InputStream in) throws IOException {
        int length = -1;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        return length;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private void hear(JsonNode message) {
        JsonNode id = message.path("id");
        String method = message.path("method").asString("");
        if (method.isEmpty()) {
            CompletableFuture<JsonNode> asked = awaited.remove(id.toString());
            if (asked != null) {
                asked.complete(message.path("result"));
            }
        } else if (!id.isMissingNode()) {
            ObjectNode answer = message();
            answer.set("id", id);
            answer.set("result", method.equals("workspace/configuration") ? settings(message) : NODES.nullNode());
            send(answer);
        } else if (method.equals("textDocument/publishDiagnostics")) {
            JsonNode params = message.path("params");
            CompletableFuture<JsonNode> opened = awaited.get(params.path("uri").asString());
            if (opened != null) {
                opened.complete(params.path("diagnostics"));
            }
        }
    }

    /** As editors have them, and no schemas from the Internet. */
    private ArrayNode settings(JsonNode request) {
        ArrayNode all = NODES.arrayNode();
        request.at("/params/items").forEach(item -> {
            ObjectNode settings = NODES.objectNode();
            if (Objects.equals(item.path("section").asString(""), "yaml")) {
                settings.put("validate", true).put("hover", true).put("completion", true);
                settings.putObject("schemaStore").put("enable", false);
                settings.set("schemas", schemas);
            }
            all.add(settings);
        });
        return all;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
