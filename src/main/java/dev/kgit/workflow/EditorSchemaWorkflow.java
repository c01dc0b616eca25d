package dev.kgit.workflow;

import dev.kgit.manifest.ManifestRepository;
import dev.kgit.manifest.ProcessVariableSources;
import dev.kgit.manifest.WorkingTree;
import java.nio.file.Path;

/** Makes the schema of resource files that editors read. */
public final class EditorSchemaWorkflow {

    private EditorSchemaWorkflow() {}

    /**
     * The schema as text: all kinds, Kafka's configs, and the plugins whose schemas were exported into the repository.
     *
     * @throws dev.kgit.model.KgitException.Invalid where kgit.yaml or what was exported can't be read
     */
    public static String schema(Invocation invocation) {
        Path root = RepositoryFolder.require(invocation);
        WorkingTree tree = WorkingTrees.of(root);
        return ManifestRepository.open(
                        tree,
                        tree,
                        new ProcessVariableSources(invocation.variables(), invocation.clock()),
                        invocation.sections())
                .editorSchema()
                .valueOrThrow();
    }
}
