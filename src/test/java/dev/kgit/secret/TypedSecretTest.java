package dev.kgit.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of keys that are typed PASSWORD. */
class TypedSecretTest {

    private static final String KEY = "producer.override.sasl.jaas.config";
    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "${file:/x:y}",
                PLAIN + "username=\"u\" password=\"${file:/x:y}\";",
                PLAIN + "\n  username='u'\n  password='${file:/x:a}${file:/x:b}' ;\n",
                PLAIN + "username=\"u\" password=\"\";",
                "com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true storeKey=true keyTab=\"/k\""
                        + " principal=\"p@R\";",
                "org.apache.kafka.common.security.scram.ScramLoginModule REQUIRED tokenauth=true username=\"u\""
                        + " password=\"${vault:a:b}\";",
                "software.amazon.msk.auth.iam.IAMLoginModule required;",
                "mongodb+srv://${file:/x:u}:${file:/x:p}@db.example.org/?authSource=admin",
                "https://${file:/x:token}@api.example.org/v1",
                "jdbc:postgresql://db/orders?user=app&password=${file:/x:y}",
            })
    void holdNothingInTheClearWhereEachCredentialIsLookedUp(String value) {
        assertThat(TypedSecret.isInTheClear(KEY, value)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "open-sesame",
                "half${file:/x:y}",
                "half;password=${file:/x:y}",
                "half password=\"${file:/x:y}\";",
                PLAIN + "username=\"u\" password=\"open-sesame\";",
                PLAIN + "username=\"u\" password=\"half${file:/x:y}\";",
                PLAIN + "username=\"u\" password=\"/etc/kafka/x.pem\";",
                PLAIN + "username=\"u\" password=\"${file:/x:y}\" user_admin=\"open-sesame\";",
                PLAIN + "username=\"u\" password=\"${file:/x:y}\" clientSecret=\"1234\";",
                PLAIN + "username=\"u\" password=\"${file:/x:y}\"; open-sesame",
                PLAIN + "username=\"u\" /* open-sesame */ password=\"${file:/x:y}\";",
                PLAIN + "username=\"u\" open-sesame password=\"${file:/x:y}\";",
                PLAIN + "username=\"ghp_0123456789abcdefghijklmnopqrst\" password=\"${file:/x:y}\";",
                "open-sesame required password=\"${file:/x:y}\";",
                "mongodb://app:open-sesame@db/orders",
                "mongodb://app:half${file:/x:y}@db/orders",
                "mongodb://app:${file:/x:y}@sesame@db/orders",
                "mongodb://db/orders",
                "https://${file:/x:host}/open-sesame",
                "https://app:${file:/x:y}@db/?password=open-sesame",
                "https://app:${file:/x:y}@db/?sig=1234",
                "user:${file:/x:y}",
            })
    void areASecretInTheClearWhereAnyOfItCanBeRead(String value) {
        assertThat(TypedSecret.isInTheClear(KEY, value)).isTrue();
    }

    @Test
    void mayHaveTheUserBesideThePasswordWhereTheKeyIsOfBoth() {
        String key = "value.converter.basic.auth.user.info";
        assertThat(TypedSecret.isInTheClear(key, "registry:${file:/x:y}")).isFalse();
        assertThat(TypedSecret.isInTheClear(key, "registry:half${file:/x:y}")).isTrue();
        assertThat(TypedSecret.isInTheClear(key, "registry")).isTrue();
    }
}
