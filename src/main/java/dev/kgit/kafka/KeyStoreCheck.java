package dev.kgit.kafka;

import dev.kgit.model.Diagnostic;
import dev.kgit.model.FieldValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.kafka.common.config.SslConfigs;
import org.jspecify.annotations.Nullable;

/** Which key store is it that a client can't be made with, and why: Kafka's client names neither property nor place. */
final class KeyStoreCheck {

    /** A store: the properties that name its file, its type and its password. */
    private record Store(String location, String type, String password) {}

    private static final List<Store> STORES = List.of(
            new Store(
                    SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
                    SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG,
                    SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG),
            new Store(
                    SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
                    SslConfigs.SSL_KEYSTORE_TYPE_CONFIG,
                    SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG));

    private KeyStoreCheck() {}

    static List<Diagnostic> objections(SortedMap<String, FieldValue> given) {
        List<Diagnostic> wrong = new ArrayList<>();
        for (Store store : STORES) {
            FieldValue location = given.get(store.location());
            if (location != null && location.value() != null) {
                objection(given, store, location.text())
                        .ifPresent(why -> wrong.add(
                                Diagnostic.error("KG404", store.location() + " names " + location.text() + ": " + why)
                                        .withHint(
                                                "give the path of a store as this machine has it, its type where it is neither"
                                                        + " JKS nor PKCS12 (" + store.type() + "), and its password ("
                                                        + store.password()
                                                        + ")")
                                        .withPlace(location.place())));
            }
        }
        return wrong;
    }

    private static Optional<String> objection(SortedMap<String, FieldValue> given, Store store, String location) {
        Path file;
        try {
            file = Path.of(location);
        } catch (InvalidPathException notAPath) {
            return Optional.of("that is no path");
        }
        if (Files.notExists(file)) {
            return Optional.of("there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            return Optional.of("that is no file");
        }
        if (!Files.isReadable(file)) {
            return Optional.of("no permission to read it");
        }
        String type = text(given, store.type()) == null ? "JKS" : "" + text(given, store.type());
        return type.toUpperCase(Locale.ROOT).equals("PEM") ? Optional.empty() : unreadable(file, type, given, store);
    }

    private static Optional<String> unreadable(
            Path file, String type, SortedMap<String, FieldValue> given, Store store) {
        String password = text(given, store.password());
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore.getInstance(type).load(in, password == null ? null : password.toCharArray());
            return Optional.empty();
        } catch (IOException failed) {
            // By its contract a store says so where the password is at fault.
            return Optional.of(
                    failed.getCause() instanceof UnrecoverableKeyException
                            ? store.password() + " is not its password"
                            : "it is no store of the type " + type);
        } catch (GeneralSecurityException failed) {
            return Optional.of(
                    "it can't be read as " + type + " (" + failed.getClass().getSimpleName() + ")");
        }
    }

    private static @Nullable String text(SortedMap<String, FieldValue> given, String key) {
        FieldValue setting = given.get(key);
        return setting == null ? null : setting.value();
    }
}
