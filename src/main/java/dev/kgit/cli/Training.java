package dev.kgit.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * What the launcher runs to make the class-data archive: it goes where the everyday commands go, as far as that can be gone
 * without a cluster, and loads what they need of the rest. It prints nothing and changes nothing.
 */
public final class Training {

    /** Classes that a plan loads only once a broker or a worker answers. */
    private static final Pattern ANSWERS = Pattern.compile("dev/kgit/(?!sandbox).*"
            + "|org/apache/kafka/clients/(admin/.*|[^/]*)"
            + "|org/apache/kafka/common/(requests|protocol|network|config|errors|utils|metrics|acl|internals|record)/.*"
            + "|org/apache/kafka/common/[^/]*");

    /** Classes whose initialisers do much: all of Kafka's messages, all of its errors. */
    private static final List<String> INITIALISED =
            List.of("org.apache.kafka.common.protocol.ApiKeys", "org.apache.kafka.common.protocol.Errors");

    /** Nobody listens there: what leads to the first answer is gone through, and then it is over. */
    private static final Map<String, String> NOWHERE =
            Map.of("KGIT_SANDBOX_BOOTSTRAP_SERVERS", "127.0.0.1:1", "KGIT_SANDBOX_CONNECT_URL", "http://127.0.0.1:1");

    private Training() {}

    public static void main(String[] args) throws IOException, ClassNotFoundException {
        String example = System.getProperty("kgit.example", ".");
        run(example, "--help");
        run(example, "-C", example, "-e", "sandbox", "validate");
        run(example, "-C", example, "-e", "sandbox", "--timeout", "1s", "plan");
        for (String name : INITIALISED) {
            Class.forName(name);
        }
        for (String jar : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            load(jar);
        }
        Runtime.getRuntime().exit(0);
    }

    private static void run(String folder, String... args) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Kgit.run(
                new Console(
                        nowhere,
                        nowhere,
                        new BufferedReader(new StringReader("")),
                        NOWHERE,
                        Clock.systemUTC(),
                        Path.of(folder).toAbsolutePath(),
                        false,
                        false,
                        false),
                args);
    }

    private static void load(String jar) throws IOException {
        try (JarFile file = new JarFile(jar)) {
            for (JarEntry entry : java.util.Collections.list(file.entries())) {
                String name = entry.getName();
                if (name.endsWith(".class") && ANSWERS.matcher(name).matches()) {
                    load(name.substring(0, name.length() - ".class".length()).replace('/', '.'), file);
                }
            }
        }
    }

    private static void load(String name, JarFile from) throws IOException {
        try {
            Class.forName(name, false, Training.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError optional) {
            if (name.startsWith("dev.kgit")) {
                throw new IOException(name + " of " + from.getName() + " cannot be loaded", optional);
            }
            // A class for a library that kgit does without.
        }
    }
}
