package dev.kgit.cli;

import dev.kgit.git.RepositoryInitializer;
import dev.kgit.model.DesiredState;
import dev.kgit.workflow.Installation;
import dev.kgit.workflow.Invocation;
import dev.kgit.workflow.SandboxAddresses;
import dev.kgit.workflow.SandboxWorkflow;
import dev.kgit.workflow.Workspace;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the launcher runs to make the archive of classes: it goes where the everyday commands go, and loads what they need of
 * the rest. It prints nothing and leaves nothing behind.
 *
 * <p>With the argument {@code thorough} it does so on a sandbox of its own, which takes some seconds; without, as far as one
 * can go without a cluster. With {@code release} beside it the archive is an AOT cache of a release: what is in one is loaded
 * at each start, so it gets only what the everyday commands and an encrypted connection need, and there is none where the sandbox
 * did not do all of it.
 */
public final class CdsTraining {

    static final String THOROUGH = "thorough";

    static final String RELEASE = "release";

    /** Beside what an apply on the sandbox has loaded: the sandbox asks for no encryption and no password. */
    private static final Pattern OWN_AND_SECURITY =
            Pattern.compile("dev/kgit/(?!sandbox).*|org/apache/kafka/common/(network|security)/.*");

    /** Of these, what common ways to connect need. */
    private static final Pattern SECURITY =
            Pattern.compile("org/apache/kafka/common/(network|security/(auth|authenticator|plain|scram|ssl))/.*");

    /** And those that a plan loads only once a broker answers. */
    private static final Pattern OWN_AND_ANSWERS = Pattern.compile(OWN_AND_SECURITY
            + "|org/apache/kafka/clients/(admin/.*|[^/]*)"
            + "|org/apache/kafka/common/(requests|protocol|network|config|errors|utils|metrics|acl|internals|record)/.*"
            + "|org/apache/kafka/common/[^/]*");

    /** Classes whose initialisers do much: all of Kafka's messages, all of its errors. */
    private static final List<String> INITIALISED =
            List.of("org.apache.kafka.common.protocol.ApiKeys", "org.apache.kafka.common.protocol.Errors");

    /** Nobody listens there: what leads to the first answer is gone through, and then it is over. */
    private static final Map<String, String> NOWHERE =
            Map.of("KGIT_SANDBOX_BOOTSTRAP_SERVERS", "127.0.0.1:1", "KGIT_SANDBOX_CONNECT_URL", "http://127.0.0.1:1");

    private static final List<String> ENVIRONMENT = List.of("-e", "sandbox");

    /** Beside the example: topics that a second commit changes, as pull requests do. */
    private static final String FILE_OF_CHANGES = "environments/sandbox/training.yaml";

    private static final String BEFORE = """
            topics:
              training.changed: { partitions: 1, config: { retention.ms: 7d } }
              training.deleted: { partitions: 1 }
            """;

    private static final String AFTER = """
            topics:
              training.changed: { partitions: 2, config: { retention.ms: 1d } }
              training.created: { partitions: 1 }
              training.deleted: { state: absent }
            """;

    private final Installation installation;
    private final Path example;

    private CdsTraining(Installation installation, Path example) {
        this.installation = installation;
        this.example = example;
    }

    public static void main(String[] args) throws IOException, ClassNotFoundException {
        Main.prepare();
        Installation installation = Installation.of(System.getProperties());
        Path example = installation.example();
        CdsTraining training = new CdsTraining(installation, example == null ? Path.of("") : example);
        boolean answered = List.of(args).contains(THOROUGH) && installation.hasSandbox() && training.onSandbox();
        boolean release = List.of(args).contains(RELEASE);
        if (release && !answered) {
            Runtime.getRuntime().exit(ExitCode.UNAVAILABLE);
        }
        training.withoutCluster();
        for (String name : INITIALISED) {
            Class.forName(name);
        }
        for (String jar : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            // What is archived and never used makes the rest slower to find.
            load(jar, release ? SECURITY : answered ? OWN_AND_SECURITY : OWN_AND_ANSWERS);
        }
        Runtime.getRuntime().exit(0);
    }

    private void withoutCluster() {
        OutputStream nowhere = OutputStream.nullOutputStream();
        Main.run(Arguments.asTyped("explain", "KG001"), nowhere, nowhere);
        // Ends with the command line; by then is begun what runs beside it.
        Main.run(Arguments.asTyped("plan", "--no-such-option"), nowhere, nowhere);
        run(example, NOWHERE, "--help");
        run(example, NOWHERE, "validate");
        // Ends in KG400; how far it comes is what matters.
        run(example, NOWHERE, "plan", "--timeout", "1s");
    }

    /** Everything that happens every day, once, on a copy of the example that stands in Git; false where it does not go well. */
    private boolean onSandbox() throws IOException {
        Path folder = Files.createTempDirectory("kgit-training");
        try {
            copy(example.resolve("kgit.yaml"), folder.resolve("kgit.yaml"));
            copy(example.resolve("environments"), folder.resolve("environments"));
            commit(folder, BEFORE);
            SandboxAddresses addresses = SandboxAddresses.free(1);
            Map<String, String> variables = addresses.variables();
            SandboxWorkflow.Plan plan =
                    new SandboxWorkflow.Plan(installation, addresses, null, List.of(), Clock.systemUTC());
            SandboxWorkflow sandbox = SandboxWorkflow.start(plan, declared(folder, variables));
            try {
                boolean converges = allDone(folder, variables, "apply --auto-approve", "plan", "drift");
                commit(folder, AFTER);
                return converges
                        && allDone(
                                folder,
                                variables,
                                "plan",
                                "plan --format json",
                                "plan --format markdown",
                                "apply --auto-approve");
            } finally {
                sandbox.close();
            }
        } finally {
            delete(folder);
        }
    }

    private static void commit(Path folder, String changes) throws IOException {
        Files.writeString(folder.resolve(FILE_OF_CHANGES), changes);
        RepositoryInitializer.of(folder, "training", "Topics");
    }

    private static boolean allDone(Path folder, Map<String, String> variables, String... lines) {
        return Stream.of(lines).allMatch(line -> run(folder, variables, line.split(" ", -1)) == ExitCode.DONE);
    }

    private static DesiredState declared(Path folder, Map<String, String> variables) {
        Invocation invocation = new Kgit(console(folder, variables)).run().invocation();
        return Workspace.desired(invocation.withEnvironment(SandboxWorkflow.ENVIRONMENT));
    }

    private static int run(Path folder, Map<String, String> variables, String... args) {
        return Kgit.run(
                console(folder, variables),
                Stream.concat(ENVIRONMENT.stream(), Stream.of(args)).toArray(String[]::new));
    }

    private static ProcessContext console(Path folder, Map<String, String> variables) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new ProcessContext(
                nowhere,
                nowhere,
                new BufferedReader(new StringReader("")),
                variables,
                Clock.systemUTC(),
                folder.toAbsolutePath(),
                false,
                false,
                false);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void load(String jar, Pattern which) throws IOException {
        try (JarFile file = new JarFile(jar)) {
            for (JarEntry entry : java.util.Collections.list(file.entries())) {
                String name = entry.getName();
                if (name.endsWith(".class") && which.matcher(name).matches()) {
                    load(name.substring(0, name.length() - ".class".length()).replace('/', '.'), file);
                }
            }
        }
    }

    private static void load(String name, JarFile from) throws IOException {
        try {
            Class.forName(name, false, CdsTraining.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError optional) {
            if (name.startsWith("dev.kgit")) {
                throw new IOException(name + " of " + from.getName() + " cannot be loaded", optional);
            }
            // A class for a library that kgit does without.
        }
    }
}
