package dev.kgit.git;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.AttributesNode;
import org.eclipse.jgit.attributes.AttributesRule;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * Which files may have other line ends here than in the commit. A file is text unless an attribute says that it is not; no
 * other attribute counts, so none can name a filter.
 */
record LineEndings(Submodules.Tree tree) {

    private static final long LARGEST = 1024L * 1024;

    boolean mayDiffer(String path) throws IOException {
        Boolean text = null;
        for (int end = 0; end >= 0; end = path.indexOf('/', end + 1)) {
            String folder = end == 0 ? "" : path.substring(0, end + 1);
            text = said(committed(folder + ".gitattributes"), path.substring(folder.length()), text);
        }
        return !Boolean.FALSE.equals(said(local(), path, text));
    }

    /** What the last fitting rule says; the value given where none does. */
    private static @Nullable Boolean said(AttributesNode rules, String path, @Nullable Boolean otherwise) {
        Boolean text = otherwise;
        for (AttributesRule rule : rules.getRules()) {
            if (rule.isMatch(path, false)) {
                for (Attribute attribute : rule.getAttributes()) {
                    text = said(attribute, text);
                }
            }
        }
        return text;
    }

    private static @Nullable Boolean said(Attribute attribute, @Nullable Boolean otherwise) {
        return switch (attribute.getKey()) {
            case "text" ->
                switch (attribute.getState()) {
                    case UNSET -> Boolean.FALSE;
                    case UNSPECIFIED -> null;
                    default -> Boolean.TRUE;
                };
            case "binary" -> attribute.getState() == Attribute.State.SET ? Boolean.FALSE : otherwise;
            default -> otherwise;
        };
    }

    private AttributesNode committed(String path) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(tree.repository(), path, tree.root())) {
            if (walk == null || (walk.getRawMode(0) & FileMode.TYPE_MASK) != FileMode.TYPE_FILE) {
                return new AttributesNode();
            }
            ObjectLoader content = tree.repository().open(walk.getObjectId(0));
            return content.getSize() > LARGEST
                    ? new AttributesNode()
                    : parsed(new ByteArrayInputStream(content.getBytes()));
        }
    }

    private AttributesNode local() throws IOException {
        Path file =
                tree.repository().getCommonDirectory().toPath().resolve("info").resolve("attributes");
        if (!Files.isRegularFile(file)) {
            return new AttributesNode();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return parsed(in);
        }
    }

    private static AttributesNode parsed(InputStream in) throws IOException {
        AttributesNode rules = new AttributesNode();
        rules.parse(in);
        return rules;
    }
}
