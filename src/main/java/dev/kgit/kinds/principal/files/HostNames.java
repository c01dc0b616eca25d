package dev.kgit.kinds.principal.files;

import dev.kgit.kinds.principal.Acl;
import dev.kgit.manifest.DiagnosticCollector;
import dev.kgit.manifest.ListNode;
import dev.kgit.manifest.Node;
import dev.kgit.manifest.ScalarNode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hosts of ACLs. Brokers compare them, letter by letter, with the address of who asks as Java writes it. */
final class HostNames {

    private static final String NUMBER = "(0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])";
    private static final Pattern IP_4 = Pattern.compile(NUMBER + "(\\." + NUMBER + "){3}");
    private static final Pattern LIKE_IP_6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private HostNames() {}

    /** The hosts that a list names, without those that can't be one; any host where there is no list. */
    static List<String> in(@Nullable ListNode list, DiagnosticCollector problems) {
        if (list == null) {
            return List.of(Acl.ANY_HOST);
        }
        List<String> hosts = new ArrayList<>();
        for (Node item : list.items()) {
            ScalarNode host = item.asScalar();
            if (host == null || host.isNull() || host.isUnknown()) {
                continue;
            }
            String instead = insteadOf(host.text());
            if (instead == null) {
                hosts.add(host.text());
            } else {
                problems.error(
                        "KG172", host.place(), "no request ever comes from the host `" + host.shown() + "`", instead);
            }
        }
        return hosts;
    }

    /** What to write in place of a host that never matches; null where it may match. */
    static @Nullable String insteadOf(String host) {
        if (host.equals(Acl.ANY_HOST) || IP_4.matcher(host).matches()) {
            return null;
        }
        if (LIKE_IP_6.matcher(host).matches()) {
            try {
                // With a colon in it this is an address, or refused: nobody is asked for a name.
                String written = InetAddress.getByName(host).getHostAddress();
                return written.equals(host) ? null : "brokers write that address as `" + written + "`";
            } catch (UnknownHostException noAddress) {
                return "it takes an IP address, or `*` for all";
            }
        }
        return host.contains("/")
                ? "Kafka knows no ranges of addresses: name each address, or keep others out by a firewall"
                : "brokers see addresses and no names: write the IP address, or `*` for all";
    }
}
