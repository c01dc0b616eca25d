package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pull request's links: the file that they lead to is the victim's. */
class OutputPathCheckTest {

    private static final String UNFORMATTED =
            "topics: { orders: { config: { retention.ms: 604800000 }, partitions: 1 } }   \n";

    @TempDir
    Path folder;

    private Path repo;
    private Path victim;
    private CliFixture kgit;

    @BeforeEach
    void victim() throws IOException {
        repo = folder.resolve("repo");
        victim = Files.createDirectories(folder.resolve("home")).resolve("victim.yaml");
        Files.writeString(victim, UNFORMATTED);
        kgit = CliFixture.repository(repo, "shop").environment("dev", "localhost:1", "ledger: off\n");
        kgit.write("environments/dev/connect.yaml", "connectClusters: { main: { groupId: connect } }\n");
    }

    private void link(String name, Path target) throws IOException {
        Files.createDirectories(repo.resolve(name).getParent());
        Files.createSymbolicLink(repo.resolve(name), target);
    }

    private void refuses(String... args) throws IOException {
        Result result = kgit.run(args);
        assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.INVALID);
        assertThat(result.err()).contains("KG717");
        assertThat(victim).hasContent(UNFORMATTED);
        try (var files = Files.list(victim.getParent())) {
            assertThat(files).containsExactly(victim);
        }
    }

    @Test
    void refusesAResultOverALinkOfTheRepository() throws IOException {
        link("out", victim);
        link("folder", victim.getParent());
        link("first", Path.of("folder"));
        link("dangling", victim.getParent().resolve("new"));
        for (List<String> verb : List.of(
                List.of("render"),
                List.of("render", "graph"),
                List.of("validate"),
                List.of("validate", "--format", "json"),
                List.of("explain", "KG100"),
                List.of("completion", "bash"))) {
            for (String path : List.of("out", "folder/x", "first/x", "dangling", "folder/../home/victim.yaml")) {
                String[] args = new String[verb.size() + 2];
                verb.toArray(args);
                args[verb.size()] = "-o";
                args[verb.size() + 1] = path;
                refuses(args);
            }
        }
        refuses("init", "folder/new");
        refuses("sandbox", "--data", "folder/data");
        // Why there is no plan would go there too.
        Result plan = kgit.run("plan", "--timeout", "1s", "--format", "markdown", "-o", "out");
        assertThat(plan.err()).contains("KG717");
        assertThat(victim).hasContent(UNFORMATTED);
    }

    @Test
    void refusesItAlsoFromAFolderBelowAndOutsideOfGit() throws IOException {
        kgit.write("deploy/kgit.yaml", "apiVersion: kgit/v1\nproject: shop\n");
        kgit.write("deploy/environments/dev/environment.yaml", kgit.read("environments/dev/environment.yaml"));
        kgit.write("deploy/environments/dev/connect.yaml", kgit.read("environments/dev/connect.yaml"));
        link("out", victim);
        refuses("-C", "deploy", "render", "-o", "out");

        Files.move(repo.resolve(".git"), folder.resolve("no-longer"));
        refuses("render", "-o", "out");
    }

    @Test
    void refusesToEditAFileThatALinkHasBroughtIn() throws IOException {
        link("environments/dev/topics.yaml", victim);
        refuses("fmt");
        refuses("fmt", "--check");
        refuses("fmt", "environments/dev/topics.yaml");
    }

    @Test
    void refusesToEditGitsOwnFiles() throws IOException {
        Files.writeString(repo.resolve(".git/x.yaml"), UNFORMATTED);
        link("environments/dev/topics.yaml", repo.resolve(".git/x.yaml"));
        refuses("fmt");
        assertThat(repo.resolve(".git/x.yaml")).hasContent(UNFORMATTED);
    }

    @Test
    void followsLinksThatStayAndThoseOfTheMachine() throws IOException {
        kgit.write("shared/topics.yaml", UNFORMATTED);
        link("environments/dev/topics.yaml", Path.of("../../shared/topics.yaml"));
        assertThat(kgit.run("fmt").exit()).isEqualTo(ExitCode.DONE);
        assertThat(repo.resolve("environments/dev/topics.yaml")).isSymbolicLink();
        assertThat(kgit.read("shared/topics.yaml")).isNotEqualTo(UNFORMATTED);

        Path link = Files.createSymbolicLink(folder.resolve("link"), victim.getParent());
        Result outside = kgit.run("render", "-o", link.resolve("worker").toString());
        assertThat(outside.exit()).as("%s", outside).isEqualTo(ExitCode.DONE);
        assertThat(victim.resolveSibling("worker")).content().contains("group.id=connect");

        Result inside = kgit.run("render", "-o", "environments/../worker");
        assertThat(inside.exit()).as("%s", inside).isEqualTo(ExitCode.DONE);
        assertThat(repo.resolve("worker")).content().contains("group.id=connect");
    }
}
