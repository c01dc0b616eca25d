package dev.kgit.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kgit.cli.CliFixture.Result;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/**
 * A {@code kgit} for the PATH of shell steps that hands its arguments, environment and working folder to this JVM, where the
 * command line answers at once. A JVM for each call would be most of what the steps' tests cost. It needs curl, as the steps do.
 */
final class StepsOwnKgit {

    /** Asked in files, answered in files: what a shell passes on without changing a byte of it. */
    private static final String SCRIPT = """
            #!/bin/sh
            call=$(mktemp -d 'SCRATCH/call.XXXXXX') || exit 70
            { printf '%s\\0' "$(pwd -P)" "$#" "$@" && env -0; } >"$call/asked" &&
                curl -q --noproxy '*' --silent --show-error --fail --data-binary "$call" 'URL' >&2 || exit 70
            cat "$call/out"
            cat "$call/err" >&2
            exit "$(cat "$call/exit")"
            """;

    private static final String URL = start();

    private StepsOwnKgit() {}

    /** @param scratch where it may leave files behind */
    static String script(Path scratch) {
        return SCRIPT.replace("SCRATCH", scratch.toString()).replace("URL", URL);
    }

    private static String start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", StepsOwnKgit::answer);
            server.setExecutor(Executors.newCachedThreadPool(StepsOwnKgit::daemon));
            // Its thread is a daemon, as the one that starts it is: it ends with the JVM.
            Thread starter = daemon(server::start);
            starter.start();
            starter.join();
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "steps-kgit");
        thread.setDaemon(true);
        return thread;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path call = Path.of(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Result result;
            try {
                result = run(call.resolve("asked"));
            } catch (RuntimeException | Error failed) {
                StringWriter trace = new StringWriter();
                failed.printStackTrace(new PrintWriter(trace, true));
                result = new Result(ExitCode.BUG, "", trace.toString());
            }
            Files.writeString(call.resolve("out"), result.out());
            Files.writeString(call.resolve("err"), result.err());
            Files.writeString(call.resolve("exit"), String.valueOf(result.exit()));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    /** The working folder, the number of arguments, the arguments, the variables; a zero byte behind each. */
    private static Result run(Path asked) throws IOException {
        List<String> words = Arrays.asList(Files.readString(asked).split("\0"));
        int arguments = Integer.parseInt(words.get(1));
        Map<String, String> env = new TreeMap<>();
        for (String variable : words.subList(2 + arguments, words.size())) {
            String[] entry = variable.split("=", 2);
            env.put(entry[0], entry[1]);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ProcessContext console = new ProcessContext(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new BufferedReader(Reader.nullReader()),
                Map.copyOf(env),
                Clock.systemUTC(),
                Path.of(words.get(0)),
                false,
                false,
                false);
        int exit = Kgit.run(console, words.subList(2, 2 + arguments).toArray(String[]::new));
        return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
