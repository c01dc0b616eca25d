package dev.kgit.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Every command, in the order of the help. */
final class Subcommands {

    private static final Map<String, Class<? extends KgitCommand>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("validate", ValidateCommand.class);
        ALL.put("plan", PlanCommand.class);
        ALL.put("apply", ApplyCommand.class);
        ALL.put("drift", DriftCommand.class);
        ALL.put("adopt", AdoptCommand.class);
        ALL.put("import", ImportCommand.class);
        ALL.put("init", InitCommand.class);
        ALL.put("fmt", FmtCommand.class);
        ALL.put("explain", ExplainCommand.class);
        ALL.put("render", RenderCommand.class);
        ALL.put("schema", SchemaCommand.class);
        ALL.put("unlock", UnlockCommand.class);
        ALL.put("history", HistoryCommand.class);
        ALL.put("ledger", LedgerCommand.class);
        ALL.put("forget", ForgetCommand.class);
        ALL.put("doctor", DoctorCommand.class);
        ALL.put("access", AccessCommand.class);
        ALL.put("completion", CompletionCommand.class);
        ALL.put("rollback", RollbackCommand.class);
        ALL.put("sandbox", SandboxCommand.class);
        ALL.put("demo", DemoCommand.class);
        ALL.put("help", HelpCommand.class);
    }

    /** Those that go to the cluster. */
    private static final Set<String> CONNECTING = Set.of(
            "plan", "apply", "drift", "adopt", "import", "unlock", "history", "ledger", "forget", "doctor", "rollback");

    private Subcommands() {}

    /** Whether these arguments seem to name a command that goes to the cluster; {@code access} does with {@code --live} alone. */
    static boolean connect(String... args) {
        return Arrays.stream(args).anyMatch(arg -> CONNECTING.contains(arg) || arg.equals(AccessCommand.LIVE));
    }

    /** Whether the command goes to the cluster. */
    static boolean connects(Class<? extends KgitCommand> command) {
        return CONNECTING.stream().anyMatch(name -> command.equals(ALL.get(name)));
    }

    /**
     * Adds the commands that the arguments name, or all where they name none: for the help, and for "did you mean". Reading
     * the annotations of one takes ten milliseconds, which no other command should have to wait for.
     */
    static void addTo(CommandLine line, String... args) {
        if (List.of(args).equals(List.of("--version"))) {
            return;
        }
        Collection<Class<? extends KgitCommand>> named = List.of(args).stream()
                .filter(ALL::containsKey)
                .distinct()
                .map(ALL::get)
                .toList();
        // A completion script is about all of them, and so may the help be.
        boolean all = named.isEmpty() || named.contains(CompletionCommand.class) || named.contains(HelpCommand.class);
        (all ? ALL.values() : named).forEach(line::addSubcommand);
    }

    /** Names by class, as the annotations have them: for the test that holds the one against the other. */
    static Map<String, String> declared() {
        Map<String, String> declared = new LinkedHashMap<>();
        ALL.forEach((name, verb) ->
                declared.put(name, verb.getAnnotation(Command.class).name()));
        return declared;
    }
}
