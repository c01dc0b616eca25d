package dev.kgit.workflow;

import dev.kgit.cluster.Ledger;
import dev.kgit.model.Revision;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Who runs kgit, and where: as the CI system or the operating system says. */
final class Identity {

    private static final List<String> USER_VARIABLES =
            List.of("GITHUB_ACTOR", "GITLAB_USER_LOGIN", "BUILD_USER_ID", "USER");

    private Identity() {}

    static String user(Map<String, String> variables) {
        return USER_VARIABLES.stream()
                .map(variables::get)
                .filter(Objects::nonNull)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElseGet(() -> System.getProperty("user.name", "unknown"));
    }

    static String host(Map<String, String> variables) {
        return Stream.of("HOSTNAME", "COMPUTERNAME")
                .map(variables::get)
                .filter(Objects::nonNull)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElseGet(Identity::localHost);
    }

    private static String localHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "unknown";
        }
    }

    /** Who holds a lease since when, in words. */
    static String told(Ledger.Claim claim) {
        String commit = claim.holder().commit();
        return claim.holder().by() + " on " + claim.holder().host() + " since " + claim.since()
                + (commit == null ? "" : ", commit " + Revision.shortCommit(commit));
    }
}
