package dev.kgit.kinds.principal.files;

import dev.kgit.kinds.principal.Acl;
import dev.kgit.kinds.principal.AclDeclarations;
import dev.kgit.kinds.principal.AclIndex;
import dev.kgit.kinds.principal.AclOperation;
import dev.kgit.kinds.principal.PrincipalKind;
import dev.kgit.manifest.DiagnosticCollector;
import dev.kgit.manifest.SchemaDiagnostics;
import dev.kgit.model.Diagnostic;
import dev.kgit.model.Place;
import dev.kgit.model.Resource;
import dev.kgit.model.ResourceId;
import dev.kgit.model.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What declared ACLs can't do, and what they do more than they look. */
final class PrincipalChecks {

    private static final String USER_TYPE = "User";

    private final State state;
    private final DiagnosticCollector problems;

    PrincipalChecks(State state, DiagnosticCollector problems) {
        this.state = state;
        this.problems = problems;
    }

    void run() {
        SortedMap<ResourceId, Resource> principals = state.ofKind(PrincipalKind.NAME);
        Resource everybody = principals.get(PrincipalKind.id(Acl.EVERYBODY));
        AclIndex nobodys = new AclIndex(List.of());
        AclIndex everybodys = everybody == null ? nobodys : new AclIndex(PrincipalKind.acls(everybody));
        for (Resource principal : principals.values()) {
            type(principal);
            AclIndex own = new AclIndex(PrincipalKind.acls(principal));
            AclIndex others = principal == everybody ? nobodys : everybodys;
            madeVoid(principal, own, others);
            covered(principal, own, others);
            wide(principal, own.all());
        }
    }

    /** Kafka compares types by their letters. */
    private void type(Resource principal) {
        String name = principal.id().name();
        int colon = name.indexOf(':');
        if (colon < 0) {
            return; // The schema has complained.
        }
        String type = name.substring(0, colon);
        if (type.equalsIgnoreCase(USER_TYPE) && !type.equals(USER_TYPE)) {
            problems.errorAbout(
                    "KG170",
                    principal,
                    "no login ever is `" + SchemaDiagnostics.shown(name) + "`: Kafka's type is `" + USER_TYPE
                            + "`, with a capital letter",
                    "write it as `" + USER_TYPE + SchemaDiagnostics.shown(name.substring(type.length())) + "`");
        } else if (!type.equals(USER_TYPE)) {
            problems.add(Diagnostic.warning(
                            "KG170",
                            "brokers know the type `" + SchemaDiagnostics.shown(type)
                                    + "` only where a principal.builder.class of their own makes it")
                    .withHint("without one, every login is a `" + USER_TYPE + ":NAME`")
                    .withPlace(principal.place())
                    .withSubject(principal.id()));
        }
    }

    private void madeVoid(Resource principal, AclIndex own, AclIndex others) {
        for (Acl allow : own.all()) {
            sayingAtLeast(allow, own, others)
                    .filter(deny -> deny.makesVoid(allow))
                    .findFirst()
                    .ifPresent(deny -> problems.add(Diagnostic.error(
                                    "KG176",
                                    "`" + shown(allow) + "` of `" + SchemaDiagnostics.shown(allow.principal())
                                            + "` never has an effect: `" + shown(deny) + "`" + whose(deny, allow)
                                            + " denies it, at " + placeOf(deny))
                            .withHint("take one of the two away")
                            .withPlace(place(principal, allow))
                            .withSubject(principal.id())));
        }
    }

    /** A word all of whose ACLs others make needless, since they are about more. */
    private void covered(Resource principal, AclIndex own, AclIndex others) {
        Map<Place, List<Acl>> words = new TreeMap<>();
        own.all()
                .forEach(acl -> words.computeIfAbsent(place(principal, acl), none -> new ArrayList<>())
                        .add(acl));
        words.forEach((place, acls) -> {
            List<Acl> by = new ArrayList<>();
            for (Acl acl : acls) {
                Optional<Acl> wider = sayingAtLeast(acl, own, others)
                        .filter(other -> isWider(other, acl) && !place.equals(placeOf(other)))
                        .findFirst();
                if (wider.isEmpty()) {
                    return;
                }
                by.add(wider.get());
            }
            Acl first = acls.get(0);
            problems.add(Diagnostic.info(
                            "KG177",
                            "`" + shown(first) + "`" + (acls.size() > 1 ? " and what else is said here" : "")
                                    + " makes no difference: `" + shown(by.get(0)) + "`" + whose(by.get(0), first)
                                    + " is about more, at " + placeOf(by.get(0)))
                    .withPlace(place)
                    .withSubject(principal.id()));
        });
    }

    /** Those that speak of all that this one speaks of. */
    private static Stream<Acl> sayingAtLeast(Acl acl, AclIndex own, AclIndex others) {
        return Stream.concat(own.coveringResource(acl.resource()), others.coveringResource(acl.resource()));
    }

    /** Of two on the same resource, an operation that implies the other one is no more than it looks. */
    private static boolean isWider(Acl other, Acl acl) {
        boolean more = !other.resource().equals(acl.resource())
                || !other.host().equals(acl.host())
                || !other.principal().equals(acl.principal())
                || (other.operation() == AclOperation.ALL && acl.operation() != AclOperation.ALL);
        return more && other.covers(acl);
    }

    private void wide(Resource principal, List<Acl> own) {
        if (principal.id().name().equals(Acl.EVERYBODY) && own.stream().anyMatch(Acl::isAllow)) {
            problems.add(
                    Diagnostic.warning("KG178", "`" + Acl.EVERYBODY + "` is everybody who can connect, known or not")
                            .withHint("give it to the principals that need it, one by one")
                            .withPlace(principal.place())
                            .withSubject(principal.id()));
        }
        own.stream()
                .filter(acl -> acl.isAllow()
                        && acl.operation() == AclOperation.ALL
                        && acl.resource().isAll())
                .forEach(acl -> problems.add(Diagnostic.warning(
                                "KG179",
                                "`" + shown(acl) + "` lets `" + SchemaDiagnostics.shown(acl.principal())
                                        + "` do everything with every "
                                        + acl.resource().type().label())
                        .withHint("name the operations, or the beginning of the names")
                        .withPlace(place(principal, acl))
                        .withSubject(principal.id())));
    }

    private static String whose(Acl acl, Acl than) {
        return acl.principal().equals(than.principal()) ? "" : " of `" + acl.principal() + "`";
    }

    private static String shown(Acl acl) {
        return SchemaDiagnostics.shown(acl.text());
    }

    private Place placeOf(Acl acl) {
        Resource principal = state.get(PrincipalKind.id(acl.principal()));
        return principal == null ? new Place("", 1, 1) : place(principal, acl);
    }

    private static Place place(Resource principal, Acl acl) {
        Place place = AclDeclarations.placeOf(principal, acl);
        return place == null ? new Place("", 1, 1) : place;
    }
}
