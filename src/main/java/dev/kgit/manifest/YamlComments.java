package dev.kgit.manifest;

import java.util.ArrayList;
import java.util.List;

/** Where the comments of a YAML text stand: what begins with {@code #} at a blank or a line's beginning, outside of values. */
final class YamlComments {

    private final String text;
    private final List<Comment> comments = new ArrayList<>();
    private int from;

    /** From its {@code #} to the end of its line. */
    record Comment(int start, int end) {}

    private YamlComments(String text) {
        this.text = text;
    }

    /** The comments of a text whose documents are these, in order. */
    static List<Comment> of(String text, List<SyntaxNode> documents) {
        YamlComments found = new YamlComments(text);
        documents.forEach(found::around);
        found.upTo(text.length());
        return found.comments;
    }

    /** What the comments of a text say, in order. */
    static List<String> texts(String text) {
        return of(text, YamlSyntaxParser.of(text)).stream()
                .map(comment -> text.substring(comment.start(), comment.end()).strip())
                .toList();
    }

    private void around(SyntaxNode part) {
        part.items().forEach(this::around);
        part.pairs().forEach(pair -> {
            around(pair.key());
            around(pair.value());
        });
        // Behind an anchor, and behind the mark of a block of lines, a comment may stand before the value itself.
        if (part.isScalar() && !part.anchored()) {
            boolean block = part.lines() != SyntaxNode.Lines.NONE;
            int value = block ? Math.min(part.end(), LineBounds.lineFeed(text, part.start())) : part.start();
            upTo(value);
            from = Math.max(from, part.end());
        }
    }

    private void upTo(int to) {
        for (int at = from; at < to; at++) {
            boolean begins = at == 0 || " \t\r\n".indexOf(text.charAt(at - 1)) >= 0;
            if (text.charAt(at) == '#' && begins) {
                int end = LineBounds.end(text, at);
                comments.add(new Comment(at, end));
                at = end;
            }
        }
        from = Math.max(from, to);
    }
}
