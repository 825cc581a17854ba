package dev.clawgateway.server.access.provider;

import static dev.clawgateway.server.access.provider.SigningProvider.PINNED;
import static dev.clawgateway.server.access.provider.SigningProvider.RSA;
import static dev.clawgateway.server.access.provider.SigningProvider.WEAK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.clawgateway.protocol.json.JsonFormatException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which keys are taken out of what a provider publishes. */
class ProviderKeysTest {

    @Test
    void passesOverKeysThatAreOfNoUseAndThoseThatShareAnId() throws Exception {
        ECKey same = new ECKeyGenerator(Curve.P_256).keyID("rsa").generate();
        OctetSequenceKey secret =
                new OctetSequenceKey.Builder(new byte[32]).keyID("secret").build();
        String odd =
                "{\"keys\":[{\"kty\":\"XYZ\",\"kid\":\"odd\"},7,{\"kty\":\"RSA\",\"kid\":\"half\"},"
                        + List.of(
                                        RSA.toPublicJWK(),
                                        same.toPublicJWK(),
                                        PINNED.toPublicJWK(),
                                        WEAK.toPublicJWK())
                                .toString()
                                .substring(1)
                                .replace("]", "," + secret.toJSONString() + "]}");

        ProviderKeys keys = ProviderKeys.read(odd.getBytes(UTF_8));

        assertThat(keys.size()).isEqualTo(1);
        assertThat(keys.find("pinned")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"<html>", "[]", "{}", "{\"keys\":{}}", "{\"keys\":null}", "''"})
    void takesNoKeysOutOfRubbish(String document) {
        assertThatExceptionOfType(JsonFormatException.class)
                .isThrownBy(() -> ProviderKeys.read(document.getBytes(UTF_8)));
    }
}
