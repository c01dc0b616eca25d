package dev.kgit.doctor;

import dev.kgit.cluster.Permission;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The commands of Kafka's own tool that would let a principal do something.
 *
 * @param servers bootstrap servers
 * @param principal as access rules name it; null where it is not known: the command then says {@code User:PRINCIPAL}
 */
public record AclCommands(String servers, @Nullable String principal) {

    private static final String UNKNOWN = "User:PRINCIPAL";

    public String onCluster(Collection<Permission> rights) {
        return command(rights, "--cluster");
    }

    public String onTopics(Collection<Permission> rights, List<String> names) {
        return command(
                rights, names.stream().map(name -> "--topic " + quoted(name)).collect(Collectors.joining(" ")));
    }

    public String onGroups(Collection<Permission> rights) {
        return command(rights, "--group '*'");
    }

    private String command(Collection<Permission> rights, String on) {
        Set<Permission> sorted = new TreeSet<>(rights);
        String operations =
                sorted.stream().map(right -> "--operation " + right.label()).collect(Collectors.joining(" "));
        return "kafka-acls.sh --bootstrap-server " + quoted(servers) + " --add --allow-principal "
                + quoted(principal == null ? UNKNOWN : principal) + " " + operations + " " + on;
    }

    /** As a shell takes it for one word. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9_.,:@%+=/-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
