package dev.kgit.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The arguments as they were typed. Where the locale is one that the machine does not have, as in many images, Java reads
 * everything beyond ASCII as replacement characters, and no target with such a name would ever match.
 */
final class Arguments {

    private static final char REPLACEMENT = '\ufffd';

    /** Where Linux keeps the command line of this process as bytes. */
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private Arguments() {}

    /** The same where nothing was lost, or where it can't be had again. */
    static String[] asTyped(String... args) {
        return asTyped(COMMAND_LINE, args);
    }

    static String[] asTyped(Path commandLine, String... args) {
        if (Arrays.stream(args).noneMatch(arg -> arg.indexOf(REPLACEMENT) >= 0)) {
            return args;
        }
        try {
            String all = new String(Files.readAllBytes(commandLine), StandardCharsets.UTF_8);
            List<String> words = List.of(all.split("\0", -1));
            // Each ends with a zero, so that there is an empty word behind the last.
            int end = words.size() - 1;
            return end < args.length
                    ? args
                    : words.subList(end - args.length, end).toArray(String[]::new);
        } catch (IOException notLinux) {
            return args;
        }
    }
}
