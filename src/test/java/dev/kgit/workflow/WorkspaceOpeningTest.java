package dev.kgit.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kgit.concurrent.ShutdownHooks;
import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.model.KgitException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceOpeningTest {

    private static final String SECRET = "wh0le-c4nary/8f2a";

    @TempDir
    Path folder;

    private final List<WorkspaceContext> known = new ArrayList<>();

    @BeforeEach
    void aRepository() throws IOException {
        write("kgit.yaml", "apiVersion: kgit/v1\nproject: shop\n");
        settings("");
    }

    private void settings(String more) throws IOException {
        write(
                "environments/dev/environment.yaml",
                "kafka: { bootstrap.servers: \"localhost:1\" }\nvariables: { one: \"${{ secret.ONE }}\" }\n" + more);
    }

    private void write(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Invocation invocation(Map<String, String> variables) {
        HostContext hostContext = new HostContext(
                BuiltInKinds.SECTIONS,
                variables,
                Clock.systemUTC(),
                folder,
                PlatformConnection::toPlatform,
                ShutdownHooks.NONE,
                new Timings());
        return new Invocation(hostContext, null, List.of(), false, List.of(), Duration.ofSeconds(1), false, known::add);
    }

    private WorkspaceContext last() {
        return known.get(known.size() - 1);
    }

    @Test
    void saysWhatIsKnownOnceItIsOpened() {
        try (Workspace workspace = Workspace.open(invocation(Map.of("ONE", SECRET)))) {
            assertThat(workspace.context()).isSameAs(last());
            assertThat(last().project()).isEqualTo("shop");
            assertThat(last().environment()).isEqualTo("dev");
            assertThat(last().redactor().redact("it is " + SECRET)).doesNotContain(SECRET);
        }
    }

    @Test
    void saysTheEnvironmentBeforeItsSettingsAreRead() throws IOException {
        settings("layers: [nowhere]\nnonsense: 1\n");
        assertThatThrownBy(() -> Workspace.open(invocation(Map.of("ONE", SECRET))))
                .isInstanceOf(KgitException.Invalid.class);
        assertThat(known.get(0).environment()).isEqualTo("dev");
        assertThat(known.get(0).project()).isEqualTo("?");
        assertThat(last().project()).isEqualTo("shop");
    }

    @Test
    void knowsTheSecretsThatWereLookedUpBeforeItFailed() throws IOException {
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("ONE"), SECRET);
        // What is no UTF-8 ends the reading of settings at once.
        Files.write(secrets.resolve("TWO"), new byte[] {(byte) 0xff, (byte) 0xfe});
        write(
                "environments/dev/environment.yaml",
                "kafka: { bootstrap.servers: \"localhost:1\" }\n"
                        + "variables: { one: \"${{ secret.ONE }}\", two: \"${{ secret.TWO }}\" }\n");
        assertThatThrownBy(() -> Workspace.open(invocation(Map.of("KGIT_SECRETS_DIR", secrets.toString()))))
                .hasMessageContaining("KG035");
        assertThat(last().environment()).isEqualTo("dev");
        assertThat(last().redactor().redact("it is " + SECRET)).doesNotContain(SECRET);
    }

    @Test
    void tellsNothingWhereThereIsNoRepository() {
        assertThatThrownBy(() -> Workspace.open(invocation(Map.of()).withRepo(folder.resolve("environments"))))
                .hasMessageContaining("KG702");
        assertThat(last()).isEqualTo(WorkspaceContext.UNKNOWN);
    }
}
