package dev.kgit.kinds.connector;

import dev.kgit.diff.ChangeType;
import dev.kgit.diff.ResourceDiff;
import dev.kgit.kind.Guard;
import dev.kgit.kind.GuardContext;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import dev.kgit.secret.TypedSecret;
import java.util.ArrayList;
import java.util.List;

/** Finds values that a connector's plugin types PASSWORD and that are declared in the clear. */
public final class PlaintextSecretGuard implements Guard {

    @Override
    public List<Diagnostic> evaluate(ResourceDiff difference, GuardContext context) {
        return difference.changeType() == ChangeType.DELETE ? List.of() : findings(difference.desired(), true);
    }

    /**
     * What is declared in the clear, as errors where the connector is about to be written: what stands there already stops
     * nobody's work.
     */
    static List<Diagnostic> findings(Resource connector, boolean written) {
        List<Diagnostic> findings = new ArrayList<>();
        if (connector.lifecycle().absent()) {
            return findings;
        }
        connector.config().forEach((key, setting) -> {
            if (isClear(key, setting)) {
                String message = "the plugin types " + Resource.CONFIG + key
                        + " PASSWORD, and the secret stands in the clear, in Git or in the runner's environment";
                findings.add((written ? Diagnostic.error("KG366", message) : Diagnostic.warning("KG366", message))
                        .withHint(
                                "use ${{ var.NAME }} of a variable that environment.yaml takes from ${{ secret.NAME }}, or"
                                        + " let the worker look it up (${file:...}); where it stands in a file, change the secret,"
                                        + " for Git remembers it")
                        .withPlace(setting.place())
                        .withSubject(connector.id()));
            }
        });
        return findings;
    }

    /** A declared value is known to be a secret for one of two reasons: it is made of one, or its plugin says so. */
    private static boolean isClear(String key, FieldValue setting) {
        return setting.sensitivity() == FieldValue.Sensitivity.KNOWN
                && setting.masked() == null
                && setting.value() != null
                && TypedSecret.isInTheClear(key, setting.text());
    }
}
