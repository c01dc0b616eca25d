package dev.kgit.git;

import dev.kgit.manifest.RecordingTree;
import dev.kgit.manifest.WorkingTree;
import dev.kgit.model.FilesRead;
import java.nio.file.Path;

/** What is read of a working tree for a desired state of all that lies below {@code environments/}. */
final class Reads {

    private Reads() {}

    static FilesRead of(Path root) {
        RecordingTree tree = new RecordingTree(new WorkingTree(root));
        if (tree.isFile("kgit.yaml")) {
            tree.read("kgit.yaml");
        }
        tree.filesBelow("environments").stream().filter(FilesRead::counts).forEach(tree::read);
        return tree.read();
    }
}
