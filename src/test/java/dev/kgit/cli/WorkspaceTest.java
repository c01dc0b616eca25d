package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.model.KgitException;
import dev.kgit.workflow.Workspace;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {

    @TempDir
    Path folder;

    @Test
    void closesAlsoWhereGitCouldNotBeOpened() {
        CliFixture repository = CliFixture.repository(folder, "shop").environment("dev", "localhost:1", "");
        repository.git().run("config", "core.repositoryFormatVersion", "1");
        repository.git().run("config", "extensions.objectFormat", "sha256");
        assertThatThrownBy(this::askGit)
                .isInstanceOf(KgitException.Invalid.class)
                .hasMessageContaining("KG601");
    }

    private void askGit() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        BufferedReader nobody = new BufferedReader(new StringReader(""));
        Kgit kgit = new Kgit(
                new ProcessContext(nowhere, nowhere, nobody, Map.of(), Clock.systemUTC(), folder, false, false, false));
        try (Workspace workspace = Workspace.open(kgit.run().invocation())) {
            workspace.git();
        }
    }
}
