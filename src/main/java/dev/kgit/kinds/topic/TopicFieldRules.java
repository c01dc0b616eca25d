package dev.kgit.kinds.topic;

import dev.kgit.diff.FieldRules;
import dev.kgit.model.FieldType;
import dev.kgit.model.Resource;

/** Counts are numbers, config has the types that the brokers state. */
record TopicFieldRules(TopicDefaults defaults) implements FieldRules {

    @Override
    public FieldType typeOf(String path) {
        if (path.equals(Resource.PARTITIONS) || path.equals(Resource.REPLICATION_FACTOR)) {
            return FieldType.NUMBER;
        }
        return path.startsWith(Resource.CONFIG)
                ? defaults.typeOf(path.substring(Resource.CONFIG.length()))
                : FieldType.TEXT;
    }
}
