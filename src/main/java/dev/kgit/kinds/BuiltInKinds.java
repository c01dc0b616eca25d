package dev.kgit.kinds;

import dev.kgit.kind.Kinds;
import dev.kgit.kinds.connector.ConnectorKind;
import dev.kgit.kinds.connector.files.ConnectorFiles;
import dev.kgit.kinds.principal.PrincipalKind;
import dev.kgit.kinds.principal.files.PrincipalFiles;
import dev.kgit.kinds.topic.TopicKind;
import dev.kgit.kinds.topic.files.TopicFiles;
import dev.kgit.manifest.Sections;
import java.util.List;

/** The one list of the kinds of resources that kgit manages, and of their sections of the files. */
public final class BuiltInKinds {

    public static final Kinds ALL = new Kinds(List.of(new TopicKind(), new PrincipalKind(), new ConnectorKind()));

    public static final Sections SECTIONS =
            Sections.withSchema(ALL, List.of(new TopicFiles(), new ConnectorFiles(), new PrincipalFiles()));

    private BuiltInKinds() {}
}
