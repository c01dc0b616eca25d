package dev.kgit.manifest;

import dev.kgit.model.Resource;
import java.util.List;
import java.util.function.BiConsumer;

/** Live resources that one declaration speaks for, as a Connect cluster does for the topics in which it keeps what it knows. */
public interface JointDeclaration {

    /** The resources that come back when the lines are read. */
    List<Resource> resources();

    /** The name of the file that the lines go into. */
    String file();

    /** @param into takes a key at the top of the file, and lines below it */
    void write(ResourceYaml yaml, BiConsumer<String, List<String>> into);
}
