package dev.kgit.cluster;

import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;

/** Why a TLS connection came to nothing, as far as the types of the JDK's exceptions tell. */
public enum TlsFailure {
    UNKNOWN_ISSUER("who issued the server's certificate is not known here"),
    OTHER_HOST("the server's certificate is for another host name than the one that is asked for"),
    EXPIRED("the server's certificate is no longer valid"),
    NOT_YET_VALID("the server's certificate is not valid yet, or the clock of this machine is wrong"),
    EMPTY_TRUSTSTORE("the truststore holds no certificate that could be trusted");

    private final String words;

    TlsFailure(String words) {
        this.words = words;
    }

    /** For the end of a sentence. */
    public String words() {
        return words;
    }

    /**
     * What to do.
     *
     * @param truststore the property that names one
     */
    public String hint(String truststore) {
        return switch (this) {
            case UNKNOWN_ISSUER ->
                truststore + " has to name a store that holds the certificate of the authority that issued the server's"
                        + " (without it the JDK's own authorities count)";
            case OTHER_HOST -> "name the host as the certificate does, or have one issued that names this host";
            case EXPIRED, NOT_YET_VALID -> "have the server's certificate renewed, and look at this machine's clock";
            case EMPTY_TRUSTSTORE -> "put the authority's certificate into the store that " + truststore + " names";
        };
    }

    /** Empty where it is something else. */
    public static Optional<TlsFailure> of(Throwable failure) {
        Optional<TlsFailure> found = Optional.empty();
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof CertificateExpiredException) {
                return Optional.of(EXPIRED);
            }
            if (cause instanceof CertificateNotYetValidException) {
                return Optional.of(NOT_YET_VALID);
            }
            if (cause instanceof InvalidAlgorithmParameterException) {
                return Optional.of(EMPTY_TRUSTSTORE);
            }
            if (cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException) {
                found = Optional.of(UNKNOWN_ISSUER);
            } else if (cause.getClass() == CertificateException.class && found.isEmpty()) {
                // The JDK's check of names throws the general class, and every other check one of its own.
                found = Optional.of(OTHER_HOST);
            }
        }
        return found;
    }
}
