package dev.kgit.access;

import dev.kgit.kinds.principal.Acl;
import dev.kgit.model.Place;
import org.jspecify.annotations.Nullable;

/**
 * An ACL that decides something.
 *
 * @param permission {@code ALLOW} or {@code DENY}
 * @param resource as field paths name it, {@code topic:orders.*}
 * @param host {@code *} for any
 * @param place of the word that asked for it; null where no file does
 */
public record AclSource(
        String principal,
        String permission,
        String operation,
        String resource,
        String host,
        @Nullable Place place) {

    /** {@code ALLOW READ topic:audit from 10.0.0.5}, as field paths hold it. */
    public String text() {
        return permission + " " + operation + " " + resource + fromHost();
    }

    /** {@code  from 10.0.0.5}; nothing where it is for any host. */
    public String fromHost() {
        return Acl.from(host);
    }
}
