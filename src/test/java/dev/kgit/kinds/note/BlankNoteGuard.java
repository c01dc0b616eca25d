package dev.kgit.kinds.note;

import dev.kgit.diff.ChangeType;
import dev.kgit.diff.FieldDiff;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.Guard;
import dev.kgit.kind.GuardContext;
import dev.kgit.model.Diagnostic;
import java.util.List;

/** A note that said something and says nothing any more has lost it. */
final class BlankNoteGuard implements Guard {

    static final String CODE = "KG299";

    @Override
    public List<Diagnostic> evaluate(ResourceDiff difference, GuardContext context) {
        FieldDiff text = difference.field(NoteKind.TEXT);
        if (difference.changeType() != ChangeType.UPDATE || text == null || text.after() == null) {
            return List.of();
        }
        return text.after().text().isBlank()
                ? List.of(context.findingUnlessAllowed(
                        CODE,
                        difference,
                        difference.id() + " says nothing any more",
                        "data-loss",
                        GuardContext.placeOf(difference, NoteKind.TEXT)))
                : List.of();
    }
}
