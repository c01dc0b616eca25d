package dev.kgit.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Where a Connect worker answers: what all ways to write its URL have in common. No credentials are in it. */
public final class WorkerAddress {

    private WorkerAddress() {}

    /** {@code host:port/path} of a base URL, without user info, query and fragment. */
    public static String of(String url) {
        try {
            URI uri = new URI(url.strip());
            if (uri.getHost() == null || uri.getScheme() == null) {
                return ofUnreadable(url);
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
            String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("/+$", "");
            return uri.getHost().toLowerCase(Locale.ROOT) + ":" + port + path;
        } catch (URISyntaxException unreadable) {
            return ofUnreadable(url);
        }
    }

    /** Nothing is reached there; what may be a password is left out all the same. */
    private static String ofUnreadable(String url) {
        return url.strip().replaceFirst("(?s)^.*@", "").replaceFirst("(?s)[?#].*$", "");
    }
}
