package dev.kgit.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.ParentCommand;

/** What every command starts from: the root, whose options it shares. */
abstract class KgitCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    Kgit kgit;

    ProcessContext console() {
        return kgit.console;
    }

    /** A form that is asked for and not made would be taken for one. */
    void textOnly() {
        if (kgit.format() != Kgit.Format.text) {
            throw PlanOutput.unsuited(kgit);
        }
    }

    DiagnosticPrinter messages() {
        return new DiagnosticPrinter(console().err(), kgit.redactor);
    }
}
