package dev.kgit.connect;

import dev.kgit.model.PrintableText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * What came back over HTTP. Only JSON is believed to be a worker's own word: a worker that is starting, and everything
 * that is not a worker, answers in HTML.
 *
 * @param contentType empty where none is stated
 * @param location where a redirect leads; empty where there is none
 */
public record RestResponse(int status, String contentType, String body, String location) {

    public RestResponse(int status, String contentType, String body) {
        this(status, contentType, body, "");
    }

    private static final JsonMapper JSON = new JsonMapper();

    private static final Set<String> KNOWN_TYPES = Set.of(
            "text/html",
            "text/plain",
            "text/xml",
            "application/xml",
            "application/xhtml+xml",
            "application/octet-stream",
            "application/x-www-form-urlencoded");

    boolean isJson() {
        return contentType.startsWith("application/json");
    }

    public boolean isOk() {
        return status >= 200 && status < 300;
    }

    /** Connect's own "there is no such connector", which neither a proxy nor a starting worker says. */
    public boolean isAbsent() {
        return status == 404 && isJson() && json().path("error_code").asInt(0) == 404;
    }

    /** Worth another try after a while: the group rebalances, the leader is away, the worker is starting. */
    boolean isPassing() {
        return status == 409 || status == 429 || status >= 500 || (status == 404 && !isAbsent());
    }

    /** The body as JSON; a missing node where it is none. */
    public JsonNode json() {
        if (!isJson() || body.isEmpty()) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** What a known kind of answer is called, {@code text/html}; empty for others, since a header can say anything. */
    String mediaType() {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return KNOWN_TYPES.contains(type) ? type : "";
    }

    /** Where a redirect leads, without what could be a secret: no credentials, no query; empty where that is no address. */
    String target() {
        try {
            URI to = new URI(location);
            String host = to.getHost() == null ? "" : to.getScheme() + "://" + to.getHost();
            String port = to.getPort() < 0 ? "" : ":" + to.getPort();
            return PrintableText.text(host + port + (to.getPath() == null ? "" : to.getPath()));
        } catch (URISyntaxException noAddress) {
            return "";
        }
    }

    /** The worker's complaint, as it stands: to be scrubbed before anybody sees it. */
    public String words() {
        String message = json().path("message").asString("");
        return message.isEmpty() && isJson() ? body : message;
    }

    static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    /** Never the body: it can hold secrets. */
    @Override
    public String toString() {
        return "HTTP " + status + (contentType.isEmpty() ? "" : " " + contentType);
    }
}
