package dev.kgit.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The command line as fish completes it. */
final class FishCompletion {

    private final StringBuilder script = new StringBuilder();

    private FishCompletion() {}

    /** @param words which list of words completes an option or, by the name of the verb, what stands behind it */
    static String of(CommandLine root, Map<String, String> words) {
        FishCompletion fish = new FishCompletion();
        fish.script.append("# fish: kgit completion fish | source\ncomplete -c kgit -f\n");
        root.getCommandSpec().options().forEach(option -> fish.option("", option, words));
        root.getSubcommands().forEach((verb, command) -> {
            fish.script
                    .append("complete -c kgit -n __fish_use_subcommand -a ")
                    .append(verb)
                    .append(" -d ")
                    .append(quoted(command.getCommandSpec().usageMessage().description()[0]))
                    .append('\n');
            String behind = " -n " + quoted("__fish_seen_subcommand_from " + verb);
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (!option.inherited() || option.longestName().equals("--format")) {
                    fish.option(behind, option, words);
                }
            }
            for (PositionalParamSpec word : command.getCommandSpec().positionalParameters()) {
                String list = words.get(verb);
                fish.script
                        .append("complete -c kgit")
                        .append(behind)
                        .append(list != null ? listed(list) : candidates(word).isEmpty() ? " -F" : chosen(word))
                        .append('\n');
            }
        });
        return fish.script.toString();
    }

    private void option(String behind, OptionSpec option, Map<String, String> words) {
        if (option.hidden()) {
            return;
        }
        script.append("complete -c kgit").append(behind);
        for (String name : option.names()) {
            script.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
        }
        if (option.arity().max() > 0) {
            String list = words.get(option.longestName());
            boolean path = option.paramLabel().matches("DIR|PATH|FILE");
            script.append(list != null ? " -x" + listed(list) : path ? " -r -F" : " -x" + chosen(option));
        }
        String description = String.join(" ", option.description()).replaceAll("\\$\\{[^}]*}", "...");
        script.append(" -d ").append(quoted(description)).append('\n');
    }

    private static String listed(String list) {
        return " -a " + quoted("(kgit completion --list " + list + " 2>/dev/null)");
    }

    private static String chosen(ArgSpec word) {
        List<String> candidates = candidates(word);
        return candidates.isEmpty() ? "" : " -a " + quoted(String.join(" ", candidates));
    }

    /** The words that an argument takes; empty where it takes others. */
    static List<String> candidates(ArgSpec word) {
        Iterable<String> candidates = word.completionCandidates();
        return candidates == null
                ? List.of()
                : StreamSupport.stream(candidates.spliterator(), false).toList();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
