package dev.kgit.manifest;

import dev.kgit.model.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A tree as it would be if some of its files said something else: what is about to be written can be read before it is. */
final class OverlaySourceTree implements SourceTree {

    /** A tree without files. */
    static final SourceTree NOTHING = new Nothing();

    private final SourceTree below;
    private final SortedMap<String, String> texts;

    OverlaySourceTree(SourceTree below, Map<String, String> texts) {
        this.below = below;
        this.texts = new TreeMap<>(texts);
    }

    @Override
    public List<String> filesBelow(String folder) {
        TreeSet<String> files = new TreeSet<>(below.filesBelow(folder));
        texts.keySet().stream().filter(path -> path.startsWith(folder + "/")).forEach(files::add);
        return new ArrayList<>(files);
    }

    @Override
    public boolean isFile(String path) {
        return texts.containsKey(path) || below.isFile(path);
    }

    @Override
    public boolean isFolder(String path) {
        return texts.keySet().stream().anyMatch(file -> file.startsWith(path + "/")) || below.isFolder(path);
    }

    @Override
    public byte[] read(String path) {
        String text = texts.get(path);
        return text == null ? below.read(path) : text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String label() {
        return below.label();
    }

    private static final class Nothing implements SourceTree {
        @Override
        public List<String> filesBelow(String folder) {
            return List.of();
        }

        @Override
        public boolean isFile(String path) {
            return false;
        }

        @Override
        public boolean isFolder(String path) {
            return false;
        }

        @Override
        public byte[] read(String path) {
            throw new IllegalArgumentException("there is no " + path);
        }

        @Override
        public String label() {
            return "nothing";
        }
    }
}
