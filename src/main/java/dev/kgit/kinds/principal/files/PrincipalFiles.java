package dev.kgit.kinds.principal.files;

import dev.kgit.kinds.principal.Acl;
import dev.kgit.kinds.principal.PrincipalKind;
import dev.kgit.manifest.Declaration;
import dev.kgit.manifest.KindSection;
import dev.kgit.manifest.LifecycleReader;
import dev.kgit.manifest.ListEdit;
import dev.kgit.manifest.ListNode;
import dev.kgit.manifest.MapNode;
import dev.kgit.manifest.ResourceYaml;
import dev.kgit.manifest.ScalarNode;
import dev.kgit.manifest.SchemaDiagnostics;
import dev.kgit.manifest.SchemaText;
import dev.kgit.manifest.SectionInput;
import dev.kgit.model.Resource;
import dev.kgit.model.State;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Principals in the files: {@code principals}. Their words build on topics, Connect clusters and connectors. */
public final class PrincipalFiles implements KindSection {

    private static final String PRINCIPALS = "principals";

    @Override
    public String name() {
        return PRINCIPALS;
    }

    @Override
    public String kind() {
        return PrincipalKind.NAME;
    }

    @Override
    public String schema() {
        return SchemaText.beside(PrincipalFiles.class, "principals.schema.json");
    }

    @Override
    public List<Resource> read(SectionInput in) {
        if (in.declarations(PRINCIPALS).isEmpty()) {
            return List.of();
        }
        PlatformShortcuts platform = new PlatformShortcuts(in);
        return in.declarations(PRINCIPALS).values().stream()
                .map(declaration -> principal(declaration, platform, in))
                .toList();
    }

    private static Resource principal(Declaration declaration, PlatformShortcuts platform, SectionInput in) {
        declaration.checkAbsent(in.problems());
        MapNode principal = declaration.merged();
        boolean absent = LifecycleReader.isAbsent(principal);
        DeclaredAcls acls = new DeclaredAcls(declaration.name());
        if (!absent) {
            int before = in.problems().list().size();
            List<String> hosts = HostNames.in(principal.list(AclEntries.HOSTS), in.problems());
            new Shortcuts(acls, hosts).read(principal);
            platform.read(principal, acls, hosts);
            new AclEntries(acls, in.problems()).read(principal);
            boolean told = in.problems().list().size() > before;
            if (acls.fields().isEmpty() && !told && in.isWhole()) {
                in.problems()
                        .error(
                                "KG171",
                                declaration.place(),
                                "the principal `" + SchemaDiagnostics.shown(declaration.name()) + "` has no ACL",
                                "say what it may do, as `produce: [TOPIC]`; to take all away that it has, say"
                                        + " `state: absent`");
            }
        }
        ignored(declaration.name(), principal.list("ignore"), in);
        return new Resource(
                PrincipalKind.id(declaration.name()), acls.fields(), in.lifecycle(principal), declaration.place());
    }

    /** What is no ACL as a plan writes it would be passed over, and the ACL that it means taken away. */
    private static void ignored(String principal, @Nullable ListNode ignored, SectionInput in) {
        for (ScalarNode entry : Shortcuts.names(ignored)) {
            if (Acl.parseText(principal, entry.text()).isEmpty()) {
                in.problems()
                        .error(
                                "KG180",
                                entry.place(),
                                "`" + entry.shown() + "` is no ACL as a plan writes it between the brackets",
                                "write it as `ALLOW READ topic:orders.*`, or `ALLOW READ topic:audit from 10.0.0.5`");
            }
        }
    }

    @Override
    public boolean buildsOnOthers() {
        return true;
    }

    @Override
    public void check(State state, SectionInput in) {
        new PrincipalChecks(state, in.problems()).run();
    }

    @Override
    public Optional<List<ListEdit>> listEdits(Resource declared, Resource live, MapNode declaration) {
        return Optional.of(AclEdits.of(declared, live, declaration));
    }

    @Override
    public List<String> lines(Resource live, ResourceYaml yaml) {
        return PrincipalYaml.lines(live);
    }
}
