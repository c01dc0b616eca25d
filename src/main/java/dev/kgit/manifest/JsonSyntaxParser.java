package dev.kgit.manifest;

import java.util.ArrayList;
import java.util.List;

/** Finds where the parts of a JSON text stand. The text has been read before, so that it is known to be JSON. */
final class JsonSyntaxParser {

    private final String json;
    private int at;

    private JsonSyntaxParser(String json) {
        this.json = json;
    }

    static SyntaxNode of(String json) {
        JsonSyntaxParser reader = new JsonSyntaxParser(json);
        return reader.value();
    }

    private SyntaxNode value() {
        char first = next();
        if (first == '{') {
            return map();
        }
        if (first == '[') {
            return list();
        }
        int start = at;
        if (first == '"') {
            String text = string();
            return SyntaxNode.scalar(start, at, text, false);
        }
        while (at < json.length() && ",]} \t\r\n".indexOf(json.charAt(at)) < 0) {
            at++;
        }
        return SyntaxNode.scalar(start, at, json.substring(start, at), true);
    }

    private SyntaxNode map() {
        int start = at++;
        List<SyntaxNode.Pair> pairs = new ArrayList<>();
        while (next() != '}') {
            SyntaxNode key = value();
            skip(':');
            pairs.add(new SyntaxNode.Pair(key, value()));
            skip(',');
        }
        at++;
        return SyntaxNode.map(start, at, true, pairs);
    }

    private SyntaxNode list() {
        int start = at++;
        List<SyntaxNode> items = new ArrayList<>();
        while (next() != ']') {
            items.add(value());
            skip(',');
        }
        at++;
        return SyntaxNode.list(start, at, true, items);
    }

    private String string() {
        StringBuilder text = new StringBuilder();
        at++;
        for (; json.charAt(at) != '"'; at++) {
            char c = json.charAt(at);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escaped = json.charAt(++at);
            if (escaped == 'u') {
                text.append((char) Integer.parseInt(json.substring(at + 1, at + 5), 16));
                at += 4;
            } else {
                int known = "bfnrt".indexOf(escaped);
                text.append(known < 0 ? escaped : "\b\f\n\r\t".charAt(known));
            }
        }
        at++;
        return text.toString();
    }

    private char next() {
        while (Character.isWhitespace(json.charAt(at))) {
            at++;
        }
        return json.charAt(at);
    }

    private void skip(char separator) {
        if (next() == separator) {
            at++;
        }
    }
}
