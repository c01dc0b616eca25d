package dev.kgit.workflow;

import dev.kgit.model.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** A tree in which only those files are listed that have one of some words in them: whoever asks for few reads few. */
record FilteredSourceTree(Set<String> words, SourceTree tree) implements SourceTree {

    FilteredSourceTree {
        words = Set.copyOf(words);
    }

    @Override
    public List<String> filesBelow(String folder) {
        return tree.filesBelow(folder).stream().filter(this::names).toList();
    }

    private boolean names(String path) {
        String text = new String(tree.read(path), StandardCharsets.UTF_8);
        return words.stream().anyMatch(text::contains);
    }

    @Override
    public boolean isFile(String path) {
        return tree.isFile(path);
    }

    @Override
    public boolean isFolder(String path) {
        return tree.isFolder(path);
    }

    @Override
    public byte[] read(String path) {
        return tree.read(path);
    }

    @Override
    public String label() {
        return tree.label();
    }
}
