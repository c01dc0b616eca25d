package dev.kgit.cli;

import dev.kgit.concurrent.ShutdownHooks;
import dev.kgit.model.DesiredState;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code kgit demo}: everything once, on a real platform of its own. */
@Command(
        name = "demo",
        addMethodSubcommands = false,
        description = {
            "Starts a sandbox on free ports and shows on it what kgit does: validate, plan, apply, an event through the"
                    + " connector, drift by hand, drift, apply. Takes less than a minute and leaves nothing behind.",
            "",
            "Without -C it uses the message broker that comes with kgit."
        },
        footer = {
            "",
            "Examples:",
            "  kgit demo",
            "  kgit -C my-repository demo      with the files of a repository that has an environment `sandbox`"
        })
final class DemoCommand extends KgitCommand {

    @Override
    public Integer call() throws IOException, InterruptedException {
        textOnly();
        Installation installation = Installation.of(System.getProperties());
        if (kgit.repo == null) {
            kgit.repo = installation.requireExample();
        }
        kgit.environments = List.of(SandboxCommand.ENVIRONMENT);
        SandboxAddresses addresses = SandboxAddresses.free(1);
        try (DemoWebhook endpoint = DemoWebhook.open()) {
            Map<String, String> variables = new HashMap<>(console().env());
            variables.putAll(addresses.variables());
            variables.put("KGIT_SANDBOX_NOTIFICATION_URL", endpoint.url());
            SandboxWorkflow.Plan plan = new SandboxWorkflow.Plan(
                    installation, addresses, null, List.of(), console().clock());
            DemoScript tour = new DemoScript(kgit, variables, endpoint);
            tour.opening();
            try (SandboxWorkflow sandbox = SandboxWorkflow.start(plan, declared(variables))) {
                Runnable unregister = ShutdownHooks.JVM.register(sandbox::close);
                tour.walk(sandbox);
                unregister.run();
            }
            tour.farewell();
        }
        return ExitCode.DONE;
    }

    private DesiredState declared(Map<String, String> variables) {
        try (Workspace workspace = Workspace.open(kgit, variables)) {
            return workspace.desired();
        }
    }
}
