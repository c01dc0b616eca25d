package dev.kgit.kinds.connector;

import dev.kgit.diff.FieldRules;
import dev.kgit.model.FieldType;
import dev.kgit.model.FieldValue;
import dev.kgit.model.Resource;
import org.jspecify.annotations.Nullable;

/** Workers keep what they were given, to the letter: config is text. */
final class ConnectorFieldRules implements FieldRules {

    @Override
    public FieldType typeOf(String path) {
        return FieldType.TEXT;
    }

    /** A connector that failed is to run again, also where its state is not declared. */
    @Override
    public @Nullable FieldValue wanted(String path, @Nullable FieldValue declared, @Nullable FieldValue live) {
        boolean failed = isRunState(path) && live != null && ConnectorState.FAILED.equals(live.value());
        return declared == null && failed ? FieldValue.of(ConnectorState.RUNNING) : declared;
    }

    @Override
    public boolean isRunState(String path) {
        return path.equals(Resource.STATE);
    }

    @Override
    public boolean isDeclarable(String path, FieldValue live) {
        return !isRunState(path) || !ConnectorState.FAILED.equals(live.value());
    }

    @Override
    public boolean mayHoldSecret(String path) {
        return path.startsWith(Resource.CONFIG)
                && !ConnectorKeys.isReadByKgit(path.substring(Resource.CONFIG.length()));
    }
}
