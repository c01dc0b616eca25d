package dev.kgit.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DistributionIT {

    @Test
    void keepsTheServersOffTheClassPathOfPlanAndApply() throws Exception {
        assertThat(jars("lib"))
                .anyMatch(jar -> jar.startsWith("kafka-clients-"))
                .noneMatch(jar -> jar.startsWith("kafka_")
                        || jar.startsWith("connect-")
                        || jar.startsWith("scala-")
                        || jar.startsWith("jetty-"));
        assertThat(jars("lib/sandbox"))
                .anyMatch(jar -> jar.startsWith("kafka_2.13-"))
                .anyMatch(jar -> jar.startsWith("connect-runtime-"));
    }

    @Test
    void hasNoLibraryTwice() throws Exception {
        Set<String> twice = new TreeSet<>(libraries("lib"));
        twice.retainAll(libraries("lib/sandbox"));

        // Two generations of Jackson's dataformat stand side by side, in packages of their own.
        assertThat(twice).allMatch(library -> library.startsWith("jackson-"));
    }

    @Test
    void holdsNoSignedJarBecauseNoneCanBeArchived() throws Exception {
        for (String name : jars("lib")) {
            try (JarFile jar = new JarFile(
                    Program.DISTRIBUTION.resolve("lib").resolve(name).toFile())) {
                assertThat(jar.stream().map(entry -> entry.getName()))
                        .as(name)
                        .noneMatch(entry -> entry.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)"));
            }
        }
    }

    @Test
    void comesWithTheHttpSinkInAFolderOfItsOwn() throws Exception {
        assertThat(jars("lib/plugins/camel-http-sink"))
                .contains("services.jar")
                .anyMatch(jar -> jar.startsWith("camel-kafka-connector-"))
                .noneMatch(jar -> jar.startsWith("kafka-clients") || jar.startsWith("connect-api"));
    }

    @Test
    void listsTheHttpSinksJarsWithTheirChecksums() throws Exception {
        Path folder = Program.DISTRIBUTION.resolve("lib/plugins/camel-http-sink");
        Set<String> there = new TreeSet<>();
        for (String jar : jars("lib/plugins/camel-http-sink")) {
            if (!jar.equals("services.jar")) {
                there.add(jar + " " + sha256(folder.resolve(jar)));
            }
        }
        Set<String> listed = new TreeSet<>();
        JsonNode bill = JsonMapper.shared()
                .readTree(Program.DISTRIBUTION
                        .resolve("sbom/camel-http-sink.cdx.json")
                        .toFile());
        for (JsonNode component : bill.get("components")) {
            listed.add(component.get("name").asString() + "-"
                    + component.get("version").asString() + ".jar "
                    + component.get("hashes").get(0).get("content").asString());
        }

        assertThat(listed).isEqualTo(there);
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    @Test
    void comesWithSchemasExampleAndLicense() {
        for (String file : new String[] {
            "LICENSE", "README.md", "bin/kgit.cmd", "example/kgit.yaml", "schemas/resources.schema.json"
        }) {
            assertThat(Program.DISTRIBUTION.resolve(file)).isRegularFile();
        }
        assertThat(Program.DISTRIBUTION.resolve("bin/kgit")).isExecutable();
    }

    @Test
    void comesWithTheStepsOfTheRecipes() throws IOException {
        try (Stream<Path> steps = Files.list(Path.of("examples/ci"))) {
            assertThat(steps)
                    .isNotEmpty()
                    .allSatisfy(step -> assertThat(
                                    Program.DISTRIBUTION.resolve("ci").resolve(step.getFileName()))
                            .isExecutable()
                            .hasSameTextualContentAs(step));
        }
    }

    /** Names without versions. */
    private static Set<String> libraries(String folder) throws IOException {
        return jars(folder).stream().map(jar -> jar.replaceFirst("-\\d.*", "")).collect(Collectors.toSet());
    }

    private static Set<String> jars(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Program.DISTRIBUTION.resolve(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
