package dev.kgit.cli;

import dev.kgit.concurrent.ShutdownHooks;
import dev.kgit.model.DesiredState;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.KgitException;
import dev.kgit.sandbox.BrokerPorts;
import dev.kgit.workflow.EnvironmentSelection;
import dev.kgit.workflow.Installation;
import dev.kgit.workflow.Invocation;
import dev.kgit.workflow.OutputPathCheck;
import dev.kgit.workflow.RepositoryFolder;
import dev.kgit.workflow.SandboxAddresses;
import dev.kgit.workflow.SandboxProcess;
import dev.kgit.workflow.SandboxWorkflow;
import dev.kgit.workflow.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kgit sandbox}: a real platform on this machine. */
@Command(
        name = "sandbox",
        addMethodSubcommands = false,
        description = {
            "Runs real Kafka brokers and the Connect workers that the environment declares on this machine, until Ctrl-C.",
            "",
            "Ports: EXTERNAL 9092, INTERNAL 29092, CONTROLLER 9093, Connect 8083; each further broker ten above. With"
                    + " --port-base P: EXTERNAL P, CONTROLLER P+1, INTERNAL P+2, Connect P+3.",
            "Without -e it is the environment `sandbox`, or the only one; outside of a repository, the example's.",
            "A worker takes its configuration from `connectClusters`, but for where it listens, how it gets to Kafka and"
                    + " where its plugins are. Converters that it does not name are JsonConverter."
        },
        footer = {
            "",
            "Examples:",
            "  kgit sandbox                             then, in another terminal: kgit apply -e sandbox",
            "  kgit sandbox --brokers 3 --data ./data   three racks, and the data stays",
            "  kgit sandbox --plugins ./plugins         with connectors of your own"
        })
final class SandboxCommand extends KgitCommand {

    private static final int MOST_BROKERS = 9;

    @Option(names = "--brokers", paramLabel = "N", description = "How many brokers, in racks r1 to rN. Default: 1.")
    int brokers = 1;

    @Option(names = "--port-base", paramLabel = "PORT", description = "Listen on ports from this one up.")
    @Nullable
    Integer portBase;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep the brokers' data here. Default: it is thrown away.")
    @Nullable
    Path data;

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "Connector plugins: a folder that holds a folder for each. Repeatable.")
    List<Path> plugins = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    CommandSpec spec;

    @Override
    int call(CommandRun run) throws InterruptedException {
        SandboxAddresses addresses = addresses();
        Installation installation = Installation.of(System.getProperties());
        Invocation invocation = invocation(run.invocation(), addresses, installation);
        DesiredState declared = Workspace.desired(invocation);
        SandboxWorkflow.Plan plan = new SandboxWorkflow.Plan(
                installation,
                addresses,
                data == null ? null : dataFolder(invocation, data),
                plugins.stream().map(folder -> pluginFolder(invocation, folder)).toList(),
                invocation.clock());
        if (!run.isQuiet()) {
            run.messages()
                    .line("starting " + (brokers == 1 ? "a broker" : brokers + " brokers") + " and "
                            + (declared.connectClusters().size() == 1
                                    ? "a Connect worker"
                                    : declared.connectClusters().size() + " Connect workers")
                            + " ...");
        }
        SandboxWorkflow sandbox = SandboxWorkflow.start(plan, declared);
        // Also on Ctrl-C: what was started has to end, and its data to go, before this process does.
        ShutdownHooks.JVM.register(sandbox::close);
        run.messages().all(sandbox.remarks());
        describe(line -> run.output().line(line), invocation.repo(), sandbox, addresses, declared);
        Diagnostic trouble = sandbox.awaitTrouble();
        if (ShutdownHooks.isShuttingDown()) {
            // Ctrl-C ends both processes; that the other one went first is no trouble.
            return ExitCode.DONE;
        }
        sandbox.close();
        throw new KgitException.Unavailable(trouble);
    }

    private SandboxAddresses addresses() {
        if (brokers < 1 || brokers > MOST_BROKERS) {
            throw new ParameterException(
                    spec.commandLine(), "--brokers takes 1 to " + MOST_BROKERS + ", not " + brokers);
        }
        if (portBase == null) {
            return SandboxAddresses.usual(brokers);
        }
        int highest = BrokerPorts.from(portBase).forBroker(brokers).internal() + 1;
        if (portBase < 1 || highest > 65_535) {
            throw new ParameterException(
                    spec.commandLine(), "--port-base " + portBase + " leaves no room between 1 and 65535");
        }
        return SandboxAddresses.from(portBase, brokers);
    }

    /** The example where there is no repository, and the environment of the sandbox where it has one, at its addresses. */
    private static Invocation invocation(Invocation asked, SandboxAddresses addresses, Installation installation) {
        Invocation invocation =
                asked.repo() == null && RepositoryFolder.find(asked).isEmpty()
                        ? asked.withRepo(installation.requireExample())
                        : asked;
        if (!EnvironmentSelection.isMade(invocation)
                && EnvironmentSelection.all(invocation).contains(SandboxWorkflow.ENVIRONMENT)) {
            invocation = invocation.withEnvironment(SandboxWorkflow.ENVIRONMENT);
        }
        Map<String, String> variables = new HashMap<>(invocation.variables());
        variables.putAll(addresses.variables());
        return invocation.withVariables(variables);
    }

    private static Path dataFolder(Invocation invocation, Path folder) {
        try {
            return OutputPathCheck.of(invocation).fresh(invocation.resolve(folder));
        } catch (IOException failed) {
            throw new KgitException.Unavailable(
                    Diagnostic.error("KG706", folder + " can't be written: " + failed.getMessage()));
        }
    }

    private static Path pluginFolder(Invocation invocation, Path folder) {
        Path absolute = invocation.resolve(folder);
        if (!Files.isDirectory(absolute)) {
            throw new KgitException.Invalid(Diagnostic.error("KG757", "--plugins " + folder + " is not a folder")
                    .withHint("give the folder that holds a folder for each plugin, or jars"));
        }
        return absolute;
    }

    private void describe(
            Consumer<String> out,
            @Nullable Path repo,
            SandboxWorkflow sandbox,
            SandboxAddresses addresses,
            DesiredState declared) {
        SandboxProcess.Running running = sandbox.running();
        out.accept("Kafka, cluster " + running.clusterId());
        out.accept("  EXTERNAL    " + running.bootstrap() + "   your programs, kgit");
        out.accept("  INTERNAL    " + running.internal() + "   brokers among each other, Kafka Connect");
        out.accept("  CONTROLLER  127.0.0.1:" + addresses.brokers().get(0).controller() + "   the KRaft quorum");
        sandbox.workers().forEach((name, url) -> {
            out.accept("Kafka Connect, cluster " + name);
            out.accept("  REST        " + url);
        });
        out.accept("Data          " + running.data() + (data == null ? "   thrown away at the end" : "   kept"));
        out.accept("Log           " + running.log());
        out.accept("");
        out.accept("Next, in another terminal:");
        if (portBase != null) {
            addresses.variables().forEach((name, value) -> out.accept("  export " + name + "=" + value));
        }
        out.accept("  kgit " + (repo == null ? "" : "-C " + repo + " ") + "apply -e "
                + declared.environment().name());
        out.accept("Ctrl-C ends the sandbox.");
    }
}
