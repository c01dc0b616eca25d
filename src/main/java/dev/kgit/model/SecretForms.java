package dev.kgit.model;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The forms in which programs repeat a value: as it is, and in the usual encodings. */
final class SecretForms {

    private SecretForms() {}

    /** All forms of the value, the value itself and its trimmed form among them. Case is not varied. */
    static Set<String> of(String secret) {
        Set<String> forms = new LinkedHashSet<>();
        for (String value : new LinkedHashSet<>(List.of(secret, secret.strip()))) {
            forms.add(value);
            String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
            forms.add(url);
            forms.add(url.replace("+", "%20"));
            forms.add(url.replace("+", "%20").replace("%2F", "/"));
            // By RFC 3986, and in JavaScript's way, which lets more stand.
            String unreserved = url.replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
            forms.add(unreserved);
            forms.add(unreserved.replace("%2F", "/"));
            forms.add(unreserved
                    .replace("%21", "!")
                    .replace("%27", "'")
                    .replace("%28", "(")
                    .replace("%29", ")")
                    .replace("%2A", "*"));
            String html = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
            forms.add(html);
            forms.add(html.replace("\"", "&quot;").replace("'", "&#39;"));
            forms.add(html.replace("\"", "&quot;").replace("'", "&apos;"));
            forms.add(html.replace("\"", "&#34;").replace("'", "&#x27;"));
            String json = value.replace("\\", "\\\\")
                    .replace("\"", "\\\"")
                    .replace("\n", "\\n")
                    .replace("\r", "\\r")
                    .replace("\t", "\\t");
            forms.add(json);
            forms.add(json.replace("/", "\\/"));
            forms.add(asciiJson(json));
            base64(value, forms);
        }
        return forms;
    }

    private static String asciiJson(String json) {
        StringBuilder text = new StringBuilder();
        json.chars().forEach(c -> {
            if (c < 0x7f && c >= 0x20 && "<>&'=".indexOf(c) < 0) {
                text.append((char) c);
            } else {
                text.append(String.format("\\u%04x", c));
            }
        });
        return text.toString();
    }

    /**
     * The value in Base64, alone or behind one or two other bytes, as the password in {@code user:password}: of the characters
     * at both ends, those that depend on the neighbours are left out.
     */
    private static void base64(String value, Set<String> forms) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[bytes.length + shift];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            int from = (shift * 8 + 5) / 6;
            int to = shifted.length * 8 / 6;
            if (to - from >= 6) {
                String sure = text.substring(from, to);
                forms.add(sure);
                forms.add(sure.replace('+', '-').replace('/', '_'));
            }
        }
    }
}
