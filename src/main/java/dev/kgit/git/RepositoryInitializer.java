package dev.kgit.git;

import dev.kgit.model.KgitException;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** Makes a Git repository of a folder, or a further commit where it is one: all of its files in it. */
public final class RepositoryInitializer {

    private RepositoryInitializer() {}

    /** @throws KgitException.Invalid (KG601) where it can't be made */
    public static void of(Path folder, String author, String message) {
        IsolatedSystemReader.install();
        PersonIdent person = new PersonIdent(author, author + "@localhost");
        try (Git git = Git.init()
                .setFs(IsolatedFileSystem.INSTANCE)
                .setDirectory(folder.toFile())
                .call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage(message)
                    .setAuthor(person)
                    .setCommitter(person)
                    .setSign(false)
                    .call();
        } catch (GitAPIException refused) {
            throw GitRepository.unreadable(refused);
        }
    }
}
