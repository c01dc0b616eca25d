package dev.kgit.secret;

import java.util.List;

/** Credentials in URLs of every scheme, wherever they stand in a text. What a query holds is a matter of {@link KeyValuePairs}. */
final class Urls {

    private static final String SCHEME_END = "://";
    private static final String ORACLE = "jdbc:oracle:";

    /** Longer than the part of any URL that can hold credentials. */
    private static final int LONGEST = 1024;

    /** Addresses that whoever knows them may write to. */
    private static final List<String> WEBHOOKS = List.of(
            "hooks.slack.com/services/",
            "discord.com/api/webhooks/",
            "discordapp.com/api/webhooks/",
            "webhook.office.com/webhookb2/",
            "api.telegram.org/bot");

    private Urls() {}

    static boolean haveCredentials(String text) {
        if (isOracleWithPassword(text)) {
            return true;
        }
        int end = 0;
        int at = -1;
        for (int scheme = text.indexOf(SCHEME_END); scheme >= 0; scheme = text.indexOf(SCHEME_END, scheme + 1)) {
            int start = scheme + SCHEME_END.length();
            // Looked for once, however many addresses stand in one another.
            end = end < start ? end(text, start) : end;
            at = at < start ? at(text, start) : at;
            int stop = Math.min(end, start + LONGEST);
            if ((at < stop && hasCredentials(text, start, stop)) || isWebhook(text, start, stop)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasCredentials(String text, int start, int end) {
        int authority = authority(text, start, end);
        int at = last(text, '@', start, authority);
        int colon = first(text, ':', start, authority);
        if (at < 0) {
            // A password may hold a slash: what stands behind the colon is then no port.
            if (colon < 0 || isPort(text, colon + 1, authority)) {
                return false;
            }
            at = last(text, '@', authority, end);
            if (at < 0) {
                return false;
            }
        }
        if (colon < 0 || colon > at) {
            return Entropy.is(text.substring(start, at));
        }
        return isClear(text.substring(colon + 1, at));
    }

    private static int first(String text, char c, int from, int to) {
        int found = text.substring(from, to).indexOf(c);
        return found < 0 ? -1 : from + found;
    }

    private static int last(String text, char c, int from, int to) {
        int at = to - 1;
        while (at >= from && text.charAt(at) != c) {
            at--;
        }
        return at < from ? -1 : at;
    }

    /** Where the next {@code @} is; behind the text where there is none. */
    private static int at(String text, int from) {
        int at = text.indexOf('@', from);
        return at < 0 ? text.length() : at;
    }

    private static int end(String text, int from) {
        int i = from;
        while (i < text.length() && !Character.isWhitespace(text.charAt(i)) && "\"'<>,;|".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private static boolean isPort(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != ProviderLookups.LOOKUP && !Character.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Where the host and port end that begin there. */
    private static int authority(String text, int start, int end) {
        int i = start;
        while (i < end && "/?#".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private static boolean isWebhook(String text, int start, int end) {
        int authority = authority(text, start, end);
        String host = text.substring(start, authority);
        for (String webhook : WEBHOOKS) {
            int slash = webhook.indexOf('/');
            String path = webhook.substring(slash);
            int secret = authority + path.length();
            boolean there = isOrIsBelow(host, webhook.substring(0, slash)) && text.startsWith(path, authority);
            if (there && secret < text.length() && text.charAt(secret) != ProviderLookups.LOOKUP) {
                return true;
            }
        }
        return false;
    }

    /** {@code www.discord.com} is below {@code discord.com}. */
    private static boolean isOrIsBelow(String host, String domain) {
        return host.equals(domain) || host.endsWith("." + domain);
    }

    /** {@code jdbc:oracle:thin:user/password@host}. */
    private static boolean isOracleWithPassword(String text) {
        if (!text.regionMatches(true, 0, ORACLE, 0, ORACLE.length())) {
            return false;
        }
        int user = text.indexOf(':', ORACLE.length()) + 1;
        int at = text.indexOf('@', user);
        int slash = text.indexOf('/', user);
        return user > 0 && slash > user && slash < at && isClear(text.substring(slash + 1, at));
    }

    private static boolean isClear(String password) {
        return PartOfSecret.isClear(password) && !NonSecretValues.always(password);
    }
}
