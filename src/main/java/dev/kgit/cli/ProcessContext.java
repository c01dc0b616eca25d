package dev.kgit.cli;

import dev.kgit.kinds.BuiltInKinds;
import dev.kgit.manifest.Sections;
import dev.kgit.workflow.PlatformConnection;
import java.io.BufferedReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * The world as a command sees it. Tests give their own.
 *
 * @param out results
 * @param err everything else
 * @param env environment variables
 * @param outIsTerminal whether colour and cursor movement make sense on {@code out}
 * @param errIsTerminal whether progress may overwrite itself on {@code err}
 * @param interactive whether somebody is there to answer a question
 * @param interrupts what a Ctrl-C does, and a request to end
 * @param opener how platforms are connected to
 * @param sections the kinds of resources that there are
 */
record ProcessContext(
        PrintStream out,
        PrintStream err,
        BufferedReader in,
        Map<String, String> env,
        Clock clock,
        Path folder,
        boolean outIsTerminal,
        boolean errIsTerminal,
        boolean interactive,
        InterruptHandler interrupts,
        PlatformConnection.Opener opener,
        Sections sections) {

    ProcessContext(
            PrintStream out,
            PrintStream err,
            BufferedReader in,
            Map<String, String> env,
            Clock clock,
            Path folder,
            boolean outIsTerminal,
            boolean errIsTerminal,
            boolean interactive,
            InterruptHandler interrupts) {
        this(
                out,
                err,
                in,
                env,
                clock,
                folder,
                outIsTerminal,
                errIsTerminal,
                interactive,
                interrupts,
                PlatformConnection::toPlatform,
                BuiltInKinds.SECTIONS);
    }

    ProcessContext {
        // Colours of what goes to one stream are chosen by what the other is, too.
        out = ControlCharacterFilter.of(out, outIsTerminal || errIsTerminal);
        err = ControlCharacterFilter.of(err, outIsTerminal || errIsTerminal);
    }

    /** A world in which a Ctrl-C ends the process whatever it does. */
    ProcessContext(
            PrintStream out,
            PrintStream err,
            BufferedReader in,
            Map<String, String> env,
            Clock clock,
            Path folder,
            boolean outIsTerminal,
            boolean errIsTerminal,
            boolean interactive) {
        this(out, err, in, env, clock, folder, outIsTerminal, errIsTerminal, interactive, InterruptHandler.NONE);
    }
}
