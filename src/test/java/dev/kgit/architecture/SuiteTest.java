package dev.kgit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.kgit.fixture.RealServers;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the tests against what CONTRIBUTING.md says of them. */
class SuiteTest {

    /** Whoever comes to one of these starts a server, or speaks to one that somebody has started. */
    private static final Set<String> SERVERS = Set.of(
            "dev.kgit.fixture.Brokers",
            "dev.kgit.fixture.ConnectWorker",
            "dev.kgit.sandbox.EmbeddedKafkaCluster",
            "dev.kgit.sandbox.EmbeddedConnectWorker",
            "dev.kgit.workflow.SandboxProcess",
            "dev.kgit.workflow.SandboxWorkflow");

    /** Without the classes of libraries that they use: names are enough here, and those are many to read. */
    private final JavaClasses tests = ArchConfiguration.withThreadLocalScope(configuration -> {
        configuration.setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                .importPackages("dev.kgit");
    });

    @Test
    void whatNeedsServersIsMarkedAndNothingElse() {
        Set<String> need = new TreeSet<>();
        Set<String> marked = new TreeSet<>();
        for (JavaClass test : tests) {
            if (test.getSimpleName().endsWith("Test")) {
                if (needsServers(test, new HashSet<>())) {
                    need.add(test.getSimpleName());
                }
                if (test.isAnnotatedWith(RealServers.class)) {
                    marked.add(test.getSimpleName());
                }
            }
        }
        assertThat(marked).isEqualTo(need);
    }

    private boolean needsServers(JavaClass type, Set<String> seen) {
        if (SERVERS.contains(type.getName())) {
            return true;
        }
        return tests.contain(type.getName())
                && seen.add(type.getName())
                && type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(to -> needsServers(to.getTargetClass().getBaseComponentType(), seen));
    }
}
