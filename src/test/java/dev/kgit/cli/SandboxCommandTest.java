package dev.kgit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cli.CliFixture.Result;
import dev.kgit.fixture.RealServers;
import dev.kgit.git.GitProgram;
import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.manifest.EnvironmentSettings;
import dev.kgit.manifest.ManifestRepository;
import dev.kgit.manifest.ProcessVariableSources;
import dev.kgit.manifest.WorkingTree;
import dev.kgit.model.DesiredState;
import dev.kgit.model.SourceTree;
import dev.kgit.workflow.Installation;
import dev.kgit.workflow.SandboxAddresses;
import dev.kgit.workflow.SandboxWorkflow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@RealServers
class SandboxCommandTest {

    private static final String CONNECT = "connectClusters: { main: { groupId: shop } }\n";

    @TempDir
    Path folder;

    /** A sandbox that stops at a port that is taken has found its repository and environment. */
    private static void stopsAtATakenPort(CliFixture kgit) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Result result = kgit.run("sandbox", "--port-base", String.valueOf(taken.getLocalPort()));
            assertThat(result.exit()).as("%s", result).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(result.err()).contains("KG750", "--port-base");
        }
    }

    @Test
    void takesTheOnlyEnvironmentThatThereIs() throws IOException {
        CliFixture kgit = CliFixture.repository(folder, "shop").environment("dev", "localhost:1", "");
        stopsAtATakenPort(kgit);

        kgit.environment("prod", "localhost:1", "");
        Result which = kgit.run("sandbox");
        assertThat(which.exit()).as("%s", which).isEqualTo(ExitCode.INVALID);
        assertThat(which.err()).contains("which environment?");

        kgit.environment("sandbox", "localhost:1", "");
        stopsAtATakenPort(kgit);
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void takesTheMessageBrokerThatComesWithKgitOutsideOfARepository() throws IOException {
        assertThat(ManifestRepository.findRoot(folder)).isEmpty();
        System.setProperty("kgit.example", Path.of("").toAbsolutePath().toString());
        try {
            stopsAtATakenPort(CliFixture.in(GitProgram.init(folder)));
        } finally {
            System.clearProperty("kgit.example");
        }
    }

    private DesiredState declared() {
        SourceTree files = new WorkingTree(folder);
        ManifestRepository repository = ManifestRepository.open(
                files, files, new ProcessVariableSources(Map.of(), Clock.systemUTC()), BuiltInKinds.SECTIONS);
        EnvironmentSettings environment =
                Objects.requireNonNull(repository.environment("dev").value());
        return Objects.requireNonNull(repository.desired(environment).value());
    }

    @Test
    void startsAWorkerThatDeclaresNothingButItsGroup() {
        CliFixture kgit = CliFixture.repository(folder, "shop")
                .environment("dev", "localhost:1", "")
                .write("environments/dev/connect.yaml", CONNECT);
        assertThat(kgit.run("validate").exit()).isEqualTo(ExitCode.DONE);
        SandboxWorkflow.Plan plan = new SandboxWorkflow.Plan(
                Installation.of(System.getProperties()), SandboxAddresses.free(1), null, List.of(), Clock.systemUTC());

        try (SandboxWorkflow sandbox = SandboxWorkflow.start(plan, declared())) {
            assertThat(sandbox.workers()).containsOnlyKeys("main");
        }
    }
}
