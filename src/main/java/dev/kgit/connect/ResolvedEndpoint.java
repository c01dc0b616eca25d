package dev.kgit.connect;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.Environment.ConnectEndpoint;
import dev.kgit.model.Environment.Tls;
import dev.kgit.model.FieldValue;
import dev.kgit.model.KgitException;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * How to get in: an endpoint's URLs, headers and key material, checked and made ready for use.
 *
 * @param bases without credentials and without a slash at the end
 * @param headers sent with every request, with the credentials
 * @param tls empty: the JDK's own
 */
public record ResolvedEndpoint(List<URI> bases, SortedMap<String, String> headers, Optional<SSLContext> tls) {

    static ResolvedEndpoint of(String cluster, ConnectEndpoint endpoint) {
        if (endpoint.urls().isEmpty()) {
            throw invalid(cluster, "has no url", "give connect." + cluster + ".url in environment.yaml");
        }
        List<URI> bases = new ArrayList<>();
        String userInfo = null;
        for (String url : endpoint.urls()) {
            URI uri = parse(cluster, url);
            userInfo = userInfo == null ? uri.getUserInfo() : userInfo;
            bases.add(withoutUserInfo(uri));
        }
        SortedMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        credentials(endpoint, userInfo)
                .ifPresent(pair -> headers.put(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
        endpoint.headers().forEach((name, value) -> headers.put(name, value.text()));
        headers.forEach((name, value) -> checkHeader(cluster, name, value));
        return new ResolvedEndpoint(List.copyOf(bases), headers, Optional.ofNullable(context(cluster, endpoint.tls())));
    }

    /** Never the headers: they hold the credentials. */
    @Override
    public String toString() {
        return "Entrance" + bases;
    }

    private static URI parse(String cluster, String url) {
        // The parser's own message would repeat the URL, and the URL may hold a password.
        String hint =
                "connect." + cluster + ".url takes the base URL of the REST interface, like http://localhost:8083";
        try {
            URI uri = new URI(url.strip());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
                throw invalid(cluster, "has a url that is not an http or https URL", hint);
            }
            if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw invalid(
                        cluster, "has a url with a query (?) or a fragment (#), behind which no path can stand", hint);
            }
            return uri;
        } catch (URISyntaxException malformed) {
            throw invalid(cluster, "has a url that can't be parsed (at character " + malformed.getIndex() + ")", hint);
        }
    }

    private static URI withoutUserInfo(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
        String host = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
        return URI.create(uri.getScheme().toLowerCase(Locale.ROOT) + "://" + host + path);
    }

    private static Optional<String> credentials(ConnectEndpoint endpoint, @Nullable String userInfo) {
        FieldValue username = endpoint.username();
        if (username != null) {
            FieldValue password = endpoint.password();
            return Optional.of(username.text() + ":" + (password == null ? "" : password.text()));
        }
        return Optional.ofNullable(userInfo);
    }

    private static void checkHeader(String cluster, String name, String value) {
        try {
            HttpRequest.newBuilder().setHeader(name, value);
        } catch (IllegalArgumentException forbidden) {
            throw invalid(
                    cluster,
                    "has a header that can't be sent: " + name,
                    "leave out headers that HTTP itself sets (Host, Connection, ...), and line breaks in values");
        }
    }

    private static @Nullable SSLContext context(String cluster, @Nullable Tls tls) {
        if (tls == null) {
            return null;
        }
        String being = "TLS";
        try {
            TrustManager @Nullable [] trust = null;
            if (tls.truststore() != null) {
                being = "tls.truststore " + tls.truststore();
                TrustManagerFactory factory =
                        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init(load(tls.truststore(), tls.truststorePassword()));
                trust = factory.getTrustManagers();
            }
            KeyManager @Nullable [] keys = null;
            if (tls.keystore() != null) {
                being = "tls.keystore " + tls.keystore();
                KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                factory.init(load(tls.keystore(), tls.keystorePassword()), chars(tls.keystorePassword()));
                keys = factory.getKeyManagers();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException | IOException failed) {
            throw invalid(
                    cluster,
                    "can't use " + being + ": " + why(failed),
                    "connect." + cluster
                            + ".tls in environment.yaml takes paths of PKCS12 or JKS files as this machine has"
                            + " them, and their passwords");
        }
    }

    private static String why(Exception failed) {
        if (failed instanceof FileNotFoundException || failed instanceof NoSuchFileException) {
            return "there is no such file, or no permission to read it";
        }
        if (failed.getCause() instanceof UnrecoverableKeyException) {
            return "the password is wrong";
        }
        return failed instanceof KeyStoreException
                ? "it is neither a PKCS12 nor a JKS store"
                : failed.getClass().getSimpleName();
    }

    private static KeyStore load(String path, @Nullable FieldValue password)
            throws GeneralSecurityException, IOException {
        File file = new File(path);
        if (!file.exists()) {
            throw new NoSuchFileException(path);
        }
        return KeyStore.getInstance(file, chars(password));
    }

    private static char @Nullable [] chars(@Nullable FieldValue password) {
        return password == null ? null : password.text().toCharArray();
    }

    /** The secrets that the worker's answers may repeat. */
    public static List<String> secrets(ConnectEndpoint endpoint) {
        List<String> secrets = new ArrayList<>();
        FieldValue password = endpoint.password();
        if (password != null) {
            secrets.add(password.text());
        }
        for (Map.Entry<String, FieldValue> header : endpoint.headers().entrySet()) {
            secrets.add(header.getValue().text());
        }
        return secrets;
    }

    private static KgitException.Invalid invalid(String cluster, String what, String hint) {
        return new KgitException.Invalid(Diagnostic.error("KG459", "Connect cluster " + cluster + " " + what)
                .withHint(hint));
    }
}
