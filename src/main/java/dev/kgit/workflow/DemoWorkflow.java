package dev.kgit.workflow;

import dev.kgit.concurrent.ShutdownHooks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows everything once, on a real platform of its own. */
public final class DemoWorkflow {

    private DemoWorkflow() {}

    /** Where the demo speaks, and runs commands as a user would. */
    public interface Terminal {

        void say(String text);

        /** @param variables the environment variables that the command finds */
        Result run(List<String> args, Map<String, String> variables);
    }

    /** @param out what the command printed as its result */
    public record Result(int exitCode, String out) {}

    /** Starts a platform on free ports, goes through the steps, and leaves nothing behind. */
    public static void run(Invocation invocation, Installation installation, Terminal terminal)
            throws IOException, InterruptedException {
        Path named = invocation.repo();
        Path repository = named == null ? installation.requireExample() : named;
        SandboxAddresses addresses = SandboxAddresses.free(1);
        try (DemoWebhook endpoint = DemoWebhook.open()) {
            Map<String, String> variables = new HashMap<>(invocation.variables());
            variables.putAll(addresses.variables());
            variables.put("KGIT_SANDBOX_NOTIFICATION_URL", endpoint.url());
            SandboxWorkflow.Plan plan =
                    new SandboxWorkflow.Plan(installation, addresses, null, List.of(), invocation.clock());
            DemoScript script = new DemoScript(terminal, repository, variables, endpoint);
            script.opening();
            Invocation sandboxed = invocation
                    .withRepo(repository)
                    .withEnvironment(SandboxWorkflow.ENVIRONMENT)
                    .withVariables(variables);
            try (SandboxWorkflow sandbox = SandboxWorkflow.start(plan, Workspace.desired(sandboxed))) {
                Runnable unregister = ShutdownHooks.JVM.register(sandbox::close);
                script.walk(sandbox);
                unregister.run();
            }
            script.farewell();
        }
    }
}
