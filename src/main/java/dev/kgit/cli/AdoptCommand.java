package dev.kgit.cli;

import dev.kgit.manifest.Adopter;
import dev.kgit.manifest.Adoption;
import dev.kgit.model.Desired;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kgit adopt}: the answer to drift that is right. */
@Command(
        name = "adopt",
        addMethodSubcommands = false,
        description = {
            "Writes what is live into the YAML file and layer that declares it, where it differs. Comments, order and"
                    + " everything else stay. The next plan is empty for what was adopted. Reads the cluster, changes"
                    + " nothing there.",
            "What is live and not declared is appended to the environment's own files, where its id is given in full.",
            "Exit 3: some of it can't be adopted (the rest is)."
        },
        footer = {
            "",
            "Examples:",
            "  kgit adopt -e prod topic/orders",
            "  kgit adopt -e prod 'topic/orders.*' connector/main/http-sink"
        })
final class AdoptCommand extends Verb {

    @Parameters(
            arity = "1..*",
            paramLabel = "ID",
            description = "topic/NAME or connector/CLUSTER/NAME; * and ? match what is declared.")
    List<String> ids = new ArrayList<>();

    @Override
    public Integer call() {
        textOnly();
        try (Session session = Session.open(kgit);
                Connection connection = Connection.open(kgit, session)) {
            // What was applied last is read as well: a value that was declared from a secret then is one, and not
            // adopted.
            Gathered gathered = new Gathering(session, connection, kgit.timings)
                    .gatherReadable(false, Adoptable.exact(ids))
                    .withoutStrangers(Adoptable.exact(ids));
            Desired declared = gathered.desired();
            Adoptable adoptable = Adoptable.of(ids, declared, gathered.live());
            Adoption adoption =
                    new Adopter(session.workbench(), declared).adopt(adoptable.takings(), adoptable.undeclared());
            NewFiles.edited(session.root(), kgit).with(adoption.files()).write();
            tell(adoption, session);
            messages().all(adoptable.refused());
            messages().all(adoption.refused());
            return adoptable.refused().isEmpty() && adoption.refused().isEmpty() ? Exit.DONE : Exit.REFUSED;
        }
    }

    private void tell(Adoption adoption, Session session) {
        for (Adoption.Edit edit : adoption.edits()) {
            String what = edit.path().isEmpty()
                    ? edit.id() + " declared"
                    : edit.id() + " " + edit.path() + ": " + shown(edit.before()) + " -> " + shown(edit.after());
            Output.line(kgit, edit.place().file() + ":" + edit.place().line() + ": " + what);
        }
        adoption.secrets()
                .forEach((variable, secret) -> Output.line(
                        kgit,
                        session.workbench().environmentYaml() + ": " + variable + ": ${{ secret." + secret
                                + " }}, to be set before the next plan"));
        if (adoption.edits().isEmpty() && adoption.refused().isEmpty() && !kgit.quiet) {
            messages().line("nothing to adopt: what is declared is what is live");
        }
    }

    private static String shown(@Nullable String value) {
        return value == null ? "(not set)" : value;
    }
}
