package dev.kgit.kinds;

import dev.kgit.kind.Kinds;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.topic.TopicKind;
import java.util.List;

/** The one list of the kinds of resources that kgit manages. */
public final class BuiltInKinds {

    public static final Kinds ALL = new Kinds(List.of(new TopicKind(), new ConnectorKind()));

    private BuiltInKinds() {}
}
