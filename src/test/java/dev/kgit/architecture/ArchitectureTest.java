package dev.kgit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the code against the drawing in ARCHITECTURE.md. */
class ArchitectureTest {

    private static final String ROOT = "dev.kgit.";
    private static final Path SOURCES = Path.of("src/main/java/dev/kgit");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.kgit");

    private record Rule(Set<String> mayImport, Set<String> libraries) {}

    @Test
    void everyPackageIsDrawnAndEveryDrawnOneIsThere() throws IOException {
        Set<String> there = new TreeSet<>();
        CLASSES.forEach(type -> there.add(packageOf(type)));
        assertThat(there).isEqualTo(rules().keySet());
    }

    @Test
    void everyArrowBetweenPackagesIsDrawn() throws IOException {
        Map<String, Rule> rules = rules();
        Set<String> undrawn = new TreeSet<>();
        each((from, to) -> {
            if (to.getPackageName().startsWith(ROOT)
                    && !packageOf(to).equals(packageOf(from))
                    && !rules.get(packageOf(from)).mayImport().contains(packageOf(to))) {
                undrawn.add(from.getName() + " -> " + to.getName());
            }
        });
        assertThat(undrawn).isEmpty();
    }

    @Test
    void everyDrawnArrowIsWalked() throws IOException {
        Map<String, Set<String>> walked = new TreeMap<>();
        each((from, to) -> {
            if (to.getPackageName().startsWith(ROOT)) {
                walked.computeIfAbsent(packageOf(from), none -> new TreeSet<>()).add(packageOf(to));
            }
        });
        rules().forEach((name, rule) ->
                assertThat(walked.getOrDefault(name, Set.of())).as(name).containsAll(rule.mayImport()));
    }

    @Test
    void outsideLibrariesStayInTheirPackages() throws IOException {
        Map<String, Rule> rules = rules();
        Set<String> strays = new TreeSet<>();
        each((from, to) -> {
            String target = to.getPackageName();
            boolean everywhere = target.startsWith("java.") || target.startsWith("org.jspecify") || target.isEmpty();
            boolean jdk = target.startsWith("javax.") || target.startsWith("com.sun.net.httpserver");
            if (!everywhere
                    && !jdk
                    && !target.startsWith(ROOT)
                    && rules.get(packageOf(from)).libraries().stream().noneMatch(library -> isIn(target, library))) {
                strays.add(from.getName() + " -> " + to.getName());
            }
        });
        assertThat(strays).isEmpty();
    }

    @Test
    void onlyMainKnowsTheProcess() {
        Set<String> strays = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            // Each is the main of a process of its own.
            if (Set.of("dev.kgit.cli.Main", "dev.kgit.cli.CdsTraining", "dev.kgit.sandbox.SandboxMain")
                    .contains(type.getName())) {
                continue;
            }
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                String target = access.getTargetOwner().getName() + "." + access.getName();
                if (target.matches("java\\.lang\\.System\\.(out|err|in|exit|getenv|currentTimeMillis)"
                        + "|java\\.time\\.(Instant|LocalDate|LocalDateTime|ZonedDateTime)\\.now"
                        + "|java\\.time\\.Clock\\.system.*")) {
                    strays.add(type.getName() + " uses " + target);
                }
            }
        }
        assertThat(strays).isEmpty();
    }

    /** What is printed has gone through the function that escapes it: these two call it, reports are made of lines that did. */
    @Test
    void linesArePrintedInTwoPlaces() {
        Set<String> strays = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            boolean edge = Set.of("dev.kgit.cli.DiagnosticPrinter", "dev.kgit.cli.Output", "dev.kgit.cli.Main")
                    .contains(type.getName());
            if (edge || type.getPackageName().startsWith("dev.kgit.sandbox")) {
                continue;
            }
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                if (access.getTargetOwner().isAssignableTo(java.io.PrintStream.class)
                        && access.getName().matches("print|println|printf|format")) {
                    strays.add(type.getName() + " calls " + access.getName());
                }
            }
        }
        assertThat(strays).isEmpty();
    }

    @Test
    void onlyTheSandboxStartsPrograms() {
        Set<String> strays = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (type.getName().startsWith("dev.kgit.workflow.SandboxProcess")) {
                continue;
            }
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                String target = access.getTargetOwner().getName() + "." + access.getName();
                if (target.matches("java\\.lang\\.(ProcessBuilder\\.(<init>|start|startPipeline)|Runtime\\.exec)")) {
                    strays.add(type.getName() + " uses " + target);
                }
            }
        }
        assertThat(strays).isEmpty();
    }

    /** JGit's own search takes what a commit brings, its names of commits have several meanings, and its index filters. */
    @Test
    void gitIsAskedInOneWay() {
        Set<String> strays = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            // It makes a repository of what it has written itself.
            if (type.getName().equals("dev.kgit.git.RepositoryInitializer")) {
                continue;
            }
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                String target = access.getTargetOwner().getName() + "." + access.getName();
                if (target.matches(
                        "org\\.eclipse\\.jgit\\.(.*\\.(findGitDir|readEnvironment|findRef)|lib\\.Repository\\.resolve"
                                + "|(api|dircache|transport|hooks|submodule)\\..*|treewalk\\.(File|Working)TreeIterator\\..*"
                                + "|util\\.FS\\.(DETECTED|detect))")) {
                    strays.add(type.getName() + " uses " + target);
                }
            }
        }
        assertThat(strays).isEmpty();
    }

    @Test
    void theHotPathNeverSeesTheServer() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.kgit.sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("kafka..", "org.apache.kafka.server..", "org.apache.kafka.connect..")
                .check(CLASSES);
    }

    @Test
    void unionsAreFoldedNotTested() throws IOException {
        Pattern union = Pattern.compile("instanceof (ApplyEvent|KgitException)\\.");
        assertThat(sources().filter(file -> union.matcher(read(file)).find())).isEmpty();
    }

    @Test
    void filesStayShort() throws IOException {
        assertThat(sources().filter(file -> read(file).lines().count() > 400)).isEmpty();
    }

    @Test
    void everyPackageIsNullMarked() throws IOException {
        for (String name : rules().keySet()) {
            assertThat(read(SOURCES.resolve(name.replace('.', '/')).resolve("package-info.java")))
                    .as(name)
                    .contains("@NullMarked");
        }
    }

    @Test
    void everyCodeHasItsPageAndEveryPageItsCode() throws IOException {
        Set<String> used = new TreeSet<>();
        Pattern code = Pattern.compile("\"(KG\\d{3})\"");
        sources().forEach(file -> {
            Matcher matcher = code.matcher(read(file));
            while (matcher.find()) {
                used.add(matcher.group(1));
            }
        });
        Set<String> documented = new TreeSet<>();
        Matcher heading = Pattern.compile("(?m)^### (KG\\d{3}) ").matcher(read(Path.of("docs/diagnostics.md")));
        while (heading.find()) {
            assertThat(documented.add(heading.group(1)))
                    .as(heading.group(1) + " is documented once")
                    .isTrue();
        }
        assertThat(documented).isEqualTo(used);
    }

    private interface Visit {
        void dependency(JavaClass from, JavaClass to);
    }

    private static void each(Visit visit) {
        for (JavaClass type : CLASSES) {
            type.getDirectDependenciesFromSelf()
                    .forEach(dependency ->
                            visit.dependency(type, dependency.getTargetClass().getBaseComponentType()));
        }
    }

    private static Map<String, Rule> rules() throws IOException {
        Map<String, Rule> rules = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("ARCHITECTURE.md"))) {
            Matcher row = Pattern.compile("\\| `([a-z.]+)` \\|[^|]*\\|([^|]*)\\|([^|]*)\\|")
                    .matcher(line);
            if (row.matches()) {
                rules.put(row.group(1), new Rule(words(row.group(2)), words(row.group(3))));
            }
        }
        assertThat(rules).as("the table of packages").hasSizeGreaterThan(10);
        return rules;
    }

    private static Set<String> words(String cell) {
        Set<String> words = new TreeSet<>(Arrays.asList(cell.strip().split("\\s*,\\s*")));
        words.remove("");
        return words;
    }

    private static String packageOf(JavaClass type) {
        return type.getPackageName().substring(ROOT.length());
    }

    private static boolean isIn(String packageName, String library) {
        return packageName.equals(library) || packageName.startsWith(library + ".");
    }

    private static Stream<Path> sources() throws IOException {
        return Files.walk(SOURCES).filter(file -> file.toString().endsWith(".java"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
