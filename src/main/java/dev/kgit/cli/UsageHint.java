package dev.kgit.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What was probably meant by a command line that is none. */
final class UsageHint {

    private UsageHint() {}

    /** What is wrong, in kgit's words where the parser's are about itself. */
    static String message(ParameterException wrong) {
        if (isBare(wrong)) {
            return "which command?";
        }
        Optional<String> word = word(wrong);
        return word.isPresent()
                ? wrong.getCommandLine().getCommandSpec().name() + " takes no argument '" + word.get() + "'"
                : String.valueOf(wrong.getMessage());
    }

    /** What to write instead; empty where the parser's own suggestions are as good. */
    static Optional<String> of(ParameterException wrong) {
        if (isBare(wrong)) {
            return Optional.of("There are: "
                    + String.join(", ", wrong.getCommandLine().getSubcommands().keySet())
                    + ". Try 'kgit --help', or 'kgit COMMAND --help'.");
        }
        return word(wrong).map(word -> {
            String verb = wrong.getCommandLine().getCommandSpec().qualifiedName();
            return word.contains("/")
                    ? "Did you mean: " + verb + " --target " + word
                    : "Did you mean: " + verb + " -e " + word;
        });
    }

    /** Kgit alone, without a verb. */
    private static boolean isBare(ParameterException wrong) {
        return wrong.getClass() == ParameterException.class
                && wrong.getCommandLine().getParent() == null
                && wrong.getArgSpec() == null;
    }

    /** The word behind a verb that takes none. */
    private static Optional<String> word(ParameterException wrong) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
            return Optional.empty();
        }
        List<String> words = unmatched.getUnmatched();
        CommandLine at = wrong.getCommandLine();
        boolean only = words.size() == 1
                && !words.get(0).startsWith("-")
                && !words.get(0).startsWith("@");
        return only
                        && at.getParent() != null
                        && at.getCommandSpec().positionalParameters().isEmpty()
                ? Optional.of(words.get(0))
                : Optional.empty();
    }
}
